namespace VoiceDock.Core.Assistants;

/// <summary>
/// When a destination is open, as the clock in its zone shows the time: an hour that daylight saving skips is skipped, one that comes twice counts twice.
/// A zone this machine does not know counts as always open. Pure and thread-safe.
/// </summary>
/// <param name="Zone">IANA name: <c>Europe/Amsterdam</c>.</param>
/// <param name="Days">The days on which <paramref name="From"/> lies.</param>
/// <param name="From">The first open minute.</param>
/// <param name="To">The first closed minute; not after <paramref name="From"/> it is on the day after, so equal times are 24 hours.</param>
public sealed record BusinessHours(string Zone, IReadOnlySet<DayOfWeek> Days, TimeOnly From, TimeOnly To)
{
    // every week has each weekday, but daylight saving can skip a short opening: then the week after has it
    private const int DaysAhead = 15;

    /// <summary>Whether it is open at a moment.</summary>
    public bool IsOpen(DateTimeOffset at) => !ZoneNames.TryFind(Zone, out var zone) || IsOpen(zone, at);

    /// <summary>The first moment after <paramref name="at"/> at which it opens or closes, in UTC; null when it never does.</summary>
    public DateTimeOffset? NextChange(DateTimeOffset at)
    {
        if (!ZoneNames.TryFind(Zone, out var zone)) return null;
        var isOpen = IsOpen(zone, at);
        foreach (var moment in Edges(zone, at))
        {
            if (IsOpen(zone, moment) != isOpen) return moment;
        }

        return null;
    }

    private bool IsOpen(TimeZoneInfo zone, DateTimeOffset at)
    {
        var local = TimeZoneInfo.ConvertTime(at, zone);
        var time = TimeOnly.FromTimeSpan(local.TimeOfDay);
        if (From < To) return Days.Contains(local.DayOfWeek) && time >= From && time < To;
        return time >= From && Days.Contains(local.DayOfWeek)
            || time < To && Days.Contains(local.AddDays(-1).DayOfWeek);
    }

    // every moment at which the answer can change: both times of each day, and where the clock itself jumps
    private IEnumerable<DateTimeOffset> Edges(TimeZoneInfo zone, DateTimeOffset at)
    {
        var today = TimeZoneInfo.ConvertTime(at, zone).Date;
        var edges = new SortedSet<DateTimeOffset>();
        for (var day = 0; day <= DaysAhead; day++)
        {
            var date = today.AddDays(day);
            edges.UnionWith(Moments(zone, date + From.ToTimeSpan()));
            edges.UnionWith(Moments(zone, date + To.ToTimeSpan()));
            if (Jump(zone, Utc(date), Utc(date.AddDays(1))) is { } jump) edges.Add(jump);
        }

        return edges.Where(e => e > at);
    }

    // a local time may come twice (two offsets fit) or never (none does)
    private static IEnumerable<DateTimeOffset> Moments(TimeZoneInfo zone, DateTime local)
    {
        var reading = Utc(local);
        return new[] { zone.GetUtcOffset(reading.AddDays(-1)), zone.GetUtcOffset(reading.AddDays(1)) }
            .Distinct().Select(offset => reading - offset).Where(moment => moment + zone.GetUtcOffset(moment) == reading);
    }

    private static DateTimeOffset? Jump(TimeZoneInfo zone, DateTimeOffset before, DateTimeOffset after)
    {
        var offset = zone.GetUtcOffset(before);
        if (zone.GetUtcOffset(after) == offset) return null;
        while (after - before > TimeSpan.FromSeconds(1))
        {
            var middle = before + TimeSpan.FromSeconds(Math.Floor((after - before).TotalSeconds / 2));
            if (zone.GetUtcOffset(middle) == offset) before = middle;
            else after = middle;
        }

        return after;
    }

    private static DateTimeOffset Utc(DateTime reading) => new(reading, TimeSpan.Zero);
}
