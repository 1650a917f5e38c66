using System.Security.Cryptography;
using VoiceDock.Core.Media.Srtp;

namespace VoiceDock.Tests.Media.Srtp;

/// <summary>Protecting and opening packets: rollover, replay, forgeries (RFC 3711 3.3), and what it costs.</summary>
[Trait("Kind", "Unit")]
public sealed class SrtpPacketTests : IDisposable
{
    private static readonly byte[] Ours = RandomNumberGenerator.GetBytes(30);
    private static readonly byte[] Theirs = RandomNumberGenerator.GetBytes(30);

    private readonly SrtpReceiver _receiver = new(Keys());

    private static SrtpKeys Keys(SrtpSuite suite = SrtpSuite.AesCm128HmacSha1Tag80) => new(suite, Ours, Theirs);

    private static byte[] Plain(ushort sequence, uint ssrc = 7, byte fill = 0x55) =>
        RtpPacket.Make(8, sequence, 160u * sequence, ssrc, RtpPeer.Filled(fill));

    private static byte[] Wire(long index, uint ssrc = 7, byte fill = 0x55) => Reference.Protect(Theirs, Plain((ushort)index, ssrc, fill), index, 10);

    private bool Opens(byte[] wire, byte[]? plain = null)
    {
        var copy = wire.ToArray();
        var length = _receiver.Open(copy);
        if (length > 0 && plain is not null) Assert.Equal(plain, copy[..length]);
        if (length == 0) Assert.Equal(wire, copy);
        return length > 0;
    }

    [Theory]
    [InlineData(SrtpSuite.AesCm128HmacSha1Tag80, 10)]
    [InlineData(SrtpSuite.AesCm128HmacSha1Tag32, 4)]
    public void Sender_EveryPacketOverARollover_IsAsTheReferenceMakesIt(SrtpSuite suite, int tag)
    {
        using var sender = new SrtpSender(Keys(suite));
        var wire = new byte[300];
        for (var index = 65_530L; index < 65_550; index++)
        {
            var length = sender.Protect(Plain((ushort)index), wire);
            Assert.Equal(Reference.Protect(Ours, Plain((ushort)index), index, tag), wire[..length]);
        }
    }

    [Fact]
    public void Receiver_LossAndReorderingAroundARollover_KeepTheRightCounter()
    {
        long[] order = [65_533, 65_535, 65_534, 65_537, 65_536, 65_560, 65_539, 98_000, 130_000, 131_080, 131_071];
        foreach (var index in order) Assert.True(Opens(Wire(index), Plain((ushort)index)), $"packet {index}");
    }

    [Fact]
    public void Receiver_Repetition_IsRefusedWithinAndBeyondTheWindow()
    {
        foreach (var index in (long[])[1000, 1001, 1063]) Assert.True(Opens(Wire(index)));

        Assert.False(Opens(Wire(1001)), "seen");
        Assert.True(Opens(Wire(1002)), "late, within 64, not seen");
        Assert.False(Opens(Wire(1002)), "now seen");
        Assert.True(Opens(Wire(1064)));
        Assert.False(Opens(Wire(1000)), "seen, and 64 behind");
        Assert.False(Opens(Wire(999)), "too old to tell");
    }

    [Fact]
    public void Receiver_ForgedPacket_ChangesNothing()
    {
        Assert.True(Opens(Wire(100)));
        for (var i = 0; i < Wire(101).Length; i++)
        {
            var forged = Wire(101);
            forged[i] ^= 0x01;
            Assert.False(Opens(forged), $"byte {i}");
        }

        Assert.False(Opens(Reference.Protect(Ours, Plain(101), 101, 10)), "another key");
        Assert.False(Opens(Plain(101)), "in the clear");
        Assert.True(Opens(Wire(101), Plain(101)), "the genuine one is still welcome");
    }

