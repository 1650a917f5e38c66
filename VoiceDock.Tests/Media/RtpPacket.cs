using System.Net;
using VoiceDock.Core.Media.Streams;

namespace VoiceDock.Tests.Media;

/// <summary>A packet as a test peer received it.</summary>
internal sealed record RtpPacket(byte[] Bytes, IPEndPoint From)
{
    public RtpHeader Header { get; } = RtpHeader.TryRead(Bytes, out var header) ? header : throw new InvalidDataException("Not RTP.");

    public byte[] Payload => Bytes[Header.PayloadOffset..(Header.PayloadOffset + Header.PayloadLength)];

    public ushort Sequence => Header.Sequence;

    public uint Timestamp => Header.Timestamp;

    public static byte[] Make(int payloadType, ushort sequence, uint timestamp, uint ssrc, byte[] payload, bool marker = false)
    {
        var packet = new byte[RtpHeader.Size + payload.Length];
        RtpHeader.Write(packet, marker, payloadType, sequence, timestamp, ssrc);
        payload.CopyTo(packet, RtpHeader.Size);
        return packet;
    }
}
