namespace VoiceDock.Core.Keys;

/// <summary>What a run over all secrets did.</summary>
/// <param name="Resealed">Secrets now sealed with the active data key.</param>
/// <param name="Unreadable">Secrets that could not be opened; they were left as they are.</param>
public sealed record ResealCount(int Resealed, int Unreadable);
