namespace VoiceDock.Core.Trunks;

/// <summary>A trunk has changed in the database and in <see cref="TrunkDirectory"/>.</summary>
/// <param name="Trunk">As it is now; for a deleted trunk, as it was.</param>
public sealed record TrunkChange(TrunkChangeKind Kind, Trunk Trunk);
