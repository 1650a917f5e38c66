using Microsoft.Extensions.Time.Testing;
using VoiceDock.Core.Media;
using VoiceDock.Core.Media.Prompts;
using VoiceDock.Tests.Media.Loop;

namespace VoiceDock.Tests.Media;

[Trait("Kind", "Unit")]
public class SilenceTests : LoopTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly LegRecorder _events = new();

    [Fact]
    public async Task Silence_CrossesEachThreshold_IsToldOnceEachAndItsEndToo()
    {
        await using var bench = Bench(time: _time);
        using var a = new RtpPeer();
        var leg = bench.Leg(a, events: _events);
        a.SendFrames(leg, 1);
        Assert.Equal("first", _events.Next());
        foreach (var (advance, expected) in new[] { (3.1, "silent 3"), (12.0, "silent 15"), (15.0, "silent 30"), (30.0, "silent 60") })
        {
            _time.Advance(TimeSpan.FromSeconds(advance));
            Assert.Equal(expected, _events.Next());
        }

        a.SendFrames(leg, 1);
        Assert.Equal("audible", _events.Next());
        _time.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal("silent 3", _events.Next());
        Assert.Empty(_events.All);
    }

    [Fact]
    public async Task Silence_BeforeArming_IsNotTold()
    {
        await using var bench = Bench(time: _time);
        using var a = new RtpPeer();
        var leg = bench.Call.OpenLeg(_events);
        _time.Advance(TimeSpan.FromSeconds(100));
        a.ReceivesNothing();
        leg.Arm(a.Remote());
        _time.Advance(TimeSpan.FromSeconds(1));
        a.ReceivesNothing();
        Assert.Empty(_events.All);
    }

    [Fact]
    public async Task Silence_RtcpFromACandidate_IsASignOfLife()
    {
        await using var bench = Bench(time: _time);
        using RtpPeer a = new(), attacker = new("127.0.0.66");
        var leg = bench.Leg(a, events: _events);
        byte[] receiverReport = [0x80, 201, 0, 1, 1, 2, 3, 4];
        _time.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal("silent 3", _events.Next());
        attacker.SendTo(leg, receiverReport, portOffset: 1);
        a.SendTo(leg, [1, 2, 3], portOffset: 1);
        MediaBench.Until(() => leg.ReadStats() is { DiscardedStrangers: 1, DiscardedInvalid: 1 }, "both dropped");
        Assert.Empty(_events.All);
        a.SendTo(leg, receiverReport, portOffset: 1);
        Assert.Equal("audible", _events.Next());
        Assert.Equal((1, 0), (leg.ReadStats().RtcpIn, leg.ReadStats().PacketsIn));
    }

    [Fact]
    public async Task OneWay_SendingAndHearingNothingForThreeSeconds_IsFlagged()
    {
        await using var bench = Bench(time: _time);
        using var a = new RtpPeer();
        var leg = bench.Leg(a);
        leg.SetSource(new SilenceSource());
        a.Receive();
        Assert.False(leg.ReadStats().IsOneWay);
        _time.Advance(TimeSpan.FromSeconds(3.1));
        while (a.TryReceive(1) is not null) continue;
        a.Receive(2);
        Assert.True(leg.ReadStats().IsOneWay);
        a.SendFrames(leg, 1);
        MediaBench.Until(() => !leg.ReadStats().IsOneWay, "both ways again");
        leg.Arm(a.Remote(receive: false));
        _time.Advance(TimeSpan.FromSeconds(10));
        a.Receive(2);
        Assert.False(leg.ReadStats().IsOneWay);
    }

    [Fact]
    public async Task Stats_AgeOfTheLastPacket_GrowsWithTime()
    {
        await using var bench = Bench(time: _time);
        using var a = new RtpPeer();
        var leg = bench.Leg(a);
        Assert.Null(leg.ReadStats().LastPacketAge);
        a.SendFrames(leg, 1);
        MediaBench.Until(() => leg.ReadStats().LastPacketAge is not null, "heard");
        _time.Advance(TimeSpan.FromSeconds(7));
        Assert.Equal(7, leg.ReadStats().LastPacketAge!.Value.TotalSeconds, 3);
    }
}
