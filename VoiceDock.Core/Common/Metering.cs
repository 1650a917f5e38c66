namespace VoiceDock.Core.Common;

/// <summary>What every room that measures something agrees on.</summary>
public static class Metering
{
    /// <summary>Name of the one meter; its instruments begin with <c>voicedock.</c></summary>
    public const string MeterName = "VoiceDock";
}
