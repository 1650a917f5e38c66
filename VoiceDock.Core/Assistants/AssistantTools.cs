using System.Text.Json;
using VoiceDock.Core.Common;

namespace VoiceDock.Core.Assistants;

/// <summary>What an assistant may do, read from <c>llm_config.tools</c>.</summary>
/// <param name="Destinations">Of all transfer_call tools, in order.</param>
/// <param name="CanEndCall">An end_call tool is there.</param>
public sealed record AssistantTools(IReadOnlyList<TransferDestination> Destinations, bool CanEndCall)
{
    public const int MostDestinations = 50;
    public const int LongestDescription = 500;
    public const int LongestMessage = 1000;

    public static readonly AssistantTools None = new([], false);

    /// <summary>Reads a stored configuration; entries that do not fit (they are refused at write) are left out.</summary>
    /// <param name="llmConfig">JSON text of the block; null for none.</param>
    public static AssistantTools Read(string? llmConfig)
    {
        if (JsonText.Parse(llmConfig) is not { ValueKind: JsonValueKind.Object } config) return None;
        List<TransferDestination> destinations = [];
        var canEnd = false;
        foreach (var tool in ToolsOf(config))
        {
            canEnd |= IsEndCall(tool);
            if (!IsTransferCall(tool) || !tool.TryGetProperty("destinations", out var list) || list.ValueKind != JsonValueKind.Array) continue;
            destinations.AddRange(list.EnumerateArray().Select(ReadDestination).OfType<TransferDestination>());
        }

        return new AssistantTools(destinations, canEnd);
    }

    /// <summary>
    /// The same configuration with these destinations in its transfer_call tool: all other keys and tools stay; no destination removes the tool.
    /// For the console's form; the result goes into <see cref="AssistantPatch.LlmConfig"/>.
    /// </summary>
    public static JsonElement WithDestinations(string? llmConfig, IReadOnlyList<TransferDestination> destinations) =>
        WithTyped(llmConfig, [.. destinations.Select(d => new DestinationInput { Number = d.Number, Description = d.Description, Message = d.Message })]);

    /// <summary>As above, with what was typed; <see cref="AssistantRules"/> judges it.</summary>
    public static JsonElement WithTyped(string? llmConfig, IReadOnlyList<DestinationInput> destinations)
    {
        var config = JsonText.Parse(llmConfig);
        return JsonText.Build(writer =>
        {
            writer.WriteStartObject();
            if (config is { ValueKind: JsonValueKind.Object } old)
            {
                foreach (var property in old.EnumerateObject().Where(p => p.Name != "tools")) property.WriteTo(writer);
            }

            writer.WriteStartArray("tools");
            var tools = config is { ValueKind: JsonValueKind.Object } some ? ToolsOf(some).ToList() : [];
            foreach (var tool in tools.Where(t => !IsTransferCall(t))) tool.WriteTo(writer);
            if (destinations.Count > 0) WriteTransferCall(writer, tools.FirstOrDefault(IsTransferCall), destinations);
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    internal static bool IsTransferCall(JsonElement tool) => TypeOf(tool) is "transfer_call" or "transferCall";

    internal static bool IsEndCall(JsonElement tool) => TypeOf(tool) is "end_call" or "endCall";

    internal static string? TextOf(JsonElement thing, string name) =>
        thing.ValueKind == JsonValueKind.Object && thing.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string? TypeOf(JsonElement tool) => TextOf(tool, "type");

    private static IEnumerable<JsonElement> ToolsOf(JsonElement config) =>
        config.TryGetProperty("tools", out var tools) && tools.ValueKind == JsonValueKind.Array ? tools.EnumerateArray() : [];

    private static TransferDestination? ReadDestination(JsonElement entry) =>
        DialTarget.TryParse(TextOf(entry, "number"), out var target) && TextOf(entry, "description") is { Length: > 0 } description
            ? new TransferDestination(target, description, TextOf(entry, "message"))
            : null;

    private static void WriteTransferCall(Utf8JsonWriter writer, JsonElement before, IReadOnlyList<DestinationInput> destinations)
    {
        writer.WriteStartObject();
        if (before.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in before.EnumerateObject().Where(p => p.Name != "destinations")) property.WriteTo(writer);
        }
        else
        {
            writer.WriteString("type", "transfer_call");
        }

        writer.WriteStartArray("destinations");
        foreach (var destination in destinations)
        {
            writer.WriteStartObject();
            writer.WriteString("type", "number");
            if (!string.IsNullOrEmpty(destination.Number)) writer.WriteString("number", destination.Number);
            if (!string.IsNullOrEmpty(destination.Description)) writer.WriteString("description", destination.Description);
            if (!string.IsNullOrEmpty(destination.Message)) writer.WriteString("message", destination.Message);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
