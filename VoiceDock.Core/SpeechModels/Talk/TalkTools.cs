using System.Text.Json;
using VoiceDock.Core.Assistants;

namespace VoiceDock.Core.SpeechModels.Talk;

/// <summary>The functions a model is offered: those of the assistant's tools. A destination is chosen by an id of the list; no text of a model becomes a number.</summary>
internal sealed class TalkTools
{
    public const string Transfer = "transfer_call";
    public const string End = "end_call";

    private const int LongestName = 64;

    private readonly Assistant _assistant;
    private readonly Dictionary<string, JsonElement> _others = [];

    public TalkTools(Assistant assistant)
    {
        _assistant = assistant;
        if (JsonText.Parse(assistant.LlmConfig) is not { ValueKind: JsonValueKind.Object } config || !config.TryGetProperty("tools", out var tools) || tools.ValueKind != JsonValueKind.Array)
            return;
        foreach (var tool in tools.EnumerateArray().Where(t => t.ValueKind == JsonValueKind.Object && !AssistantTools.IsTransferCall(t) && !AssistantTools.IsEndCall(t)))
        {
            var function = tool.TryGetProperty("function", out var inner) && inner.ValueKind == JsonValueKind.Object ? inner : tool;
            if (AssistantTools.TextOf(function, "name") is { Length: > 0 and <= LongestName } name && name is not (Transfer or End) && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-'))
                _others[name] = function;
        }
    }

    public bool CanEndCall => _assistant.Tools.CanEndCall;

    /// <summary>One of the assistant's further tools.</summary>
    public bool IsOther(string name) => _others.ContainsKey(name);

    /// <summary>The index of the destination a model has chosen; null: it is none of the list.</summary>
    /// <param name="arguments">JSON text as the model wrote it.</param>
    public int? Chosen(string arguments)
    {
        if (Read(arguments) is not { } read || AssistantTools.TextOf(read, "destination") is not { } id) return null;
        var index = Enumerable.Range(0, _assistant.Destinations.Count).FirstOrDefault(i => IdOf(i) == id, -1);
        return index < 0 ? null : index;
    }

    /// <summary>Writes the list as the value of <c>tools</c>.</summary>
    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartArray();
        if (_assistant.Destinations.Count > 0) WriteTransfer(writer);
        if (CanEndCall) WriteFunction(writer, End, "Ends the call. Say goodbye first.", null);
        foreach (var (name, function) in _others)
            WriteFunction(writer, name, AssistantTools.TextOf(function, "description") ?? "", function.TryGetProperty("parameters", out var parameters) && parameters.ValueKind == JsonValueKind.Object ? parameters : null);
        writer.WriteEndArray();
    }

    private static JsonElement? Read(string arguments)
    {
        try
        {
            return JsonText.Parse(arguments);
        }
        catch (JsonException)
        {
            // A model may write anything: it is told that it chose nobody.
            return null;
        }
    }

    private static string IdOf(int index) => $"d{index + 1}";

    private void WriteTransfer(Utf8JsonWriter writer)
    {
        var list = string.Join("\n", _assistant.Destinations.Select((d, i) => $"{IdOf(i)}: {d.Description}"));
        var parameters = JsonText.Build(w =>
        {
            w.WriteStartObject();
            w.WriteString("type", "object");
            w.WriteStartObject("properties");
            w.WriteStartObject("destination");
            w.WriteString("type", "string");
            w.WriteString("description", "One of:\n" + list);
            w.WriteStartArray("enum");
            for (var i = 0; i < _assistant.Destinations.Count; i++) w.WriteStringValue(IdOf(i));
            w.WriteEndArray();
            w.WriteEndObject();
            w.WriteEndObject();
            w.WriteStartArray("required");
            w.WriteStringValue("destination");
            w.WriteEndArray();
            w.WriteBoolean("additionalProperties", false);
            w.WriteEndObject();
        });
        WriteFunction(writer, Transfer, "Hands the caller over to a person. There are no other destinations than those listed. Tell the caller first.", parameters);
    }

    private static void WriteFunction(Utf8JsonWriter writer, string name, string description, JsonElement? parameters)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "function");
        writer.WriteString("name", name);
        writer.WriteString("description", description);
        writer.WritePropertyName("parameters");
        if (parameters is { } known)
        {
            known.WriteTo(writer);
        }
        else
        {
            writer.WriteStartObject();
            writer.WriteString("type", "object");
            writer.WriteStartObject("properties");
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }
}
