using System.Text.Json;

namespace VoiceDock.Core.Assistants;

/// <summary>Business hours as they are typed: nothing of it has to fit yet. The fields are those of <see cref="BusinessHours"/>.</summary>
public sealed class HoursInput
{
    /// <summary>Monday first.</summary>
    public static readonly IReadOnlyList<DayOfWeek> Week =
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday];

    /// <summary>IANA name.</summary>
    public string? Zone { get; set; }

    public HashSet<DayOfWeek> Days { get; init; } = [];

    /// <summary><c>09:00</c>.</summary>
    public string? From { get; set; }

    /// <summary><c>17:30</c>.</summary>
    public string? To { get; set; }

    /// <summary>The block this was read from; its keys that are not known here are written again.</summary>
    internal JsonElement? Stored { get; init; }
}
