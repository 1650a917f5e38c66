namespace VoiceDock.Core.Webhooks.Deliveries;

/// <summary>When a delivery that was not taken is tried again.</summary>
public static class DeliverySchedule
{
    /// <summary>After the first attempt, after the second, and so on; then it is given up.</summary>
    public static readonly IReadOnlyList<TimeSpan> Waits =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10), TimeSpan.FromHours(1), TimeSpan.FromHours(6), TimeSpan.FromHours(24),
    ];

    /// <param name="attempts">Made so far, from 1.</param>
    /// <param name="chance">0 to 1: up to a tenth is added, so that what failed together does not come back together.</param>
    /// <returns>Null: no more.</returns>
    public static TimeSpan? After(int attempts, double chance) => attempts <= Waits.Count ? Waits[attempts - 1] * (1 + (chance / 10)) : null;
}
