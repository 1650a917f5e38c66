using VoiceDock.Core.Media.Prompts;
using VoiceDock.Tests.Media.Loop;

namespace VoiceDock.Tests.Media;

/// <summary>What a bridged leg plays while its partner is silent.</summary>
[Trait("Kind", "Unit")]
public class HoldSourceTests : LoopTests
{
    [Fact]
    public async Task HoldSource_PlaysWhileThePartnerIsSilent_AndGivesWayToIt()
    {
        await using var bench = Bench();
        using RtpPeer a = new(), b = new();
        var (legA, legB) = (bench.Leg(a), bench.Leg(b));
        bench.Call.Bridge(legA, legB);
        b.ReceivesNothing();

        legB.SetHoldSource(new SilenceSource());
        var music = b.Receive(3);
        Assert.True(music[0].Header.Marker);
        Assert.Equal([1, 1], music.Zip(music.Skip(1), (x, y) => (int)(ushort)(y.Sequence - x.Sequence)));

        a.SendFrames(legA, 1, 0x42);
        RtpPacket relayed;
        do relayed = b.Receive();
        while (relayed.Payload[0] != 0x42);
        Assert.True(relayed.Header.Marker);
        Assert.Equal(music[0].Header.Ssrc, relayed.Header.Ssrc);
        var again = b.Receive();
        Assert.NotEqual(0x42, again.Payload[0]);
        Assert.InRange(again.Timestamp - relayed.Timestamp, 1_600u, 80_000u);

        legB.SetHoldSource(null);
        MediaBench.Until(() => b.TryReceive(60) is null, "nothing plays any more");
        a.SendFrames(legA, 1, 0x43);
        Assert.Equal(0x43, b.Receive().Payload[0]);
    }

    [Fact]
    public async Task HoldSource_GivesAFrameAtEachTurn_AsAnOwnSourceDoes()
    {
        await using var bench = Bench();
        using RtpPeer a = new(), b = new();
        var (legA, legB) = (bench.Leg(a), bench.Leg(b));
        legB.SetSource(new SilenceSource());
        var own = TimeOf(b);
        legB.SetSource(null);
        MediaBench.Until(() => b.TryReceive(60) is null, "nothing plays any more");
        bench.Call.Bridge(legA, legB);

        legB.SetHoldSource(new SilenceSource());

        // A leg that rests between its turns would take five times as long.
        Assert.InRange(TimeOf(b), TimeSpan.Zero, 3 * own);

        static TimeSpan TimeOf(RtpPeer ear)
        {
            ear.Receive(3);
            var began = TimeProvider.System.GetTimestamp();
            ear.Receive(40);
            return TimeProvider.System.GetElapsedTime(began);
        }
    }

    [Fact]
    public async Task HoldSource_OfALegThatIsNotBridged_IsNotPlayed()
    {
        await using var bench = Bench();
        using RtpPeer a = new(), b = new();
        var (legA, legB) = (bench.Leg(a), bench.Leg(b));
        bench.Call.Bridge(legA, legB);
        legB.SetHoldSource(new SilenceSource());
        b.Receive();

        bench.Call.Unbridge();

        MediaBench.Until(() => b.TryReceive(60) is null, "nothing plays any more");
    }
}
