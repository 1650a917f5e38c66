using VoiceDock.Core.Media.Streams;

namespace VoiceDock.Tests.Media.Streams;

[Trait("Kind", "Unit")]
public sealed class RtpHeaderTests
{
    [Theory]
    [InlineData("")]
    [InlineData("80000001000000A000000001", true)]
    [InlineData("800000010000A00000000")]
    [InlineData("40000001000000A00000000155")]
    [InlineData("82000001000000A00000000155")]
    [InlineData("90000001000000A000000001BEDE")]
    [InlineData("90000001000000A000000001BEDEFFFF00000000")]
    [InlineData("A0000001000000A00000000100")]
    [InlineData("A0000001000000A000000001AA09")]
    [InlineData("A0000001000000A000000001AA02", true)]
    public void TryRead_OddPackets_AreRefusedUnlessTheyHoldTogether(string hex, bool valid = false) =>
        Assert.Equal(valid, RtpHeader.TryRead(Convert.FromHexString(hex.Length % 2 == 0 ? hex : hex[..^1]), out _));

    [Fact]
    public void TryRead_AnyBytes_NeverPointsOutsideThePacket()
    {
        var random = new Random(3);
        var accepted = 0;
        for (var i = 0; i < 200_000; i++)
        {
            var packet = new byte[random.Next(0, 80)];
            random.NextBytes(packet);
            if (packet.Length > 0) packet[0] = (byte)(0x80 | (packet[0] & 0x3F));
            if (!RtpHeader.TryRead(packet, out var header)) continue;
            accepted++;
            Assert.InRange(header.PayloadOffset, RtpHeader.Size, packet.Length);
            Assert.InRange(header.PayloadLength, 0, packet.Length - header.PayloadOffset);
        }

        Assert.InRange(accepted, 1000, 200_000);
    }
}
