using System.Text.Json;
using VoiceDock.Core.Common;

namespace VoiceDock.Core.Assistants.Destinations;

/// <summary>Between a destination and its entry in the tool. Reading leaves out what does not fit (it is refused at write); writing keeps keys it does not know.</summary>
internal static class DestinationJson
{
    private static readonly string[] Keys =
        ["number", "description", "message", "ring_seconds", "hours", "else", "next", "whisper", "accept_key", "digits"];

    private static readonly string[] NextKeys = ["number", "ring_seconds"];

    /// <summary>Null when number or description do not fit.</summary>
    public static TransferDestination? Read(JsonElement entry) =>
        DialTarget.TryParse(AssistantTools.TextOf(entry, "number"), out var target) && AssistantTools.TextOf(entry, "description") is { Length: > 0 } description
            ? new TransferDestination(target, description, AssistantTools.TextOf(entry, "message"))
            {
                RingSeconds = RingSeconds(entry),
                Hours = HoursJson.Read(ValueOf(entry, "hours")),
                Else = DialTarget.TryParse(AssistantTools.TextOf(entry, "else"), out var other) ? other : null,
                Next = [.. NextOf(entry).Select(ReadNext).OfType<NextDestination>()],
                Whisper = NotEmpty(AssistantTools.TextOf(entry, "whisper")),
                AcceptKey = ValueOf(entry, "accept_key") is { ValueKind: JsonValueKind.True },
                Digits = AssistantTools.TextOf(entry, "digits") is { } digits && DestinationRules.AreDigits(digits) ? digits : null,
            }
            : null;

    /// <summary>The destination as the form starts from it.</summary>
    /// <param name="stored">The entry it was read from; null for none.</param>
    public static DestinationInput Type(TransferDestination destination, JsonElement? stored) => new()
    {
        Number = destination.Number,
        Description = destination.Description,
        Message = destination.Message,
        RingSeconds = destination.RingSeconds,
        Hours = destination.Hours is { } hours
            ? new HoursInput
            {
                Zone = hours.Zone,
                Days = [.. hours.Days],
                From = HoursJson.Write(hours.From),
                To = HoursJson.Write(hours.To),
                Stored = stored is { } entry ? ValueOf(entry, "hours") : null,
            }
            : null,
        Else = destination.Else?.Value,
        Next = stored is { } all
            ? [.. NextOf(all).Select(TypeNext).OfType<NextInput>()]
            : [.. destination.Next.Select(n => new NextInput { Number = n.Target.Value, RingSeconds = n.RingSeconds })],
        Whisper = destination.Whisper,
        AcceptKey = destination.AcceptKey,
        Digits = destination.Digits,
        Stored = stored,
    };

    /// <summary>A value that is there and not null.</summary>
    public static JsonElement? ValueOf(JsonElement thing, string name) =>
        thing.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>The entries of <c>next</c>, whatever they are; none when it is no list.</summary>
    public static IEnumerable<JsonElement> NextOf(JsonElement entry) =>
        ValueOf(entry, "next") is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    /// <summary>The number of an entry of <c>next</c>, which is a text or an object.</summary>
    public static string? NumberOf(JsonElement next) => next.ValueKind == JsonValueKind.String ? next.GetString() : AssistantTools.TextOf(next, "number");

    /// <summary>The entry as it was stored, with what is typed now in place of the keys known here.</summary>
    public static JsonElement Write(DestinationInput input) => Merged(input.Stored ?? JsonText.Parse("""{"type":"number"}"""), Keys, writer =>
    {
        Text(writer, "number", input.Number);
        Text(writer, "description", input.Description);
        Text(writer, "message", input.Message);
        Number(writer, "ring_seconds", input.RingSeconds);
        if (input.Hours is { } hours) JsonText.Write(writer, "hours", Write(hours));
        Text(writer, "else", input.Else);
        if (input.Next.Count > 0) WriteNext(writer, input.Next);
        Text(writer, "whisper", input.Whisper);
        if (input.AcceptKey is true) writer.WriteBoolean("accept_key", true);
        Text(writer, "digits", input.Digits);
    });

    private static int? RingSeconds(JsonElement thing) =>
        thing.ValueKind == JsonValueKind.Object && ValueOf(thing, "ring_seconds") is { ValueKind: JsonValueKind.Number } value
            && value.TryGetInt32(out var seconds) && DestinationRules.IsRingTime(seconds) ? seconds : null;

    private static NextDestination? ReadNext(JsonElement next) =>
        DialTarget.TryParse(NumberOf(next), out var target) ? new NextDestination(target, RingSeconds(next)) : null;

    private static NextInput? TypeNext(JsonElement next) => ReadNext(next) is { } known
        ? new NextInput { Number = known.Target.Value, RingSeconds = known.RingSeconds, Stored = next.ValueKind == JsonValueKind.Object ? next : null }
        : null;

    private static JsonElement Write(HoursInput hours) => Merged(hours.Stored, HoursJson.Keys, writer =>
    {
        Text(writer, "tz", hours.Zone);
        writer.WriteStartArray("days");
        foreach (var day in HoursInput.Week.Where(hours.Days.Contains)) writer.WriteStringValue(HoursJson.NameOf(day));
        writer.WriteEndArray();
        Text(writer, "from", hours.From);
        Text(writer, "to", hours.To);
    });

    private static void WriteNext(Utf8JsonWriter writer, IReadOnlyList<NextInput> entries)
    {
        writer.WriteStartArray("next");
        foreach (var next in entries)
        {
            if (next is { Stored: null, RingSeconds: null, Number.Length: > 0 }) writer.WriteStringValue(next.Number);
            else Write(next).WriteTo(writer);
        }

        writer.WriteEndArray();
    }

    private static JsonElement Write(NextInput next) => Merged(next.Stored, NextKeys, writer =>
    {
        Text(writer, "number", next.Number);
        Number(writer, "ring_seconds", next.RingSeconds);
    });

    // what was stored, without the known keys that are set no more, under what is set now
    private static JsonElement Merged(JsonElement? stored, string[] keys, Action<Utf8JsonWriter> writeKnown)
    {
        var known = JsonText.Build(writer =>
        {
            writer.WriteStartObject();
            writeKnown(writer);
            writer.WriteEndObject();
        });
        if (stored is not { ValueKind: JsonValueKind.Object } old) return known;
        var kept = JsonText.Build(writer =>
        {
            writer.WriteStartObject();
            foreach (var property in old.EnumerateObject().Where(p => !keys.Contains(p.Name) || known.TryGetProperty(p.Name, out _))) property.WriteTo(writer);
            writer.WriteEndObject();
        });
        return JsonText.Merge(kept, known)!.Value;
    }

    private static void Text(Utf8JsonWriter writer, string name, string? text)
    {
        if (!string.IsNullOrEmpty(text)) writer.WriteString(name, text);
    }

    private static void Number(Utf8JsonWriter writer, string name, int? number)
    {
        if (number is { } some) writer.WriteNumber(name, some);
    }

    private static string? NotEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
