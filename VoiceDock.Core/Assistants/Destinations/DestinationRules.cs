using System.Buffers;
using System.Text.Json;
using VoiceDock.Core.Common;
using VoiceDock.Core.Security.Destinations;

namespace VoiceDock.Core.Assistants.Destinations;

/// <summary>Judges one destination of a transfer_call tool at write. Keys it does not know are kept and not judged.</summary>
internal static class DestinationRules
{
    private static readonly SearchValues<char> DigitCharacters = SearchValues.Create("0123456789*#ABCD,w");

    /// <summary>Problems with the path of each below the destination: <c>.number</c>, <c>.hours.tz</c>, <c>.next[1]</c>.</summary>
    public static IEnumerable<(string Field, string What)> Problems(JsonElement entry, DestinationPolicy policy)
    {
        if (entry.ValueKind != JsonValueKind.Object) return [("", "must be an object")];
        IEnumerable<(string Field, string? What)> all =
        [
            (".type", entry.TryGetProperty("type", out _) && AssistantTools.TextOf(entry, "type") != "number" ? "must be number" : null),
            (".number", Target(AssistantTools.TextOf(entry, "number"), policy)),
            (".description", AssistantTools.TextOf(entry, "description") is { } text ? FieldText.Length(text, AssistantTools.LongestDescription) : "is required"),
            (".message", Message(entry)),
            (".ring_seconds", RingSeconds(entry)),
            .. HoursJson.Problems(DestinationJson.ValueOf(entry, "hours")),
            (".else", Else(entry, policy)),
            .. Next(entry, policy),
            (".whisper", Whisper(entry)),
            (".accept_key", DestinationJson.ValueOf(entry, "accept_key") is null or { ValueKind: JsonValueKind.True or JsonValueKind.False } ? null : "must be true or false"),
            (".digits", Digits(entry)),
        ];
        return all.Where(p => p.What is not null).Select(p => (p.Field, p.What!));
    }

    public static bool IsRingTime(int seconds) => seconds is >= AssistantTools.ShortestRing and <= AssistantTools.LongestRing;

    public static bool AreDigits(string text) => text.Length is > 0 and <= AssistantTools.MostDigits && !text.AsSpan().ContainsAnyExcept(DigitCharacters);

    private static string? Target(string? text, DestinationPolicy policy)
    {
        if (text is null) return "is required";
        if (!DialTarget.TryParse(text, out var target)) return "must be a number in the form +31612345678, or an extension";
        return target.IsNumber && policy.WhyRefused(target.Value) is { } reason ? $"is {reason}; such calls are not allowed" : null;
    }

    private static string? Message(JsonElement entry) => DestinationJson.ValueOf(entry, "message") switch
    {
        { ValueKind: not JsonValueKind.String } => "must be text",
        { } message when message.GetString()!.Length > AssistantTools.LongestMessage => $"must have at most {AssistantTools.LongestMessage} characters",
        _ => null,
    };

    private static string? Text(JsonElement entry, string name, int longest) => DestinationJson.ValueOf(entry, name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } text => FieldText.Length(text.GetString(), longest),
        _ => "must be text",
    };

    private static string? Whisper(JsonElement entry) => Text(entry, "whisper", AssistantTools.LongestWhisper)
        ?? (AssistantTools.TextOf(entry, "whisper") is { } whisper ? CallPlaceholders.Problem(whisper, AssistantTools.WhisperPlaceholders) : null);

    private static string? RingSeconds(JsonElement thing) => DestinationJson.ValueOf(thing, "ring_seconds") switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } number when number.TryGetInt32(out var seconds) && IsRingTime(seconds) => null,
        _ => $"must be a whole number of seconds between {AssistantTools.ShortestRing} and {AssistantTools.LongestRing}",
    };

    private static string? Else(JsonElement entry, DestinationPolicy policy)
    {
        if (DestinationJson.ValueOf(entry, "else") is not { } other) return null;
        if (other.ValueKind != JsonValueKind.String) return "must be text";
        return Target(other.GetString(), policy) ?? (other.GetString() == AssistantTools.TextOf(entry, "number") ? "must differ from the destination's own number" : null);
    }

    private static IEnumerable<(string Field, string? What)> Next(JsonElement entry, DestinationPolicy policy)
    {
        if (DestinationJson.ValueOf(entry, "next") is not { } list) yield break;
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() > AssistantTools.MostNext)
        {
            yield return (".next", $"must be a list of at most {AssistantTools.MostNext} numbers");
            yield break;
        }

        var seen = new HashSet<string?> { AssistantTools.TextOf(entry, "number") };
        foreach (var (index, next) in list.EnumerateArray().Index())
        {
            var path = $".next[{index}]";
            if (next.ValueKind is not (JsonValueKind.String or JsonValueKind.Object))
            {
                yield return (path, "must be a number, or an object with number and ring_seconds");
                continue;
            }

            var number = DestinationJson.NumberOf(next);
            var isObject = next.ValueKind == JsonValueKind.Object;
            yield return (isObject ? $"{path}.number" : path, Target(number, policy) ?? (seen.Add(number) ? null : Repeated(entry, number)));
            if (isObject) yield return ($"{path}.ring_seconds", RingSeconds(next));
        }
    }

    private static string Repeated(JsonElement entry, string? number) =>
        number == AssistantTools.TextOf(entry, "number") ? "must differ from the destination's own number" : "is in the list already";

    private static string? Digits(JsonElement entry) => Text(entry, "digits", AssistantTools.MostDigits)
        ?? (AssistantTools.TextOf(entry, "digits") is { } digits && !AreDigits(digits)
            ? "may have the keys 0-9, *, # and A-D, a comma for a pause of 0.5 s and w for one of 1 s"
            : null);
}
