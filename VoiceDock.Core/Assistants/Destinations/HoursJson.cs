using System.Globalization;
using System.Text.Json;

namespace VoiceDock.Core.Assistants.Destinations;

/// <summary>Business hours as a destination's <c>hours</c>: <c>{"tz":"Europe/Amsterdam","days":["mon"],"from":"09:00","to":"17:30"}</c>.</summary>
internal static class HoursJson
{
    public static readonly string[] Keys = ["tz", "days", "from", "to"];

    // in the order of DayOfWeek
    private static readonly string[] DayNames = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    public static string NameOf(DayOfWeek day) => DayNames[(int)day];

    /// <summary>Null for what does not fit. A zone this machine does not know is kept.</summary>
    public static BusinessHours? Read(JsonElement? hours) =>
        hours is { ValueKind: JsonValueKind.Object } block && AssistantTools.TextOf(block, "tz") is { } zone && Days(block) is { Count: > 0 } days
            && TryReadTime(AssistantTools.TextOf(block, "from"), out var from) && TryReadTime(AssistantTools.TextOf(block, "to"), out var to)
            ? new BusinessHours(zone, days, from, to)
            : null;

    /// <summary>Problems with the path of each below the destination: <c>.hours.tz</c>.</summary>
    public static IEnumerable<(string Field, string? What)> Problems(JsonElement? hours) => hours switch
    {
        null => [],
        { ValueKind: JsonValueKind.Object } block =>
        [
            (".hours.tz", Zone(AssistantTools.TextOf(block, "tz"))), (".hours.days", DayList(block)),
            (".hours.from", Time(AssistantTools.TextOf(block, "from"))), (".hours.to", Time(AssistantTools.TextOf(block, "to"))),
        ],
        _ => [(".hours", "must be an object with tz, days, from and to")],
    };

    public static string Write(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    public static bool TryReadTime(string? text, out TimeOnly time) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out time);

    private static HashSet<DayOfWeek>? Days(JsonElement block)
    {
        if (!block.TryGetProperty("days", out var list) || list.ValueKind != JsonValueKind.Array) return null;
        var days = list.EnumerateArray().Select(d => d.ValueKind == JsonValueKind.String ? Array.IndexOf(DayNames, d.GetString()) : -1).ToList();
        return days.Contains(-1) || days.Distinct().Count() < days.Count ? null : [.. days.Select(d => (DayOfWeek)d)];
    }

    private static string? Zone(string? name) => name switch
    {
        null => "is required",
        _ when ZoneNames.IsKnown(name) => null,
        _ => "must be a time zone this machine knows, by its IANA name: Europe/Amsterdam",
    };

    private static string? DayList(JsonElement block) =>
        Days(block) is { Count: > 0 } ? null : "must be a list of 1 to 7 of mon, tue, wed, thu, fri, sat and sun, each once";

    private static string? Time(string? text) => text switch
    {
        null => "is required",
        _ when TryReadTime(text, out _) => null,
        _ => "must be a time of day from 00:00 to 23:59, written as 09:00",
    };
}
