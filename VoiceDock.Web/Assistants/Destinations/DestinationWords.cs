using VoiceDock.Core.Assistants;
using VoiceDock.Core.Common;

namespace VoiceDock.Web.Assistants.Destinations;

/// <summary>What a destination's form says, while its fields may still be half typed.</summary>
public static class DestinationWords
{
    /// <summary>What stands between the parts of a summary.</summary>
    public const string Between = " · ";

    public static readonly string WhisperHelp =
        $"Said to the person who answers, before the caller is joined. May contain {string.Join(", ", AssistantTools.WhisperPlaceholders.Select(n => $"{{{n}}}"))}.";

    /// <summary>"Rings 20 s, then 201 · Mon–Fri 09:00–17:30 Amsterdam, closed: 300 · whispers · asks for 1"; null when nothing is set.</summary>
    public static string? Summary(DestinationInput destination)
    {
        string?[] parts =
        [
            Ringing(destination),
            destination.Hours is { } hours ? Hours(hours) + (destination.Else is { } other ? $", closed: {PhoneNumber.ToReadable(other)}" : "") : null,
            destination.Digits is { } digits ? $"sends {digits}" : null,
            string.IsNullOrWhiteSpace(destination.Whisper) ? null : "whispers",
            destination.AcceptKey is true ? "asks for 1" : null,
        ];
        var whole = string.Join(Between, parts.OfType<string>());
        return whole.Length > 0 ? char.ToUpperInvariant(whole[0]) + whole[1..] : null;
    }

    /// <summary>"Mon–Fri 09:00–17:30 Amsterdam".</summary>
    public static string Hours(HoursInput hours)
    {
        var times = hours.From == hours.To ? (hours.From is "00:00" ? "all day" : $"from {hours.From} for 24 h") : $"{hours.From ?? "?"}–{hours.To ?? "?"}";
        return $"{Days(hours.Days)} {times} {(hours.Zone is { } zone ? HoursWords.Town(zone) : "")}".TrimEnd();
    }

    /// <summary>What an end that is not after its beginning means.</summary>
    public static string? TimesHelp(HoursInput hours) => (hours.From, hours.To) switch
    {
        (null, _) or (_, null) => null,
        var (from, to) when from == to => "Open for 24 hours from then.",
        var (from, to) when string.CompareOrdinal(from, to) > 0 => $"Open past midnight, to {to} of the day after.",
        _ => null,
    };

    /// <summary>"Mon".</summary>
    public static string Short(DayOfWeek day) => day.ToString()[..3];

    private static string? Ringing(DestinationInput destination)
    {
        var rings = destination.RingSeconds is { } seconds ? $"rings {seconds} s" : null;
        var next = string.Join(", ", destination.Next.Select(n => PhoneNumber.ToReadable(n.Number)).OfType<string>());
        return next.Length == 0 ? rings : string.Join(", ", new[] { rings, $"then {next}" }.OfType<string>());
    }

    // days that follow each other become "Mon–Fri", from three on
    private static string Days(IReadOnlySet<DayOfWeek> days)
    {
        if (days.Count == 7) return "every day";
        List<string> runs = [];
        for (var i = 0; i < HoursInput.Week.Count; i++)
        {
            if (!days.Contains(HoursInput.Week[i])) continue;
            var run = HoursInput.Week.Skip(i).TakeWhile(days.Contains).ToList();
            runs.AddRange(run.Count > 2 ? [$"{Short(run[0])}–{Short(run[^1])}"] : run.Select(Short));
            i += run.Count;
        }

        return runs.Count > 0 ? string.Join(", ", runs) : "no day";
    }
}
