using System.Buffers.Binary;

namespace VoiceDock.Core.Media.Rtcp;

/// <summary>Writes one compound RTCP packet: a report first, then the CNAME, then BYE at the end of a stream (RFC 3550 6.1).</summary>
internal ref struct RtcpWriter(Span<byte> buffer, uint ssrc)
{
    private const int HeaderSize = 8;
    private const byte CnameItem = 1;

    private readonly Span<byte> _buffer = buffer;
    private int _length;

    public readonly ReadOnlySpan<byte> Packet => _buffer[.._length];

    /// <summary>A sender report, or a receiver report when nothing was sent (6.4).</summary>
    /// <param name="sender">Null for a receiver report.</param>
    /// <param name="heard">Null when nothing was heard.</param>
    public void Report(SenderInfo? sender, ReportBlock? heard)
    {
        var body = Begin(
            sender is null ? RtcpType.ReceiverReport : RtcpType.SenderReport,
            heard is null ? 0 : 1,
            (sender is null ? 0 : SenderInfo.Size) + (heard is null ? 0 : ReportBlock.Size));
        if (sender is { } info)
        {
            BinaryPrimitives.WriteUInt64BigEndian(body, info.Ntp);
            BinaryPrimitives.WriteUInt32BigEndian(body[8..], info.Timestamp);
            BinaryPrimitives.WriteUInt32BigEndian(body[12..], info.Packets);
            BinaryPrimitives.WriteUInt32BigEndian(body[16..], info.Octets);
            body = body[SenderInfo.Size..];
        }

        heard?.Write(body);
    }

    /// <summary>The source description with the one item that must be there (6.5.1).</summary>
    /// <param name="cname">At most 255 bytes.</param>
    public void Cname(ReadOnlySpan<byte> cname)
    {
        // At least one null byte ends the items, and the chunk ends on a 32-bit boundary.
        var body = Begin(RtcpType.SourceDescription, 1, (2 + cname.Length + 4) & ~3);
        body.Clear();
        (body[0], body[1]) = (CnameItem, (byte)cname.Length);
        cname.CopyTo(body[2..]);
    }

    /// <summary>The stream has ended (6.6).</summary>
    public void Bye() => Begin(RtcpType.Bye, 1, 0);

    private Span<byte> Begin(byte type, int count, int bodyLength)
    {
        var packet = _buffer.Slice(_length, HeaderSize + bodyLength);
        (packet[0], packet[1]) = ((byte)(0x80 | count), type);
        BinaryPrimitives.WriteUInt16BigEndian(packet[2..], (ushort)((packet.Length / 4) - 1));
        BinaryPrimitives.WriteUInt32BigEndian(packet[4..], ssrc);
        _length += packet.Length;
        return packet[HeaderSize..];
    }
}
