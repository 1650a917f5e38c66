using System.Buffers.Binary;

namespace VoiceDock.Core.Media.Rtcp;

/// <summary>What one participant tells of a stream it hears (RFC 3550 6.4.1).</summary>
/// <param name="Ssrc">The stream.</param>
/// <param name="FractionLost">Lost since the report before, in 256ths.</param>
/// <param name="CumulativeLost">Lost since the stream began; negative when packets came twice.</param>
/// <param name="HighestSequence">The highest sequence number, with its wraps in the upper 16 bits.</param>
/// <param name="Jitter">Interarrival jitter in units of the RTP clock.</param>
/// <param name="LastReport">Middle 32 bits of the NTP time in the last sender report heard; 0 = none.</param>
/// <param name="Delay">Since that report, in 65,536ths of a second.</param>
internal readonly record struct ReportBlock(
    uint Ssrc, byte FractionLost, int CumulativeLost, uint HighestSequence, uint Jitter, uint LastReport, uint Delay)
{
    public const int Size = 24;

    public static ReportBlock Read(ReadOnlySpan<byte> raw) => new(
        BinaryPrimitives.ReadUInt32BigEndian(raw),
        raw[4],
        BinaryPrimitives.ReadInt32BigEndian(raw[4..]) << 8 >> 8,
        BinaryPrimitives.ReadUInt32BigEndian(raw[8..]),
        BinaryPrimitives.ReadUInt32BigEndian(raw[12..]),
        BinaryPrimitives.ReadUInt32BigEndian(raw[16..]),
        BinaryPrimitives.ReadUInt32BigEndian(raw[20..]));

    public void Write(Span<byte> raw)
    {
        BinaryPrimitives.WriteUInt32BigEndian(raw, Ssrc);
        BinaryPrimitives.WriteInt32BigEndian(raw[4..], Math.Clamp(CumulativeLost, -0x80_0000, 0x7F_FFFF));
        raw[4] = FractionLost;
        BinaryPrimitives.WriteUInt32BigEndian(raw[8..], HighestSequence);
        BinaryPrimitives.WriteUInt32BigEndian(raw[12..], Jitter);
        BinaryPrimitives.WriteUInt32BigEndian(raw[16..], LastReport);
        BinaryPrimitives.WriteUInt32BigEndian(raw[20..], Delay);
    }
}
