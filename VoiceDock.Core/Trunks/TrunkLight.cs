using VoiceDock.Core.Trunks.Health;

namespace VoiceDock.Core.Trunks;

/// <summary>What is known of a trunk as it is set up now, and how it came about. Immutable.</summary>
/// <param name="Checked">The trunk as it was when this was learnt.</param>
/// <param name="Last">What the last OPTIONS found; null while only calls have told something.</param>
/// <param name="Samples">The last OPTIONS, oldest first; at most <see cref="MostSamples"/>.</param>
/// <param name="Changes">The last changes of the state and of the peer, newest first; at most <see cref="MostChanges"/>.</param>
public sealed record TrunkLight(
    Trunk Checked, TrunkHealth Health, TrunkCheckResult? Last, IReadOnlyList<HealthSample> Samples, IReadOnlyList<HealthChange> Changes)
{
    /// <summary>An hour at the usual interval.</summary>
    public const int MostSamples = 120;

    public const int MostChanges = 50;

    public Guid TrunkId => Checked.Id;

    /// <summary>What the peer said of itself last; null while it has said nothing.</summary>
    public PeerFingerprint? Peer { get; init; }

    /// <summary>The certificate whose end was told last.</summary>
    internal string? ToldCertificate { get; init; }

    internal TrunkLight Next(TrunkHealth health)
    {
        var changed = health.State != Health.State || health.Reason != Health.Reason;
        var entry = new HealthChange(health.CheckedAt!.Value, health.State, health.Reason, health.Words);
        return changed ? With(entry) with { Health = health } : this with { Health = health };
    }

    /// <summary>Notes something seen of the peer while its state goes on.</summary>
    internal TrunkLight Saw(TrunkEventKind what, string words) => With(new HealthChange(Health.CheckedAt!.Value, Health.State, Health.Reason, words, what));

    internal TrunkLight Sampled(TrunkCheckResult result) => this with
    {
        Last = result,
        Peer = result.Peer?.Over(result.Peer.Target.Equals(Peer?.Target) ? Peer : null) ?? Peer,
        Samples = [.. Samples.TakeLast(MostSamples - 1), new HealthSample(Health.CheckedAt!.Value, result.RoundTrip)],
    };

    private TrunkLight With(HealthChange entry) => this with { Changes = [entry, .. Changes.Take(MostChanges - 1)] };
}
