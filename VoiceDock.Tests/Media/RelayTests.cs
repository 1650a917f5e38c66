using VoiceDock.Core.Media;
using VoiceDock.Core.Media.Codecs;
using VoiceDock.Core.Media.Prompts;
using VoiceDock.Tests.Media.Loop;

namespace VoiceDock.Tests.Media;

[Trait("Kind", "Unit")]
public class RelayTests : LoopTests
{
    [Theory]
    [InlineData(AudioCodec.Pcmu, AudioCodec.Pcmu)]
    [InlineData(AudioCodec.Pcma, AudioCodec.Pcma)]
    [InlineData(AudioCodec.Pcmu, AudioCodec.Pcma)]
    [InlineData(AudioCodec.Pcma, AudioCodec.Pcmu)]
    public async Task Bridge_EveryPayloadByte_ArrivesAsItsCodecAsks(AudioCodec from, AudioCodec to)
    {
        await using var bench = Bench();
        using RtpPeer a = new(), b = new();
        var (legA, legB) = (bench.Leg(a, from), bench.Leg(b, to));
        bench.Call.Bridge(legA, legB);
        var random = new Random(7);
        for (var i = 0; i < 300; i++)
        {
            var payload = new byte[160];
            random.NextBytes(payload);
            a.Send(legA, payload, from == AudioCodec.Pcmu ? 0 : 8);
            var got = b.Receive();
            G711.Transcode(from, to, payload);
            Assert.Equal(payload, got.Payload);
            Assert.Equal(to == AudioCodec.Pcmu ? 0 : 8, got.Header.PayloadType);
            Assert.Equal(legB.LocalPort, got.From.Port);
        }

        b.Send(legB, RtpPeer.Filled(1), to == AudioCodec.Pcmu ? 0 : 8);
        a.Receive();
        MediaBench.Until(() => legA.ReadStats() is { PacketsIn: 300, BytesIn: 48000, PacketsOut: 1, BytesOut: 160 }, "counted at a");
        MediaBench.Until(() => legB.ReadStats() is { PacketsIn: 1, BytesIn: 160, PacketsOut: 300, BytesOut: 48000 }, "counted at b");
    }

    [Fact]
    public async Task Bridge_PacketWithCsrcExtensionAndPadding_IsSentOnWithABareHeader()
    {
        await using var bench = Bench();
        using RtpPeer a = new(), b = new();
        var (legA, legB) = (bench.Leg(a), bench.Leg(b));
        bench.Call.Bridge(legA, legB);
        byte[] decorated =
        [
            0x80 | 0x20 | 0x10 | 2, 0, 0, 9, 0, 0, 1, 0, 1, 2, 3, 4, 1, 1, 1, 1, 2, 2, 2, 2, 0xBE, 0xDE, 0, 1, 9, 9, 9, 9,
            .. RtpPeer.Filled(0x42), 0, 0, 3,
        ];
        a.SendTo(legA, decorated);
        var got = b.Receive();
        Assert.Equal(172, got.Bytes.Length);
        Assert.Equal(RtpPeer.Filled(0x42), got.Payload);
        Assert.Equal(0x80, got.Bytes[0]);
    }

    [Fact]
    public async Task Bridge_LegWithItself_IsAnEcho()
    {
        await using var bench = Bench();
        using var a = new RtpPeer();
        var leg = bench.Leg(a);
        bench.Call.Bridge(leg, leg);
        for (var i = 0; i < 20; i++)
        {
            a.Send(leg, RtpPeer.Filled((byte)i));
            Assert.Equal(RtpPeer.Filled((byte)i), a.Receive().Payload);
        }
    }

    [Fact]
    public async Task Bridge_LossAndReordering_KeepTheirGaps()
    {
        await using var bench = Bench();
        using RtpPeer a = new(), b = new();
        var (legA, legB) = (bench.Leg(a), bench.Leg(b));
        bench.Call.Bridge(legA, legB);
        int[] order = [0, 1, 2, 5, 4, 6, 6, 9];
        foreach (var n in order) a.SendTo(legA, RtpPacket.Make(0, (ushort)(65533 + n), (uint)(160 * n), 1, RtpPeer.Filled((byte)n)));
        var got = b.Receive(7);
        b.ReceivesNothing();
        Assert.Equal([0, 1, 2, 5, 4, 6, 9], got.Select(packet => (int)packet.Payload[0]));
        Assert.Equal([0, 1, 2, 5, 4, 6, 9], got.Select(packet => (int)(ushort)(packet.Sequence - got[0].Sequence)));
        Assert.Equal([0, 1, 2, 5, 4, 6, 9], got.Select(packet => (int)(packet.Timestamp - got[0].Timestamp) / 160));
        Assert.Equal(2, legA.ReadStats().Lost);
    }

    [Fact]
    public async Task Bridge_OneLegMoves_TheOldPartnerHearsNoMore()
    {
        await using var bench = Bench();
        using RtpPeer a = new(), b = new(), c = new();
        var (legA, legB, legC) = (bench.Leg(a), bench.Leg(b), bench.Leg(c));
        bench.Call.Bridge(legA, legB);
        a.SendFrames(legA, 1);
        b.Receive();
        bench.Call.Bridge(legA, legC);
        a.SendFrames(legA, 3);
        c.Receive(3);
        b.SendFrames(legB, 3);
        b.ReceivesNothing();
        a.ReceivesNothing();
        legC.Dispose();
        a.SendFrames(legA, 3);
        c.ReceivesNothing();
    }

