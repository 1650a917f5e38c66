namespace VoiceDock.Core.Trunks.Health;

/// <summary>One entry in the life of a trunk: a change of its state, or something seen of its peer meanwhile.</summary>
/// <param name="At">UTC.</param>
/// <param name="State">Its state from then on.</param>
/// <param name="Words">What was seen, one sentence.</param>
/// <param name="Seen">Null for a change of the state.</param>
public sealed record HealthChange(DateTime At, HealthState State, HealthReason? Reason, string Words, TrunkEventKind? Seen = null);
