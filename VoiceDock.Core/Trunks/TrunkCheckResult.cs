using VoiceDock.Core.Trunks.Health;

namespace VoiceDock.Core.Trunks;

/// <summary>What a check found, ready to be shown.</summary>
/// <param name="Ok">A SIP peer answered.</param>
/// <param name="RoundTrip">From the request to the final answer; null without one.</param>
/// <param name="StatusCode">Of the final answer.</param>
/// <param name="Server">Server or User-Agent header, cleaned, at most 200 characters.</param>
/// <param name="Rule">Id of the rule the words come from (<c>R04</c>); null for a plain success.</param>
/// <param name="Words">What happened, one sentence.</param>
/// <param name="Advice">What to do; empty when there is nothing to do.</param>
public sealed record TrunkCheckResult(
    TrunkCheckOutcome Outcome, bool Ok, TimeSpan? RoundTrip, int? StatusCode, string? Server, string? Rule, string Words, string Advice)
{
    /// <summary>What the peer says of itself; null without an answer, and where the answer says nothing lasting.</summary>
    public PeerFingerprint? Peer { get; init; }
}