    [Fact]
    public void Receiver_AnyBytes_NeitherThrowNorOpen()
    {
        var random = new Random(5);
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = new byte[random.Next(0, 80)];
            random.NextBytes(bytes);
            if (bytes.Length > 0 && i % 2 == 0) bytes[0] = (byte)(0x80 | (bytes[0] & 0x3F));
            Assert.Equal(0, _receiver.Open(bytes));
            Assert.Equal(0, _receiver.OpenRtcp(bytes));
        }
    }

    [Fact]
    public void Receiver_SeveralStreams_EachHasItsOwnCounterAndWindow()
    {
        Assert.True(Opens(Wire(65_535)));
        Assert.True(Opens(Wire(3, ssrc: 8)), "a second stream begins at rollover 0");
        Assert.True(Opens(Wire(65_536)), "the first one is behind its rollover");
        Assert.True(Opens(Wire(4, ssrc: 8)));
        for (var ssrc = 10u; ssrc < 30; ssrc++) Assert.True(Opens(Wire(1, ssrc)), "more streams than are remembered");
        Assert.False(Opens(Wire(1, ssrc: 29)), "the newest are remembered");
    }

    [Fact]
    public void Receiver_HeaderWithCsrcAndExtension_LeavesThemInTheClear()
    {
        byte[] packet = [0x92, 8, 0, 1, 0, 0, 0, 0, 0, 0, 0, 7, 1, 1, 1, 1, 2, 2, 2, 2, 0xBE, 0xDE, 0, 1, 9, 9, 9, 9, .. RtpPeer.Filled(3)];
        var bare = Reference.Protect(Theirs, [.. packet[..12], .. packet[28..]], 1, 10);
        byte[] body = [.. packet[..28], .. bare[12..^10]];
        using var cipher = SrtpCipher.ForRtp(SrtpSuite.AesCm128HmacSha1Tag80, Theirs);
        var tag = new byte[10];
        cipher.Sign(body, 0, tag);

        Assert.True(Opens([.. body, .. tag], packet));
    }

    [Fact]
    public void Sender_NumberUsedBefore_IsNeverEncryptedAgain()
    {
        using var sender = new SrtpSender(Keys());
        var wire = new byte[300];
        Assert.NotEqual(0, sender.Protect(Plain(10), wire));
        Assert.NotEqual(0, sender.Protect(Plain(12), wire));
        Assert.NotEqual(0, sender.Protect(Plain(11), wire));

        Assert.Equal(0, sender.Protect(Plain(11, fill: 0x66), wire));
        Assert.Equal(0, sender.Protect(Plain(65_500), wire));
    }

    [Fact]
    public void Rtcp_BothWays_IsAsTheReferenceMakesIt()
    {
        byte[] report = [0x80, 201, 0, 1, 0, 0, 0, 9, 0x81, 202, 0, 2, 0, 0, 0, 9, 1, 1, (byte)'x', 0];
        using var sender = new SrtpSender(Keys(SrtpSuite.AesCm128HmacSha1Tag32));
        var wire = new byte[100];
        for (var index = 1u; index < 4; index++)
            Assert.Equal(Reference.ProtectRtcp(Ours, report, index), wire[..sender.ProtectRtcp(report, wire)]);

        var genuine = Reference.ProtectRtcp(Theirs, report, 5);
        var copy = genuine.ToArray();
        Assert.Equal(report, copy[.._receiver.OpenRtcp(copy)]);
        Assert.Equal(0, _receiver.OpenRtcp(genuine.ToArray()));
        var forged = Reference.ProtectRtcp(Theirs, report, 6);
        forged[^11] ^= 1;
        Assert.Equal(0, _receiver.OpenRtcp(forged));
    }

    [Fact]
    public void PacketBothWays_AllocatesNothing()
    {
        using var sender = new SrtpSender(Keys());
        using var receiver = new SrtpReceiver(new SrtpKeys(SrtpSuite.AesCm128HmacSha1Tag80, Theirs, Ours));
        var plain = Plain(0);
        var wire = new byte[300];
        var opened = 0;
        var before = 0L;
        for (ushort i = 0; i < 2_000; i++)
        {
            if (i == 1_000) before = GC.GetAllocatedBytesForCurrentThread();
            (plain[2], plain[3]) = ((byte)(i >> 8), (byte)i);
            if (receiver.Open(wire.AsSpan(0, sender.Protect(plain, wire))) > 0) opened++;
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(2_000, opened);
    }

    [Fact]
    public void Keys_AreNotShown() => Assert.DoesNotContain(Convert.ToBase64String(Ours)[..8], Keys().ToString());

    public void Dispose() => _receiver.Dispose();
}
