using VoiceDock.Core.Media;
using VoiceDock.Core.Media.Prompts;
using VoiceDock.Tests.Media.Loop;

namespace VoiceDock.Tests.Media.Srtp;

/// <summary>Legs that encrypt, over real sockets: bridged to plain ones and to each other, under forgery, over a new key.</summary>
[Trait("Kind", "Unit")]
public class SrtpLegTests : LoopTests
{
    [Fact]
    public async Task Bridge_EncryptedAndPlainLeg_EachHearsTheOther()
    {
        await using var bench = Bench();
        using var secure = new SrtpPeer();
        using var plain = new RtpPeer();
        var (legA, legB) = (Leg(bench, secure), bench.Leg(plain));
        bench.Call.Bridge(legA, legB);
        for (byte i = 0; i < 100; i++)
        {
            secure.Send(legA, i);
            Assert.Equal(RtpPeer.Filled(i), plain.Receive().Payload);
            plain.Send(legB, RtpPeer.Filled((byte)(200 - i)));
            Assert.Equal(RtpPeer.Filled((byte)(200 - i)), secure.Receive().Payload);
        }

        MediaBench.Until(() => legA.ReadStats() is { PacketsIn: 100, BytesIn: 16_000, PacketsOut: 100, BytesOut: 16_000, DiscardedUnauthentic: 0 }, "payload is counted, not tags");
        Assert.Equal(secure.Rtp.EndPoint, legA.ReadStats().LatchedAddress);
    }

    [Fact]
    public async Task Bridge_TwoEncryptedLegs_OverARollover_LoseNothing()
    {
        await using var bench = Bench();
        using SrtpPeer a = new(), b = new();
        var (legA, legB) = (Leg(bench, a), Leg(bench, b));
        bench.Call.Bridge(legA, legB);
        a.Index = 65_500;
        for (byte i = 0; i < 100; i++)
        {
            a.Send(legA, i);
            Assert.Equal(RtpPeer.Filled(i), b.Receive().Payload);
        }
    }

    [Fact]
    public async Task Packets_ThatAreNotAuthentic_NeitherLatchNorAreHeard()
    {
        await using var bench = Bench();
        using SrtpPeer genuine = new(), forger = new("127.0.0.2");
        using var plain = new RtpPeer();
        var recorder = new LegRecorder();
        var leg = bench.Call.OpenLeg(recorder);
        leg.Arm(genuine.Remote(candidates: "127.0.0.2"));
        bench.Call.Bridge(leg, bench.Leg(plain));

        for (var i = 0; i < 10; i++) forger.Send(leg, 0x66);
        forger.Rtp.SendFrames(leg, 10, 0x66);
        genuine.Rtp.SendFrames(leg, 10, 0x66);
        var packet = genuine.Next(0x11);
        genuine.Rtp.SendTo(leg, packet);
        genuine.Rtp.SendTo(leg, packet);

        Assert.Equal(RtpPeer.Filled(0x11), plain.Receive().Payload);
        plain.ReceivesNothing();
        MediaBench.Until(() => leg.ReadStats() is { PacketsIn: 1, DiscardedUnauthentic: 31, LatchedAddress: null }, "only the one genuine packet counts");
        Assert.Equal(["first"], recorder.All);
    }

    [Fact]
    public async Task Strangers_CostNoCheckOfATag()
    {
        await using var bench = Bench();
        using SrtpPeer genuine = new(), stranger = new("127.0.0.66");
        var leg = Leg(bench, genuine);

        for (var i = 0; i < 10; i++) stranger.Send(leg, 1);

        MediaBench.Until(() => leg.ReadStats() is { DiscardedStrangers: 10, DiscardedUnauthentic: 0 }, "they are strangers before anything else");
    }

    [Fact]
    public async Task Candidate_ThatKnowsTheKey_IsLatched()
    {
        await using var bench = Bench();
        using SrtpPeer peer = new("127.0.0.2");
        using var announced = new RtpPeer();
        var leg = bench.Call.OpenLeg(new LegRecorder());
        leg.Arm(announced.Remote(candidates: "127.0.0.2") with { Srtp = peer.Keys });

        for (byte i = 0; i < 6; i++) peer.Send(leg, i);

        MediaBench.Until(() => peer.Rtp.EndPoint.Equals(leg.ReadStats().LatchedAddress), "latched behind its NAT");
    }

    [Fact]
    public async Task Arm_WithTheSameKeys_KeepsCounterAndWindow_WithNewOnes_BeginsAnew()
    {
        await using var bench = Bench();
        using var secure = new SrtpPeer();
        using var plain = new RtpPeer();
        var (leg, other) = (Leg(bench, secure), bench.Leg(plain));
        bench.Call.Bridge(leg, other);
        secure.Index = 65_535;
        secure.Send(leg, 1);
        var behindTheRollover = secure.Next(2);
        secure.Rtp.SendTo(leg, behindTheRollover);
        plain.Receive(2);

        leg.Arm(secure.Remote());
        secure.Rtp.SendTo(leg, behindTheRollover);
        secure.Send(leg, 3);
        Assert.Equal(RtpPeer.Filled(3), plain.Receive().Payload);
        plain.Send(other, RtpPeer.Filled(4));
        Assert.Equal(RtpPeer.Filled(4), secure.Receive().Payload);

        secure.Rekey();
        leg.Arm(secure.Remote());
        secure.Send(leg, 5);
        Assert.Equal(RtpPeer.Filled(5), plain.Receive().Payload);
        plain.Send(other, RtpPeer.Filled(6));
        Assert.Equal(RtpPeer.Filled(6), secure.Receive().Payload);
        MediaBench.Until(() => leg.ReadStats().DiscardedUnauthentic == 1, "the repetition alone was refused");
    }

    [Fact]
    public async Task OwnFramesAndKeys_AreEncryptedToo()
    {
        await using var bench = Bench();
        using var secure = new SrtpPeer();
        var leg = Leg(bench, secure);
        leg.SetSource(new SilenceSource());
        Assert.Equal(160, secure.Receive().Payload.Length);

        leg.SendDigit('5');

        MediaBench.Until(() => secure.Receive().Header.PayloadType == 101, "the key arrives as an event");
    }

    [Fact]
    public async Task Rtcp_IsTakenOnlyWhenItsTagIsRight()
    {
        await using var bench = Bench();
        using var secure = new SrtpPeer();
        var leg = Leg(bench, secure);
        byte[] report = [0x80, 201, 0, 1, 0x12, 0x34, 0x56, 0x78, 0x81, 202, 0, 2, 0x12, 0x34, 0x56, 0x78, 1, 1, (byte)'x', 0];

        secure.Rtp.SendTo(leg, report, portOffset: 1);
        secure.Rtp.SendTo(leg, Reference.ProtectRtcp(secure.Own, report, 1), portOffset: 1);

        MediaBench.Until(() => leg.ReadStats() is { RtcpIn: 1, DiscardedUnauthentic: 1 }, "the clear one is refused");
    }

    private static MediaLeg Leg(MediaBench bench, SrtpPeer peer)
    {
        var leg = bench.Call.OpenLeg(new LegRecorder());
        leg.Arm(peer.Remote());
        return leg;
    }
}
