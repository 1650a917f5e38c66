using System.Net;
using Microsoft.Extensions.Time.Testing;
using VoiceDock.Core.Media;
using VoiceDock.Core.Media.Prompts;
using VoiceDock.Tests.Media.Loop;

namespace VoiceDock.Tests.Media;

/// <summary>The source rule (security: T11) over real sockets. 127.0.0.x are different hosts to it.</summary>
[Trait("Kind", "Unit")]
public class LatchingTests : LoopTests
{
    [Fact]
    public async Task Latch_SprayFromTheFirstMoment_ReachesNobodyAndGetsNothing()
    {
        await using var bench = Bench();
        using RtpPeer a = new(), b = new(), attacker = new("127.0.0.66");
        var (legA, legB) = (bench.Leg(a), bench.Leg(b));
        bench.Call.Bridge(legA, legB);
        for (byte i = 0; i < 100; i++)
        {
            attacker.SendFrames(legA, 2, 0x66);
            attacker.SendFrames(legB, 2, 0x66);
            a.Send(legA, RtpPeer.Filled(i));
            Assert.Equal(RtpPeer.Filled(i), b.Receive().Payload);
        }

        b.ReceivesNothing();
        a.ReceivesNothing();
        attacker.ReceivesNothing();
        Assert.Equal(200, legA.ReadStats().DiscardedStrangers);
        Assert.Equal(a.EndPoint, legA.ReadStats().LatchedAddress);
        Assert.Null(legB.ReadStats().LatchedAddress);
    }

    [Fact]
    public async Task Latch_CandidateElsewhere_IsHeardFromItsFifthPacketAndSentTo()
    {
        await using var bench = Bench();
        using RtpPeer sdp = new(), real = new("127.0.0.2"), b = new();
        var leg = bench.Call.OpenLeg(new LegRecorder());
        leg.Arm(sdp.Remote(candidates: "127.0.0.2"));
        bench.Call.Bridge(leg, bench.Leg(b));
        leg.SetSource(new SilenceSource());
        for (byte i = 1; i <= 7; i++) real.Send(leg, RtpPeer.Filled(i));
        Assert.Equal([5, 6, 7], b.Receive(3).Select(packet => (int)packet.Payload[0]));
        bench.Call.Unbridge();
        real.Receive();
        Assert.Equal(real.EndPoint, leg.ReadStats().LatchedAddress);
        Assert.Equal(real.EndPoint, leg.ReadStats().SendingTo);
        sdp.SendFrames(leg, 10);
        MediaBench.Until(() => leg.ReadStats() is { DiscardedStrangers: 14, PacketsIn: 3 }, "the SDP address is refused by now");
    }

    [Fact]
    public async Task Latch_BeforeIt_AudioGoesToTheSdpAddressAlone()
    {
        await using var bench = Bench();
        using RtpPeer sdp = new(), candidate = new("127.0.0.2");
        var leg = bench.Call.OpenLeg(new LegRecorder());
        leg.Arm(sdp.Remote(candidates: "127.0.0.2"));
        leg.SetSource(new SilenceSource());
        candidate.SendFrames(leg, 4);
        sdp.Receive(3);
        candidate.ReceivesNothing();
    }

    [Fact]
    public async Task Latch_PacketsThatDifferOrRepeat_ProveNothing()
    {
        await using var bench = Bench();
        using RtpPeer sdp = new(), candidate = new("127.0.0.2");
        var leg = bench.Call.OpenLeg(new LegRecorder());
        leg.Arm(sdp.Remote(candidates: "127.0.0.2"));
        for (var i = 0; i < 20; i++)
        {
            candidate.Ssrc = (uint)i / 4;
            candidate.Send(leg, RtpPeer.Filled(1));
        }

        for (var i = 0; i < 20; i++) candidate.Send(leg, RtpPeer.Filled(1), payloadType: 77);
        for (var i = 0; i < 20; i++) candidate.SendTo(leg, RtpPacket.Make(0, 5, 5, 77, RtpPeer.Filled(1)));
        for (var i = 0; i < 20; i++) candidate.SendTo(leg, [1, 2, 3]);
        MediaBench.Until(() => leg.ReadStats().DiscardedStrangers == 80, "all 80 packets refused");
        Assert.Null(leg.ReadStats().LatchedAddress);
    }

    [Fact]
    public async Task Latch_Locked_KeepsOtherCandidatesOutUntilTwoSecondsOfSilence()
    {
        var time = new FakeTimeProvider();
        await using var bench = Bench(time: time);
        using RtpPeer a = new(), other = new("127.0.0.2"), attacker = new("127.0.0.66");
        var leg = bench.Call.OpenLeg(new LegRecorder());
        leg.Arm(a.Remote(candidates: "127.0.0.2"));
        a.SendFrames(leg, 5);
        other.SendFrames(leg, 20);
        MediaBench.Until(() => leg.ReadStats().DiscardedStrangers == 20, "the other candidate refused");
        time.Advance(TimeSpan.FromSeconds(1.9));
        other.SendFrames(leg, 10);
        MediaBench.Until(() => leg.ReadStats().DiscardedStrangers == 30, "the other candidate still refused");
        Assert.Equal(a.EndPoint, leg.ReadStats().LatchedAddress);
        time.Advance(TimeSpan.FromSeconds(0.2));
        attacker.SendFrames(leg, 20);
        other.SendFrames(leg, 6);
        MediaBench.Until(() => other.EndPoint.Equals(leg.ReadStats().LatchedAddress), "the other candidate latched");
        Assert.Equal(30 + 20 + 4, leg.ReadStats().DiscardedStrangers);
        a.SendFrames(leg, 10);
        MediaBench.Until(() => leg.ReadStats().DiscardedStrangers == 64, "the first source refused");
    }

