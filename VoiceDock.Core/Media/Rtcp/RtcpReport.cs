using System.Buffers.Binary;

namespace VoiceDock.Core.Media.Rtcp;

/// <summary>What we use of a far end's compound RTCP packet (RFC 3550 6.1).</summary>
/// <param name="Ssrc">Who reports.</param>
/// <param name="Ntp">Middle 32 bits of its sender report's time; null in a receiver report.</param>
/// <param name="AboutUs">Its report on our stream; null when it tells nothing of it.</param>
internal readonly record struct RtcpReport(uint Ssrc, uint? Ntp, ReportBlock? AboutUs)
{
    private const int HeaderSize = 8;

    /// <summary>Checks a datagram as RFC 3550 A.2 asks: version, a report first, padding at the end only, lengths that add up.</summary>
    /// <param name="datagram">As it came.</param>
    /// <param name="ourSsrc">The stream we send to the reporter.</param>
    /// <param name="report">What it says. Valid when true is returned.</param>
    public static bool TryRead(ReadOnlySpan<byte> datagram, uint ourSsrc, out RtcpReport report)
    {
        report = default;
        if (datagram.Length < HeaderSize || datagram[1] is not (RtcpType.SenderReport or RtcpType.ReceiverReport)) return false;
        report = report with { Ssrc = BinaryPrimitives.ReadUInt32BigEndian(datagram[4..]) };
        for (var rest = datagram; !rest.IsEmpty;)
        {
            if (rest.Length < 4 || rest[0] >> 6 != 2) return false;
            var length = (BinaryPrimitives.ReadUInt16BigEndian(rest[2..]) + 1) * 4;
            var isLast = length == rest.Length;
            if (length > rest.Length || ((rest[0] & 0x20) != 0 && !isLast)) return false;
            if (rest[1] is RtcpType.SenderReport or RtcpType.ReceiverReport && !TryTake(rest[..length], ourSsrc, ref report)) return false;
            rest = rest[length..];
        }

        return true;
    }

    private static bool TryTake(ReadOnlySpan<byte> packet, uint ourSsrc, ref RtcpReport report)
    {
        var blocks = packet[0] & 0x1F;
        var isSender = packet[1] == RtcpType.SenderReport;
        var start = HeaderSize + (isSender ? SenderInfo.Size : 0);
        if (packet.Length < start + (blocks * ReportBlock.Size)) return false;
        if (isSender) report = report with { Ntp = BinaryPrimitives.ReadUInt32BigEndian(packet[10..]) };
        for (var i = 0; i < blocks; i++)
        {
            var block = ReportBlock.Read(packet[(start + (i * ReportBlock.Size))..]);
            if (block.Ssrc == ourSsrc) report = report with { AboutUs = block };
        }

        return true;
    }
}
