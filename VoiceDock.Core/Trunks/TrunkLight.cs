namespace VoiceDock.Core.Trunks;

/// <summary>What the last check of a trunk found.</summary>
/// <param name="At">UTC.</param>
public sealed record TrunkLight(Guid TrunkId, DateTime At, TrunkCheckResult Result);