    [Fact]
    public async Task Latch_SourceReturnsFromSilence_VoidsWhatOthersHadProved()
    {
        var time = new FakeTimeProvider();
        await using var bench = Bench(time: time);
        using RtpPeer a = new(), other = new("127.0.0.2");
        var leg = bench.Call.OpenLeg(new LegRecorder());
        leg.Arm(a.Remote(candidates: "127.0.0.2"));
        a.SendFrames(leg, 5);
        MediaBench.Until(() => leg.ReadStats().PacketsIn == 5, "latched");
        time.Advance(TimeSpan.FromSeconds(3));
        other.SendFrames(leg, 4);
        MediaBench.Until(() => leg.ReadStats().DiscardedStrangers == 4, "four packets on trial");
        a.SendFrames(leg, 1);
        MediaBench.Until(() => leg.ReadStats().PacketsIn == 6, "the source is back");
        time.Advance(TimeSpan.FromSeconds(3));
        other.SendFrames(leg, 4);
        MediaBench.Until(() => leg.ReadStats().DiscardedStrangers == 8, "four more on trial");
        Assert.Equal(a.EndPoint, leg.ReadStats().LatchedAddress);
    }

    [Fact]
    public async Task Arm_AgainWithTheSameAddress_KeepsTheSourceUntilAnotherLatches()
    {
        await using var bench = Bench();
        using RtpPeer sdp = new(), natted = new("127.0.0.2"), moved = new("127.0.0.2");
        var leg = bench.Call.OpenLeg(new LegRecorder());
        leg.Arm(sdp.Remote(candidates: "127.0.0.2"));
        natted.SendFrames(leg, 5);
        MediaBench.Until(() => natted.EndPoint.Equals(leg.ReadStats().LatchedAddress), "latched");
        leg.Arm(sdp.Remote(candidates: "127.0.0.2"));
        natted.SendFrames(leg, 1);
        MediaBench.Until(() => leg.ReadStats().PacketsIn == 2, "the old source is still heard");
        Assert.Equal(natted.EndPoint, leg.ReadStats().SendingTo);
        moved.SendFrames(leg, 5);
        MediaBench.Until(() => moved.EndPoint.Equals(leg.ReadStats().LatchedAddress), "moved");
        natted.SendFrames(leg, 5);
        MediaBench.Until(() => leg.ReadStats().DiscardedStrangers == 4 + 4 + 5, "the old source is refused");
    }

    [Fact]
    public async Task Arm_WithANewAddress_TurnsThereAtOnce()
    {
        await using var bench = Bench();
        using RtpPeer before = new(), after = new();
        var leg = bench.Leg(before);
        leg.SetSource(new SilenceSource());
        before.SendFrames(leg, 5);
        before.Receive();
        leg.Arm(after.Remote());
        after.Receive(2);
        Assert.Null(leg.ReadStats().LatchedAddress);
        Assert.Equal(after.EndPoint, leg.ReadStats().SendingTo);
        after.SendFrames(leg, 1);
        MediaBench.Until(() => leg.ReadStats().PacketsIn == 6, "the new address is heard at once");
    }

    [Fact]
    public async Task Latch_Off_HearsTheSdpAddressAlone()
    {
        await using var bench = Bench();
        using RtpPeer sdp = new(), other = new();
        var leg = bench.Call.OpenLeg(new LegRecorder());
        leg.Arm(sdp.Remote(latch: false));
        other.SendFrames(leg, 20);
        sdp.SendFrames(leg, 10);
        MediaBench.Until(() => leg.ReadStats() is { PacketsIn: 10, DiscardedStrangers: 20 }, "ten heard, twenty refused");
    }

    [Fact]
    public async Task Latch_CandidateByRange_IsAskedOncePerHost()
    {
        await using var bench = Bench();
        using RtpPeer sdp = new(), inside = new("127.0.7.7"), outside = new("127.0.8.8");
        var asked = 0;
        var leg = bench.Call.OpenLeg(new LegRecorder());
        leg.Arm(sdp.Remote() with { IsCandidate = Ask });
        outside.SendFrames(leg, 20);
        inside.SendFrames(leg, 6);
        MediaBench.Until(() => inside.EndPoint.Equals(leg.ReadStats().LatchedAddress), "latched from the range");
        Assert.Equal(2, asked);

        bool Ask(IPAddress address)
        {
            asked++;
            return address.GetAddressBytes()[2] == 7;
        }
    }

    [Fact]
    public async Task Arm_AddressOfAnOldHold_SendsNothing()
    {
        await using var bench = Bench();
        using var a = new RtpPeer();
        var leg = bench.Leg(a);
        leg.SetSource(new SilenceSource());
        a.Receive();
        leg.Arm(a.Remote() with { Remote = new IPEndPoint(IPAddress.Any, a.EndPoint.Port) });
        MediaBench.Until(() => leg.ReadStats().SendingTo is null, "no address to send to");
        var sent = leg.ReadStats().PacketsOut;
        while (a.TryReceive(60) is not null) continue;
        Assert.Equal(sent, leg.ReadStats().PacketsOut);
        Assert.Equal(0, leg.ReadStats().SendErrors);
    }
}