    [Fact]
    public async Task Bridge_LegOfAnotherCall_IsRefused()
    {
        await using var bench = Bench();
        using var a = new RtpPeer();
        using var other = bench.Engine.OpenCall();
        var stranger = other.OpenLeg(new LegRecorder());
        Assert.Throws<ArgumentException>(() => bench.Call.Bridge(bench.Leg(a), stranger));
    }

    [Fact]
    public async Task Bridge_FarEndOnHold_GetsNothingAndIsNotRelayed()
    {
        await using var bench = Bench();
        using RtpPeer a = new(), b = new();
        var (legA, legB) = (bench.Leg(a), bench.Leg(b));
        bench.Call.Bridge(legA, legB);
        legB.Arm(b.Remote(send: false, receive: false));
        a.SendFrames(legA, 3);
        b.SendFrames(legB, 3);
        b.ReceivesNothing();
        a.ReceivesNothing();
        MediaBench.Until(() => legB.ReadStats().PacketsIn == 3, "counted all the same");
        legB.Arm(b.Remote());
        a.SendFrames(legA, 1);
        Assert.True(b.Receive().Header.Marker);
    }

    [Fact]
    public async Task Bridge_OverIpv6_Works()
    {
        await using var bench = Bench(MediaBench.Options(bind: "::1"));
        using RtpPeer a = new("::1"), b = new("::1");
        var (legA, legB) = (bench.Leg(a), bench.Leg(b));
        bench.Call.Bridge(legA, legB);
        a.SendFrames(legA, 10, 3);
        Assert.All(b.Receive(10), packet => Assert.Equal(RtpPeer.Filled(3), packet.Payload));
        MediaBench.Until(() => a.EndPoint.Equals(legA.ReadStats().LatchedAddress), "latched to the IPv6 address");
    }

    [Fact]
    public async Task Bridge_DualStackEngine_JoinsIpv4AndIpv6()
    {
        await using var bench = Bench(MediaBench.Options(bind: "::"));
        using RtpPeer a = new(), b = new("::1");
        var (legA, legB) = (bench.Leg(a), bench.Leg(b));
        bench.Call.Bridge(legA, legB);
        a.SendFrames(legA, 5, 1);
        Assert.All(b.Receive(5), packet => Assert.Equal(RtpPeer.Filled(1), packet.Payload));
        b.SendFrames(legB, 5, 2);
        Assert.All(a.Receive(5), packet => Assert.Equal(RtpPeer.Filled(2), packet.Payload));
        Assert.Equal(a.EndPoint, legA.ReadStats().LatchedAddress);
    }

    [Fact]
    public async Task Bridge_LatePacketThatCannotGoOn_TakesNoNumber()
    {
        await using var bench = Bench();
        using RtpPeer a = new(), b = new();
        var (legA, legB) = (bench.Leg(a), bench.Call.OpenLeg(new LegRecorder()));
        legB.Arm(b.Remote(dtmf: null));
        bench.Call.Bridge(legA, legB);
        foreach (var (n, payloadType) in new[] { (1, 0), (3, 0), (2, 101), (4, 0), (5, 13), (6, 0) })
            a.SendTo(legA, RtpPacket.Make(payloadType, (ushort)n, (uint)(160 * n), 1, payloadType == 0 ? RtpPeer.Filled((byte)n) : [1, 2, 3, 4]));
        var got = b.Receive(4);
        Assert.Equal([1, 3, 4, 6], got.Select(packet => (int)packet.Payload[0]));
        Assert.Equal([0, 2, 3, 4], got.Select(packet => (int)(ushort)(packet.Sequence - got[0].Sequence)));
    }

    [Fact]
    public async Task Bridge_AnyBytesFromTheRightSource_HurtNobody()
    {
        await using var bench = Bench();
        using RtpPeer a = new(), b = new();
        var (legA, legB) = (bench.Leg(a), bench.Leg(b, AudioCodec.Pcma));
        bench.Call.Bridge(legA, legB);
        legA.SetListener(new ToneDetector());
        var random = new Random(11);
        byte[] payloadTypes = [0, 8, 13, 101, 128, 229, 72, 55];
        for (var i = 0; i < 5000; i++)
        {
            var datagram = new byte[random.Next(0, i % 100 == 0 ? 4000 : 60)];
            random.NextBytes(datagram);
            if (datagram.Length > 1 && i % 4 != 0) (datagram[0], datagram[1]) = ((byte)(0x80 | (datagram[0] & 0x3F)), payloadTypes[i % 8]);
            a.SendTo(legA, datagram, portOffset: i % 50 == 0 ? 1 : 0);
            while (b.TryReceive(0) is { } got) Assert.Contains(got.Header.PayloadType, new byte[] { 8, 101 });
        }

        while (b.TryReceive(60) is not null) continue;
        a.Ssrc = 4242;
        a.SendFrames(legA, 1, 0xFF);
        Assert.Equal(RtpPeer.Filled(0xD5), b.Receive().Payload);
        Assert.InRange(legA.ReadStats().DiscardedInvalid, 100, 5000);
    }
}
