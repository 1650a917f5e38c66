namespace VoiceDock.Core.Trunks;

/// <summary>Values of a trunk nobody said anything about, where the preset has no opinion either.</summary>
public static class TrunkDefaults
{
    public const string ExtensionPattern = "[0-9]{2,6}";
    public const int RegisterExpires = 600;
    public const int RingTimeoutSeconds = 30;
    public const int MaxConcurrentCalls = 10;
    public const double MaxCallsPerSecond = 2;
    public const bool EarlyMedia = true;
}
