using System.Buffers.Binary;

namespace VoiceDock.Core.Media.Srtp;

/// <summary>Protects what one leg sends: one SSRC, one master key (RFC 3711 3.3, 3.4). One media thread.</summary>
internal sealed class SrtpSender : IDisposable
{
    /// <summary>What protection adds to a packet at most: RTCP's index and tag.</summary>
    public const int Overhead = 4 + SrtpCipher.LongTag;

    private const int RtpHeaderSize = 12;
    private const int RtcpHeaderSize = 8;
    private const uint Encrypted = 0x8000_0000;
    private const uint LastRtcpIndex = 0x7FFF_FFFF;

    private readonly SrtpCipher _rtp;
    private readonly SrtpCipher _rtcp;
    private PacketIndex _sent;
    private uint _rtcpIndex;

    public SrtpSender(SrtpKeys keys)
    {
        _rtp = SrtpCipher.ForRtp(keys.Suite, keys.Send);
        _rtcp = SrtpCipher.ForRtcp(keys.Send);
    }

    /// <summary>Encrypts and signs an RTP packet with a bare header.</summary>
    /// <param name="packet">As it would go out in the clear.</param>
    /// <param name="into">At least <see cref="Overhead"/> longer.</param>
    /// <returns>
    /// The length to send; 0 = not to be sent. A number that was used already must never be encrypted a second time: the two packets together
    /// would give both contents away (RFC 3711 9.1).
    /// </returns>
    public int Protect(ReadOnlySpan<byte> packet, Span<byte> into)
    {
        var sequence = BinaryPrimitives.ReadUInt16BigEndian(packet[2..]);
        if (!_sent.TryPlace(sequence, out var index) || !_sent.IsFresh(index)) return 0;
        _sent.Take(index);
        packet.CopyTo(into);
        var whole = into[..packet.Length];
        _rtp.Crypt(whole[RtpHeaderSize..], BinaryPrimitives.ReadUInt32BigEndian(packet[8..]), (ulong)index);
        _rtp.Sign(whole, (uint)(index >> 16), into.Slice(packet.Length, _rtp.TagLength));
        return packet.Length + _rtp.TagLength;
    }

    /// <summary>Encrypts and signs an RTCP compound.</summary>
    /// <param name="packet">As it would go out in the clear.</param>
    /// <param name="into">At least <see cref="Overhead"/> longer.</param>
    /// <returns>The length to send; 0 when the key has served its 2^31 packets.</returns>
    public int ProtectRtcp(ReadOnlySpan<byte> packet, Span<byte> into)
    {
        if (_rtcpIndex == LastRtcpIndex) return 0;
        var index = ++_rtcpIndex;
        packet.CopyTo(into);
        _rtcp.Crypt(into[RtcpHeaderSize..packet.Length], BinaryPrimitives.ReadUInt32BigEndian(packet[4..]), index);
        BinaryPrimitives.WriteUInt32BigEndian(into[packet.Length..], index | Encrypted);
        var signed = packet.Length + 4;
        _rtcp.Sign(into[..signed], into.Slice(signed, _rtcp.TagLength));
        return signed + _rtcp.TagLength;
    }

    public void Dispose()
    {
        _rtp.Dispose();
        _rtcp.Dispose();
    }
}
