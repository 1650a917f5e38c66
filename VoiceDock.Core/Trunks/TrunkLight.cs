using VoiceDock.Core.Trunks.Health;

namespace VoiceDock.Core.Trunks;

/// <summary>What is known of a trunk as it is set up now, and how it came about. Immutable.</summary>
/// <param name="Checked">The trunk as it was when this was learnt.</param>
/// <param name="Last">What the last OPTIONS found; null while only calls have told something.</param>
/// <param name="Samples">The last OPTIONS, oldest first; at most <see cref="MostSamples"/>.</param>
/// <param name="Changes">The last changes of the state, newest first; at most <see cref="MostChanges"/>.</param>
public sealed record TrunkLight(
    Trunk Checked, TrunkHealth Health, TrunkCheckResult? Last, IReadOnlyList<HealthSample> Samples, IReadOnlyList<HealthChange> Changes)
{
    /// <summary>An hour at the usual interval.</summary>
    public const int MostSamples = 120;

    public const int MostChanges = 50;

    public Guid TrunkId => Checked.Id;

    internal TrunkLight Next(TrunkHealth health)
    {
        var changed = health.State != Health.State || health.Reason != Health.Reason;
        var entry = new HealthChange(health.CheckedAt!.Value, health.State, health.Reason, health.Words);
        return this with { Health = health, Changes = changed ? [entry, .. Changes.Take(MostChanges - 1)] : Changes };
    }

    internal TrunkLight Sampled(TrunkCheckResult result) => this with
    {
        Last = result,
        Samples = [.. Samples.TakeLast(MostSamples - 1), new HealthSample(Health.CheckedAt!.Value, result.RoundTrip)],
    };
}
