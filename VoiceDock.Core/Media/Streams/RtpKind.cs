namespace VoiceDock.Core.Media.Streams;

/// <summary>What a payload type means on one leg.</summary>
internal enum RtpKind
{
    Unknown,
    Pcmu,
    Pcma,
    G722,

    /// <summary>telephone-event (RFC 4733).</summary>
    Event,

    /// <summary>Comfort noise (RFC 3389): a sign of life, not relayed.</summary>
    Noise,
}
