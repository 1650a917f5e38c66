using VoiceDock.Core.Media.Rtcp;

namespace VoiceDock.Tests.Media.Rtcp;

[Trait("Kind", "Unit")]
public sealed class RtcpPacketTests
{
    private const string Block = "AABBCCDD 40 FFFFFE 00010005 00000008 11112222 00008000";

    [Fact]
    public void Writer_SenderReportWithBlockCnameAndBye_IsByteForByteAsRfc3550Draws()
    {
        var writer = new RtcpWriter(new byte[256], 0x01020304);
        writer.Report(new SenderInfo(0x1111_2222_3333_4444, 5, 6, 7), new ReportBlock(0xAABBCCDD, 0x40, -2, 0x10005, 8, 0x11112222, 0x8000));
        writer.Cname("abc"u8);
        writer.Bye();
        Assert.Equal(
            Hex("81 C8 000C 01020304 1111222233334444 00000005 00000006 00000007" + Block + "81 CA 0003 01020304 01 03 616263 000000 81 CB 0001 01020304"),
            writer.Packet.ToArray());
    }

    [Fact]
    public void Writer_NothingSentNothingHeard_IsAnEmptyReceiverReport()
    {
        var writer = new RtcpWriter(new byte[64], 9);
        writer.Report(null, null);
        Assert.Equal(Hex("80 C9 0001 00000009"), writer.Packet.ToArray());
    }

    [Fact]
    public void Reader_CompoundWithSeveralBlocks_FindsTheOneAboutUs()
    {
        var other = "00000001" + Block[8..];
        var packet = Hex("82 C8 0012 00000007 1111222233334444 00000005 00000006 00000007" + other + Block + "81 CA 0002 00000007 01 01 61 00");
        Assert.True(RtcpReport.TryRead(packet, 0xAABBCCDD, out var report));
        Assert.Equal((7u, 0x2222_3333u), (report.Ssrc, report.Ntp));
        Assert.Equal(new ReportBlock(0xAABBCCDD, 0x40, -2, 0x10005, 8, 0x11112222, 0x8000), report.AboutUs);
    }

    [Theory]
    [InlineData("", "nothing")]
    [InlineData("80 C9 0001", "shorter than a header and an SSRC")]
    [InlineData("40 C9 0001 00000009", "version 1")]
    [InlineData("80 CA 0001 00000009", "no report first")]
    [InlineData("80 C9 0002 00000009", "longer than the datagram")]
    [InlineData("81 C9 0001 00000009", "a block promised and none there")]
    [InlineData("80 C8 0001 00000009", "a sender report without sender info")]
    [InlineData("A0 C9 0001 00000009 80 CB 0001 00000009", "padding before the last packet")]
    [InlineData("80 C9 0001 00000009 80 CB", "a rest that is no packet")]
    [InlineData("80 C9 0001 00000009 00 CB 0000", "a second packet of version 0")]
    public void Reader_BadPacket_IsRefused(string hex, string why) => Assert.False(RtcpReport.TryRead(Hex(hex), 1, out _), why);

    [Fact]
    public void Reader_AnyBytes_NeverThrows()
    {
        var random = new Random(3);
        for (var i = 0; i < 100_000; i++)
        {
            var packet = new byte[random.Next(0, 200)];
            random.NextBytes(packet);
            if (packet.Length > 3) (packet[0], packet[1], packet[2], packet[3]) = ((byte)(0x80 | (packet[0] & 0x3F)), (byte)(200 + (i % 4)), 0, (byte)(packet[3] % 50));
            RtcpReport.TryRead(packet, 1, out _);
        }
    }

    private static byte[] Hex(string text) => Convert.FromHexString(text.Replace(" ", ""));
}
