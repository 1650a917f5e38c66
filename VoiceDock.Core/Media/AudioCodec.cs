namespace VoiceDock.Core.Media;

/// <summary>The two laws of ITU-T G.711, 8 kHz, one byte a sample (RFC 3551 4.5.14).</summary>
public enum AudioCodec
{
    /// <summary>u-law, static payload type 0.</summary>
    Pcmu,

    /// <summary>A-law, static payload type 8.</summary>
    Pcma,
}
