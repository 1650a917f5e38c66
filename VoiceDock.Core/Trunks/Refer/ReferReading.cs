namespace VoiceDock.Core.Trunks.Refer;

/// <summary>What a trunk's record says. Immutable.</summary>
/// <param name="Completed">Of the last ones, how many completed.</param>
/// <param name="Tried">How many last ones there are; at most <see cref="ReferRecord.MostKept"/>.</param>
public readonly record struct ReferReading(ReferSupport Support, int Completed, int Tried)
{
    /// <summary>Real transfers that prove it, as long as none of the last ones failed.</summary>
    public const int Proof = 3;

    /// <param name="outcomes">Oldest first.</param>
    /// <param name="isAdvertised">The peer's Allow names REFER.</param>
    public static ReferReading Of(IReadOnlyList<ReferOutcome> outcomes, bool isAdvertised) =>
        new(SupportOf(outcomes, isAdvertised), outcomes.Count(o => o.IsOk), outcomes.Count);

    private static ReferSupport SupportOf(IReadOnlyList<ReferOutcome> outcomes, bool isAdvertised)
    {
        if (outcomes is [.., { IsOk: false }]) return ReferSupport.Failing;
        // a test after a failure shows that somebody has repaired it
        var isTested = outcomes.Reverse().TakeWhile(o => o.IsOk).Any(o => o.IsTest);
        if (isTested || (outcomes.Count >= Proof && outcomes.All(o => o.IsOk))) return ReferSupport.Proven;
        return isAdvertised ? ReferSupport.Advertised : ReferSupport.Unknown;
    }
}
