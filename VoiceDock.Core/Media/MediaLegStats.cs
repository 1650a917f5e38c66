using System.Net;

namespace VoiceDock.Core.Media;

/// <summary>A sample of one leg's counters since it was opened. "In" is what its far end sent us and the source rule accepted.</summary>
public sealed record MediaLegStats
{
    /// <summary>RTP packets accepted from the far end.</summary>
    public required long PacketsIn { get; init; }

    /// <summary>RTP payload bytes accepted from the far end.</summary>
    public required long BytesIn { get; init; }

    /// <summary>RTP packets sent to the far end.</summary>
    public required long PacketsOut { get; init; }

    /// <summary>RTP payload bytes sent to the far end.</summary>
    public required long BytesOut { get; init; }

    /// <summary>Packets expected minus packets received, over all streams of the far end (RFC 3550 A.3); never below 0.</summary>
    public required long Lost { get; init; }

    /// <summary>Interarrival jitter of the far end's audio in milliseconds (RFC 3550 A.8).</summary>
    public required double JitterMs { get; init; }

    /// <summary>Time since the last accepted RTP packet; null before the first.</summary>
    public required TimeSpan? LastPacketAge { get; init; }

    /// <summary>We are sending, the far end should be sending, and nothing was heard for <see cref="MediaOptions.OneWayAfter"/>.</summary>
    public required bool IsOneWay { get; init; }

    /// <summary>The locked source, or null while none is latched.</summary>
    public required IPEndPoint? LatchedAddress { get; init; }

    /// <summary>Where RTP is sent now; null when the leg is not armed or has no address to send to.</summary>
    public required IPEndPoint? SendingTo { get; init; }

    /// <summary>RTP and RTCP packets dropped because of where they came from (strangers, and candidates that are not latched).</summary>
    public required long DiscardedStrangers { get; init; }

    /// <summary>Packets from the right source dropped because they are no usable RTP: version, length or payload type.</summary>
    public required long DiscardedInvalid { get; init; }

    /// <summary>Packets on an encrypted leg, from where its audio may come, that are not its far end's: forged, repeated or in the clear.</summary>
    public required long DiscardedUnauthentic { get; init; }

    /// <summary>Packets the kernel refused to send.</summary>
    public required long SendErrors { get; init; }

    /// <summary>RTCP packets accepted from the far end.</summary>
    public required long RtcpIn { get; init; }

    /// <summary>RTCP packets sent to the far end.</summary>
    public required long RtcpOut { get; init; }

    /// <summary>Network time to the far end and back, from its last RTCP report (RFC 3550 6.4.1); null before.</summary>
    public required double? RoundTripMs { get; init; }

    /// <summary>Of what we sent, packets the far end's last RTCP report misses; null before one.</summary>
    public required long? FarLost { get; init; }

    /// <summary>Interarrival jitter of what we send, as the far end's last RTCP report says, in milliseconds; null before one.</summary>
    public required double? FarJitterMs { get; init; }

    /// <summary>How a listener would judge what the far end sends, 1 (bad) to 4.4, by the E-model; null before the first packet.</summary>
    public required double? Mos { get; init; }
}
