using System.Text.Json;
using VoiceDock.Core.Assistants.Destinations;

namespace VoiceDock.Core.Assistants;

/// <summary>What an assistant may do, read from <c>llm_config.tools</c>.</summary>
/// <param name="Destinations">Of all transfer_call tools, in order.</param>
/// <param name="CanEndCall">An end_call tool is there.</param>
public sealed record AssistantTools(IReadOnlyList<TransferDestination> Destinations, bool CanEndCall)
{
    public const int MostDestinations = 50;
    public const int LongestDescription = 500;
    public const int LongestMessage = 1000;
    public const int LongestWhisper = 500;
    public const int MostNext = 5;
    public const int MostDigits = 32;

    /// <summary>Seconds.</summary>
    public const int ShortestRing = 5;

    /// <summary>Seconds.</summary>
    public const int LongestRing = 120;

    /// <summary>Said where a destination asks for a key and has no whisper of its own.</summary>
    public const string DefaultWhisper = "Call from {caller}. Press 1 to take it, 2 to decline.";

    /// <summary>What a whisper may contain of the call, in braces.</summary>
    public static readonly IReadOnlyList<string> WhisperPlaceholders = ["caller", "caller_name", "number", "assistant", "summary"];

    public static readonly AssistantTools None = new([], false);

    /// <summary>Reads a stored configuration; entries that do not fit (they are refused at write) are left out.</summary>
    /// <param name="llmConfig">JSON text of the block; null for none.</param>
    public static AssistantTools Read(string? llmConfig) => JsonText.Parse(llmConfig) is { ValueKind: JsonValueKind.Object } config
        ? new AssistantTools([.. EntriesOf(config).Select(DestinationJson.Read).OfType<TransferDestination>()], ToolsOf(config).Any(IsEndCall))
        : None;

    /// <summary>The same destinations as <see cref="Read"/> gives, for the console's form: written again they keep the keys this program does not know.</summary>
    public static IReadOnlyList<DestinationInput> ReadTyped(string? llmConfig) => JsonText.Parse(llmConfig) is { ValueKind: JsonValueKind.Object } config
        ? [.. EntriesOf(config).Select(e => DestinationJson.Read(e) is { } known ? DestinationJson.Type(known, e) : null).OfType<DestinationInput>()]
        : [];

    /// <summary>
    /// The same configuration with these destinations in its transfer_call tool: all other keys and tools stay; no destination removes the tool.
    /// For the console's form; the result goes into <see cref="AssistantPatch.LlmConfig"/>.
    /// </summary>
    public static JsonElement WithDestinations(string? llmConfig, IReadOnlyList<TransferDestination> destinations) =>
        WithTyped(llmConfig, [.. destinations.Select(DestinationInput.From)]);

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

    private static IEnumerable<JsonElement> EntriesOf(JsonElement config) => ToolsOf(config).Where(IsTransferCall)
        .SelectMany(t => t.TryGetProperty("destinations", out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : Enumerable.Empty<JsonElement>());

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
        foreach (var destination in destinations) DestinationJson.Write(destination).WriteTo(writer);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
