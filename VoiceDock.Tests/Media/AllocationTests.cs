using VoiceDock.Core.Media;
using VoiceDock.Core.Media.Rtcp;
using VoiceDock.Tests.Media.Loop;
using VoiceDock.Tests.Media.Srtp;

namespace VoiceDock.Tests.Media;

/// <summary>The media thread allocates nothing once it is warm: a collection that stops it is heard.</summary>
[Trait("Kind", "Unit")]
public class AllocationTests : LoopTests
{
    private readonly MediaOptions _busyRtcp = MediaBench.Options() with { RtcpInterval = TimeSpan.FromMilliseconds(40), SilenceThresholds = [] };

    [Theory]
    [InlineData(AudioCodec.Pcmu)]
    [InlineData(AudioCodec.Pcma)]
    public async Task Relay_ThousandsOfPacketsWithRtcp_AllocateNothing(AudioCodec to)
    {
        await using var bench = Bench(_busyRtcp);
        using RtpPeer a = new(), b = new();
        var (legA, legB) = (bench.Leg(a), bench.Leg(b, to));
        bench.Call.Bridge(legA, legB);
        var meter = new AllocationMeter();
        legA.SetListener(meter);
        Relay(a, legA, b, 300);
        var before = meter.Allocated();
        Relay(a, legA, b, 5000);
        Assert.Equal(before, meter.Allocated());
        Assert.InRange(legA.ReadStats().RtcpOut, 3, 10_000);
        Assert.InRange(legB.ReadStats().RtcpOut, 1, 10_000);
        MediaBench.Until(() => legA.ReadStats().RtcpIn == 53, "the far end's reports were read");
    }

    [Fact]
    public async Task EncryptedRelay_ThousandsOfPacketsWithRtcp_AllocateNothing()
    {
        await using var bench = Bench(_busyRtcp);
        using SrtpPeer a = new(), b = new();
        var (legA, legB) = (bench.Call.OpenLeg(new LegRecorder()), bench.Call.OpenLeg(new LegRecorder()));
        legA.Arm(a.Remote());
        legB.Arm(b.Remote());
        bench.Call.Bridge(legA, legB);
        var meter = new AllocationMeter();
        legA.SetListener(meter);
        Relay(300);
        var before = meter.Allocated();
        Relay(3000);
        Assert.Equal(before, meter.Allocated());
        Assert.InRange(legB.ReadStats().RtcpOut, 1, 10_000);

        void Relay(int count)
        {
            for (var i = 0; i < count; i++)
            {
                a.Send(legA, 9);
                b.Receive();
            }
        }
    }

    [Fact]
    public async Task Source_Frames_AllocateNothing()
    {
        await using var bench = Bench(_busyRtcp);
        using var a = new RtpPeer();
        var leg = bench.Leg(a);
        var meter = new AllocationMeter();
        leg.SetSource(meter);
        a.Receive(40);
        var before = meter.Allocated();
        a.Receive(60);
        Assert.Equal(before, meter.Allocated());
    }

    private static void Relay(RtpPeer from, MediaLeg leg, RtpPeer to, int count)
    {
        var frame = RtpPeer.Filled(9);
        for (var i = 0; i < count; i++)
        {
            from.Send(leg, frame);
            to.Receive();
            if (i % 100 == 0) from.SendRtcp(leg, SenderReport(from.Ssrc));
        }
    }

    private static byte[] SenderReport(uint ssrc)
    {
        var writer = new RtcpWriter(new byte[64], ssrc);
        writer.Report(new SenderInfo(1UL << 40, 0, 0, 0), null);
        return writer.Packet.ToArray();
    }

    /// <summary>What the media thread has allocated in its life, looked at from inside it.</summary>
    private sealed class AllocationMeter : IFrameListener, IFrameSource
    {
        private long _allocated;
        private int _frames;

        public long Allocated()
        {
            var seen = Volatile.Read(ref _frames);
            MediaBench.Until(() => Volatile.Read(ref _frames) > seen + 1, "frames go on");
            return Volatile.Read(ref _allocated);
        }

        public void Write(ReadOnlySpan<short> frame160) => Look();

        public bool Read(Span<short> frame160)
        {
            frame160.Clear();
            Look();
            return true;
        }

        private void Look()
        {
            Volatile.Write(ref _allocated, GC.GetAllocatedBytesForCurrentThread());
            Interlocked.Increment(ref _frames);
        }
    }
}
