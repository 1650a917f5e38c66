using VoiceDock.Core.Media.Loop;
using VoiceDock.Core.Media.Ports;

namespace VoiceDock.Core.Media.Streams;

/// <summary>The way out of a media thread: the one thing a leg needs from the kind of loop that runs it.</summary>
internal interface IPacketSender
{
    /// <summary>Sends from a pair's RTP port, at once and without waiting. False when the kernel refused.</summary>
    bool Send(PortPair from, in MediaAddress to, ReadOnlySpan<byte> packet);

    /// <summary>As <see cref="Send"/>, from the RTCP port.</summary>
    bool SendRtcp(PortPair from, in MediaAddress to, ReadOnlySpan<byte> packet);
}
