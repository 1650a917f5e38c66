using VoiceDock.Core.Trunks.Health;

namespace VoiceDock.Web.Trunks;

/// <summary>A stretch of time in one state, for the strip of a timeline. Pure.</summary>
/// <param name="Share">Of the whole strip, 0-1.</param>
public readonly record struct HealthSpan(HealthState State, double Share)
{
    /// <summary>The longest time a strip shows.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    /// <param name="changes">Newest first.</param>
    /// <param name="now">UTC.</param>
    /// <returns>Oldest first; together the time from the oldest change, at most a day ago, until now.</returns>
    public static IReadOnlyList<HealthSpan> Of(IReadOnlyList<HealthChange> changes, DateTime now)
    {
        if (changes.Count == 0) return [];
        var start = changes[^1].At > now - Longest ? changes[^1].At : now - Longest;
        var whole = Math.Max(1, (now - start).TotalSeconds);
        var spans = new List<HealthSpan>();
        var end = now;
        foreach (var change in changes)
        {
            var from = change.At > start ? change.At : start;
            spans.Add(new HealthSpan(change.State, Math.Clamp((end - from).TotalSeconds / whole, 0, 1)));
            end = from;
            if (change.At <= start) break;
        }

        spans.Reverse();
        return spans;
    }
}
