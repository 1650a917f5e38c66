using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace VoiceDock.Core.Assistants;

/// <summary>Configuration blocks between their stored text and JSON; keys, order and number spelling stay as the client sent them.</summary>
public static class JsonText
{
    private static readonly JsonWriterOptions AsSent = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Null for null text.</summary>
    /// <exception cref="JsonException">Not JSON.</exception>
    public static JsonElement? Parse(string? text)
    {
        if (text is null) return null;
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    /// <summary>Null for no value and for JSON null.</summary>
    public static string? Write(JsonElement? value) =>
        value is { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } some ? some.GetRawText() : null;

    /// <summary>One level deep: keys of <paramref name="sent"/> replace, the others stay. What is no object replaces as a whole.</summary>
    public static JsonElement? Merge(JsonElement? stored, JsonElement? sent)
    {
        if (stored is not { ValueKind: JsonValueKind.Object } old || sent is not { ValueKind: JsonValueKind.Object } changes) return sent;
        return Build(writer =>
        {
            writer.WriteStartObject();
            foreach (var property in old.EnumerateObject())
            {
                if (changes.TryGetProperty(property.Name, out var replaced)) Write(writer, property.Name, replaced);
                else property.WriteTo(writer);
            }

            foreach (var property in changes.EnumerateObject().Where(p => !old.TryGetProperty(p.Name, out _))) property.WriteTo(writer);
            writer.WriteEndObject();
        });
    }

    internal static JsonElement Build(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, AsSent)) write(writer);
        return Parse(Encoding.UTF8.GetString(buffer.WrittenSpan))!.Value;
    }

    internal static void Write(Utf8JsonWriter writer, string name, JsonElement value)
    {
        writer.WritePropertyName(name);
        value.WriteTo(writer);
    }
}
