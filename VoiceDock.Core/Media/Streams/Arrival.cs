namespace VoiceDock.Core.Media.Streams;

/// <summary>What a packet's sequence number says about its place in the stream.</summary>
internal enum Arrival
{
    /// <summary>The first of a stream: a new SSRC, or a restart after a jump.</summary>
    NewStream,

    /// <summary>Newer than all before; packets between may be missing.</summary>
    InOrder,

    /// <summary>Older than the newest, and not seen before.</summary>
    Late,

    /// <summary>Seen before, or too old to tell.</summary>
    Duplicate,

    /// <summary>A large jump; counts only if the next packet follows on it (RFC 3550 A.1).</summary>
    Jump,
}
