namespace VoiceDock.Core.Keys;

/// <summary>A master key that has taken the place of another one.</summary>
/// <param name="MasterId">Short id of the new key.</param>
/// <param name="File">Where it lies.</param>
/// <param name="Kept">Where the key before is kept, for backups made before; null when it lies where it was.</param>
/// <param name="MustBeNamed">True when the next start has to be told where the key lies.</param>
public sealed record RewrapOutcome(string MasterId, string File, string? Kept, bool MustBeNamed);
