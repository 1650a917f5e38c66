using System.Buffers.Binary;

namespace VoiceDock.Core.Media.Streams;

/// <summary>The header of one RTP packet (RFC 3550 5.1) and where its payload lies.</summary>
internal readonly record struct RtpHeader(
    bool Marker, byte PayloadType, ushort Sequence, uint Timestamp, uint Ssrc, int PayloadOffset, int PayloadLength)
{
    public const int Size = 12;

    /// <summary>Reads and checks version, CSRC count, extension and padding. The payload type is judged elsewhere.</summary>
    public static bool TryRead(ReadOnlySpan<byte> packet, out RtpHeader header)
    {
        header = default;
        if (packet.Length < Size || packet[0] >> 6 != 2) return false;
        var offset = Size + ((packet[0] & 0x0F) * 4);
        if ((packet[0] & 0x10) != 0)
        {
            if (packet.Length < offset + 4) return false;
            offset += 4 + (BinaryPrimitives.ReadUInt16BigEndian(packet[(offset + 2)..]) * 4);
        }

        var padding = (packet[0] & 0x20) != 0 ? packet[^1] : 0;
        if ((packet[0] & 0x20) != 0 && padding == 0) return false;
        var length = packet.Length - offset - padding;
        if (length < 0) return false;
        header = new RtpHeader(
            (packet[1] & 0x80) != 0,
            (byte)(packet[1] & 0x7F),
            BinaryPrimitives.ReadUInt16BigEndian(packet[2..]),
            BinaryPrimitives.ReadUInt32BigEndian(packet[4..]),
            BinaryPrimitives.ReadUInt32BigEndian(packet[8..]),
            offset,
            length);
        return true;
    }

    /// <summary>Writes a header without CSRC, extension or padding into the first 12 bytes.</summary>
    public static void Write(Span<byte> packet, bool marker, int payloadType, ushort sequence, uint timestamp, uint ssrc)
    {
        packet[0] = 0x80;
        packet[1] = (byte)(payloadType | (marker ? 0x80 : 0));
        BinaryPrimitives.WriteUInt16BigEndian(packet[2..], sequence);
        BinaryPrimitives.WriteUInt32BigEndian(packet[4..], timestamp);
        BinaryPrimitives.WriteUInt32BigEndian(packet[8..], ssrc);
    }
}
