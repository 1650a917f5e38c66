namespace VoiceDock.Core.Trunks.Health;

/// <summary>One change in the life of a trunk.</summary>
/// <param name="At">UTC.</param>
/// <param name="Words">What was seen, one sentence.</param>
public sealed record HealthChange(DateTime At, HealthState State, HealthReason? Reason, string Words);
