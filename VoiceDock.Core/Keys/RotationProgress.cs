namespace VoiceDock.Core.Keys;

/// <summary>How far the sealing with a new data key is.</summary>
/// <param name="Done">Secrets looked at.</param>
/// <param name="Total">Secrets that an older key had sealed at the beginning.</param>
public sealed record RotationProgress(bool IsRunning, int Done, int Total)
{
    public static readonly RotationProgress None = new(false, 0, 0);
}
