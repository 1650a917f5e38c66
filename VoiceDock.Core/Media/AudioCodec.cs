namespace VoiceDock.Core.Media;

/// <summary>What audio is coded with. In each, a byte on the wire is an 8,000th of a second, and RTP's clock is 8 kHz (RFC 3551 4.5.2, 4.5.14).</summary>
public enum AudioCodec
{
    /// <summary>ITU-T G.711 u-law, static payload type 0.</summary>
    Pcmu,

    /// <summary>ITU-T G.711 A-law, static payload type 8.</summary>
    Pcma,

    /// <summary>ITU-T G.722 at 64 kbit/s, 16 kHz, static payload type 9.</summary>
    G722,
}
