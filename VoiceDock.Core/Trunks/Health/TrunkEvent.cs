namespace VoiceDock.Core.Trunks.Health;

/// <summary>Something that happened to a trunk and is told once.</summary>
/// <param name="Number">Counts up from 1 since the program started.</param>
/// <param name="At">UTC.</param>
/// <param name="TrunkName">As it was then.</param>
/// <param name="Words">What was seen, one sentence.</param>
public sealed record TrunkEvent(long Number, DateTime At, Guid TrunkId, string TrunkName, TrunkEventKind Kind, string Words);
