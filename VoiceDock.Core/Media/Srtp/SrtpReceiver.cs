using System.Buffers.Binary;

namespace VoiceDock.Core.Media.Srtp;

/// <summary>
/// Checks and opens what one far end sends with one master key: any number of its streams, each with its own rollover counter and replay window
/// (RFC 3711 3.2.3, 3.3, 3.4). One media thread.
/// </summary>
internal sealed class SrtpReceiver : IDisposable
{
    // A far end changes its stream when another of its parts speaks: hold music, a second phone. Forged ones never get a place here.
    private const int MostStreams = 8;
    private const int RtpHeaderSize = 12;
    private const int RtcpHeaderSize = 8;
    private const int RtcpIndexSize = 4;
    private const uint Encrypted = 0x8000_0000;

    private readonly SrtpCipher _rtp;
    private readonly SrtpCipher _rtcp;
    private readonly Stream[] _streams = new Stream[MostStreams];
    private readonly Stream[] _reports = new Stream[MostStreams];
    private long _uses;

    public SrtpReceiver(SrtpKeys keys)
    {
        _rtp = SrtpCipher.ForRtp(keys.Suite, keys.Receive);
        _rtcp = SrtpCipher.ForRtcp(keys.Receive);
    }

    /// <summary>Opens an RTP packet in place.</summary>
    /// <returns>The length of the plain packet; 0 when it is forged, a repetition, too old, or no SRTP at all. Nothing is changed then.</returns>
    public int Open(Span<byte> packet)
    {
        var length = packet.Length - _rtp.TagLength;
        if (length < RtpHeaderSize || packet[0] >> 6 != 2) return 0;
        var payload = PayloadOffset(packet[..length]);
        if (payload > length) return 0;
        var ssrc = BinaryPrimitives.ReadUInt32BigEndian(packet[8..]);
        var stream = Find(_streams, ssrc);
        if (!stream.Packets.TryPlace(BinaryPrimitives.ReadUInt16BigEndian(packet[2..]), out var index) || !stream.Packets.IsFresh(index)) return 0;
        if (!_rtp.Verify(packet[..length], (uint)(index >> 16), packet[length..])) return 0;
        _rtp.Crypt(packet[payload..length], ssrc, (ulong)index);
        Keep(_streams, stream, index);
        return length;
    }

    /// <summary>Opens an RTCP packet in place.</summary>
    /// <returns>As <see cref="Open"/>.</returns>
    public int OpenRtcp(Span<byte> packet)
    {
        var signed = packet.Length - _rtcp.TagLength;
        var length = signed - RtcpIndexSize;
        if (length < RtcpHeaderSize || packet[0] >> 6 != 2) return 0;
        var told = BinaryPrimitives.ReadUInt32BigEndian(packet[length..]);
        long index = told & ~Encrypted;
        var ssrc = BinaryPrimitives.ReadUInt32BigEndian(packet[4..]);
        var stream = Find(_reports, ssrc);
        if (!stream.Packets.IsFresh(index) || !_rtcp.Verify(packet[..signed], packet[signed..])) return 0;
        if ((told & Encrypted) != 0) _rtcp.Crypt(packet[RtcpHeaderSize..length], ssrc, (ulong)index);
        Keep(_reports, stream, index);
        return length;
    }

    public void Dispose()
    {
        _rtp.Dispose();
        _rtcp.Dispose();
    }

    // The header stays in the clear; where it ends is told by its CSRC count and extension (RFC 3550 5.1, 5.3.1).
    private static int PayloadOffset(ReadOnlySpan<byte> packet)
    {
        var offset = RtpHeaderSize + ((packet[0] & 0x0F) * 4);
        if ((packet[0] & 0x10) == 0) return offset;
        return packet.Length < offset + 4 ? int.MaxValue : offset + 4 + (BinaryPrimitives.ReadUInt16BigEndian(packet[(offset + 2)..]) * 4);
    }

    private static Stream Find(Stream[] streams, uint ssrc)
    {
        foreach (ref readonly var stream in streams.AsSpan())
            if (stream.LastUse > 0 && stream.Ssrc == ssrc)
                return stream;
        return new Stream { Ssrc = ssrc };
    }

    // A new stream takes the place of the one that was silent for longest.
    private void Keep(Stream[] streams, Stream stream, long index)
    {
        var place = 0;
        for (var i = 0; i < streams.Length; i++)
        {
            if (streams[i].LastUse > 0 && streams[i].Ssrc == stream.Ssrc)
            {
                place = i;
                break;
            }

            if (streams[i].LastUse < streams[place].LastUse) place = i;
        }

        stream.Packets.Take(index);
        stream.LastUse = ++_uses;
        streams[place] = stream;
    }

    private struct Stream
    {
        public uint Ssrc;
        public long LastUse;
        public PacketIndex Packets;
    }
}
