using System.Text.Json;

namespace VoiceDock.Core.Assistants;

/// <summary>What a speech model is told to be: the system messages of <c>llm_config</c>, or its <c>system_prompt</c>.</summary>
public static class AssistantPrompt
{
    public const int Longest = 16_000;

    private const string Messages = "messages";
    private static readonly string[] Spellings = ["system_prompt", "instructions", "prompt"];

    /// <summary>All system messages, a blank line between; null where nothing is said.</summary>
    /// <param name="llmConfig">JSON text of the block; null for none.</param>
    public static string? Read(string? llmConfig)
    {
        if (JsonText.Parse(llmConfig) is not { ValueKind: JsonValueKind.Object } config) return null;
        var texts = MessagesOf(config).Where(IsSystem).Select(m => AssistantTools.TextOf(m, "content"))
            .Concat(Spellings.Select(s => AssistantTools.TextOf(config, s))).Where(t => !string.IsNullOrWhiteSpace(t));
        return string.Join("\n\n", texts) is { Length: > 0 } all ? all : null;
    }

    /// <summary>The same block with this text as its one system message; all other keys and messages stay. Null takes it away.</summary>
    public static JsonElement With(JsonElement? llmConfig, string? text) => JsonText.Build(writer =>
    {
        writer.WriteStartObject();
        var old = llmConfig is { ValueKind: JsonValueKind.Object } config ? config : default;
        if (old.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in old.EnumerateObject().Where(p => p.Name != Messages && !Spellings.Contains(p.Name))) property.WriteTo(writer);
        }

        var others = old.ValueKind == JsonValueKind.Object ? MessagesOf(old).Where(m => !IsSystem(m)).ToList() : [];
        if (text is not null || others.Count > 0) WriteMessages(writer, text, others);
        writer.WriteEndObject();
    });

    private static void WriteMessages(Utf8JsonWriter writer, string? text, IEnumerable<JsonElement> others)
    {
        writer.WriteStartArray(Messages);
        if (text is not null)
        {
            writer.WriteStartObject();
            writer.WriteString("role", "system");
            writer.WriteString("content", text);
            writer.WriteEndObject();
        }

        foreach (var other in others) other.WriteTo(writer);
        writer.WriteEndArray();
    }

    private static IEnumerable<JsonElement> MessagesOf(JsonElement config) =>
        config.TryGetProperty(Messages, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : [];

    private static bool IsSystem(JsonElement message) => AssistantTools.TextOf(message, "role") == "system";
}
