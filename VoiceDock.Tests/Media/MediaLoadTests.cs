using System.Diagnostics;
using VoiceDock.Core.Media;
using VoiceDock.Tests.Bench;

namespace VoiceDock.Tests.Media;

/// <summary>Alone on the machine as far as the test run goes: they measure.</summary>
[CollectionDefinition("Media load", DisableParallelization = true)]
[Collection("Media load")]
[Trait("Kind", "Unit")]
public sealed class MediaLoadTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Bridge_FiftyCallsAtOnce_LosesNothing()
    {
        await using var bench = new MediaBench(MediaBench.Options() with { Threads = 0 });
        using var load = new MediaLoad(bench.Engine, calls: 50);
        var result = load.Run(TimeSpan.FromSeconds(3));
        output.WriteLine(result.ToString());
        Assert.Equal(result.Sent, result.Received);
    }

    [Fact]
    public async Task Bridge_AHundredCalls_CostLittleCpu()
    {
        await using var bench = new MediaBench(MediaBench.Options() with { Threads = 0 });
        using var load = new MediaLoad(bench.Engine, calls: 100);
        var result = load.Run(TimeSpan.FromSeconds(4));
        output.WriteLine($"100 bridged G.711 calls: {result.CpuPer100Calls:0.0} % of one core, {result.MicrosecondsPerPacket:0.0} us a packet, "
            + $"p50 {result.P50:0} us, p99 {result.P99:0} us, {result.Sent - result.Received} of {result.Sent} lost");
        Assert.InRange(result.CpuPer100Calls, 0.1, 60);
        Assert.InRange(result.Sent - result.Received, 0, result.Sent / 100);
    }

    [Theory]
    [InlineData(AudioCodec.Pcmu)]
    [InlineData(AudioCodec.Pcma)]
    public async Task Relay_ThousandsOfPackets_AllocateNothingOnTheMediaThread(AudioCodec to)
    {
        await using var bench = new MediaBench();
        using RtpPeer a = new(), b = new();
        var (legA, legB) = (bench.Leg(a), bench.Leg(b, to));
        bench.Call.Bridge(legA, legB);
        var meter = new AllocationMeter();
        legA.SetListener(meter);
        var frame = RtpPeer.Filled(9);
        for (var i = 0; i < AllocationMeter.Frames; i++)
        {
            a.Send(legA, frame);
            b.Receive();
        }

        MediaBench.Until(() => meter.Allocated is not null, "all frames were heard");
        Assert.Equal(0, meter.Allocated);
    }

    [Fact]
    public async Task Source_HundredsOfFrames_AllocateNothingOnTheMediaThread()
    {
        await using var bench = new MediaBench(MediaBench.Options() with { SilenceThresholds = [] });
        using var a = new RtpPeer();
        var leg = bench.Leg(a);
        var meter = new AllocationMeter(last: 150);
        leg.SetSource(meter);
        var began = Stopwatch.GetTimestamp();
        while (meter.Allocated is null && Stopwatch.GetElapsedTime(began).TotalSeconds < 10) a.TryReceive(50);
        Assert.Equal(0, meter.Allocated);
    }

    /// <summary>What the media thread has allocated between an early frame, when everything is warm, and a late one.</summary>
    private sealed class AllocationMeter(int last = AllocationMeter.Frames) : IFrameListener, IFrameSource
    {
        public const int Frames = 5000;
        private const int Warm = 100;

        private long _begin;
        private int _count;
        private long _allocated;
        private volatile bool _done;

        public long? Allocated => _done ? _allocated : null;

        public void Write(ReadOnlySpan<short> frame160) => Count();

        public bool Read(Span<short> frame160)
        {
            frame160.Clear();
            Count();
            return true;
        }

        private void Count()
        {
            _count++;
            if (_count == Warm) _begin = GC.GetAllocatedBytesForCurrentThread();
            if (_count != last) return;
            _allocated = GC.GetAllocatedBytesForCurrentThread() - _begin;
            _done = true;
        }
    }
}
