using VoiceDock.Core.Media;
using VoiceDock.Core.Media.Prompts;
using VoiceDock.Tests.Media.Loop;

namespace VoiceDock.Tests.Media;

[Trait("Kind", "Unit")]
public class ContinuityTests : LoopTests
{
    [Fact]
    public async Task Stream_AssistantBridgeAssistant_IsOneToTheFarEnd()
    {
        await using var bench = Bench();
        using RtpPeer a = new(), b = new() { Sequence = 65530, Timestamp = 4_294_967_000 };
        var (legA, legB) = (bench.Leg(a), bench.Leg(b));
        legA.SetSource(new ToneSource(440));
        var got = a.Receive(8);
        bench.Call.Bridge(legA, legB);
        b.SendFrames(legB, 5, 0x11);
        while (got[^1].Payload[0] != 0x11 || got[^1].Payload[159] != 0x11) got.Add(a.Receive());
        b.SendFrames(legB, 5, 0x12);
        got.AddRange(a.Receive(9));
        b.Ssrc = 99;
        b.Sequence = 7;
        b.Timestamp = 1;
        b.SendFrames(legB, 5, 0x13);
        got.AddRange(a.Receive(5));
        bench.Call.Unbridge();
        got.AddRange(a.Receive(8));
        AssertOneStream(got);
        var starts = got.Where(packet => packet.Header.Marker).ToList();
        Assert.Equal(4, starts.Count);
        Assert.Same(got[0], starts[0]);
        Assert.Equal(0x11, starts[1].Payload[0]);
        Assert.Equal(0x13, starts[2].Payload[0]);
        Assert.Same(got[^8], starts[3]);
    }

    [Fact]
    public async Task Stream_FrameSource_SendsOneFrameEach20Milliseconds()
    {
        await using var bench = Bench();
        using var a = new RtpPeer();
        var leg = bench.Leg(a);
        leg.SetSource(new ToneSource(440));
        a.Receive();
        var start = System.Diagnostics.Stopwatch.GetTimestamp();
        a.Receive(50);
        var elapsed = System.Diagnostics.Stopwatch.GetElapsedTime(start);
        Assert.InRange(elapsed.TotalMilliseconds, 900, 1500);
    }

    [Fact]
    public async Task Stream_PauseBetweenSources_AdvancesTheTimestampByTheTimeThatPassed()
    {
        await using var bench = Bench();
        using var a = new RtpPeer();
        var leg = bench.Leg(a);
        leg.SetSource(new ClipPlayer(AudioClip.Tones(([440], 40, 0))));
        var got = a.Receive(2);
        a.ReceivesNothing(400);
        leg.SetSource(new ToneSource(440));
        got.AddRange(a.Receive(3));
        Assert.Equal((ushort)(got[1].Sequence + 1), got[2].Sequence);
        Assert.InRange(got[2].Timestamp - got[1].Timestamp, 3000u, 16000u);
        Assert.True(got[2].Header.Marker);
        Assert.False(got[3].Header.Marker);
    }

    [Fact]
    public async Task Source_Ends_TellsOnceAndTheStreamStops()
    {
        await using var bench = Bench();
        using var a = new RtpPeer();
        var leg = bench.Leg(a);
        var finished = 0;
        leg.SetSource(new ClipPlayer(AudioClip.Tones(([440], 90, 10)), () => Interlocked.Increment(ref finished)));
        a.Receive(5);
        MediaBench.Until(() => Volatile.Read(ref finished) == 1, "the clip has finished");
        a.ReceivesNothing();
        Assert.Equal(1, finished);
    }

    [Fact]
    public async Task Source_Throws_IsDroppedAndTheLegGoesOn()
    {
        await using var bench = Bench();
        using var a = new RtpPeer();
        var leg = bench.Leg(a);
        leg.SetSource(new BrokenSource());
        a.ReceivesNothing();
        leg.SetSource(new SilenceSource());
        Assert.Equal(RtpPeer.Filled(0xFF), a.Receive().Payload);
    }

    private static void AssertOneStream(List<RtpPacket> got)
    {
        foreach (var (before, after) in got.Zip(got.Skip(1)))
        {
            Assert.Equal(before.Header.Ssrc, after.Header.Ssrc);
            Assert.Equal((ushort)(before.Sequence + 1), after.Sequence);
            var step = after.Timestamp - before.Timestamp;
            if (after.Header.Marker) Assert.InRange(step, 160u, 8000u);
            else Assert.Equal(160u, step);
        }
    }

    private sealed class BrokenSource : IFrameSource
    {
        public bool Read(Span<short> frame160) => throw new InvalidOperationException("broken on purpose");
    }
}
