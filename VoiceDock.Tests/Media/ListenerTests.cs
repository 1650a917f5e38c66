using System.Collections.Concurrent;
using VoiceDock.Core.Media;
using VoiceDock.Core.Media.Codecs;
using VoiceDock.Core.Media.Prompts;
using VoiceDock.Tests.Media.Loop;

namespace VoiceDock.Tests.Media;

[Trait("Kind", "Unit")]
public class ListenerTests : LoopTests
{
    [Fact]
    public async Task Listener_PacketsOfAnyLengthAndLoss_AreFramesInTime()
    {
        await using var bench = Bench();
        using RtpPeer a = new(), b = new();
        var leg = bench.Leg(a);
        bench.Call.Bridge(leg, bench.Leg(b, AudioCodec.Pcma));
        var heard = new Frames();
        leg.SetListener(heard);
        a.Send(leg, RtpPeer.Filled(0x80)[..80]);
        a.Send(leg, RtpPeer.Filled(0x80)[..80]);
        a.SendFrames(leg, 1, 0x00);
        a.Sequence += 2;
        a.Timestamp += 320;
        a.SendFrames(leg, 1, 0x80);
        Assert.Equal([32124, -32124, -32124 / 2, -32124 / 4, 32124], heard.TakeSpoken(5));
    }

    [Fact]
    public async Task Listener_ReorderedAndRepeatedPackets_AreHeardOnceInOrder()
    {
        await using var bench = Bench();
        using var a = new RtpPeer();
        var leg = bench.Leg(a);
        var heard = new Frames();
        leg.SetListener(heard);
        byte[] order = [0x80, 0x90, 0xA0, 0x90, 0xC0, 0xB0];
        foreach (var value in order)
            a.SendTo(leg, RtpPacket.Make(0, (ushort)(value >> 4), (uint)(value >> 4) * 160, 1, RtpPeer.Filled(value)));
        Assert.Equal([32124, 15996, 7932, 3900, 1884], heard.TakeSpoken(5));
    }

    [Fact]
    public async Task Listener_FarEndThatFallsSilent_GoesOnHearingSilence()
    {
        await using var bench = Bench();
        using var a = new RtpPeer();
        var leg = bench.Leg(a);
        var heard = new Frames();
        leg.SetListener(heard);
        a.SendFrames(leg, 1, 0x80);
        Assert.Equal([32124, 32124 / 2, 32124 / 4, 32124 / 8, 0, 0, 0, 0], heard.TakeSpoken(8));
    }

    [Fact]
    public async Task Listener_PeerThatSendsTheOtherLaw_IsUnderstood()
    {
        await using var bench = Bench();
        using var a = new RtpPeer();
        var leg = bench.Leg(a, AudioCodec.Pcmu);
        var heard = new Frames();
        leg.SetListener(heard);
        a.SendFrames(leg, 1, 0xAA, payloadType: 8);
        Assert.Equal([32256], heard.TakeSpoken(1));
    }

    [Fact]
    public async Task Listener_Throws_IsTakenOffAndTheBridgeGoesOn()
    {
        await using var bench = Bench();
        using var a = new RtpPeer();
        var leg = bench.Leg(a);
        leg.SetListener(new BrokenListener());
        bench.Call.Bridge(leg, leg);
        a.SendFrames(leg, 3);
        Assert.Equal(3, a.Receive(3).Count);
    }

    [Fact]
    public async Task Bridge_TonesBothWays_AreHeardAtTheOtherEnd()
    {
        await using var far = Bench();
        await using var bench = Bench();
        var (ours1, ours2) = (bench.Call.OpenLeg(new LegRecorder()), bench.Call.OpenLeg(new LegRecorder()));
        var (phone1, phone2) = (far.Call.OpenLeg(new LegRecorder()), far.Call.OpenLeg(new LegRecorder()));
        Connect(ours1, phone1, AudioCodec.Pcmu);
        Connect(ours2, phone2, AudioCodec.Pcma);
        bench.Call.Bridge(ours1, ours2);
        ToneDetector at1 = new(), at2 = new();
        phone1.SetListener(at1);
        phone2.SetListener(at2);
        phone1.SetSource(new ToneSource(440));
        phone2.SetSource(new ToneSource(1000));
        MediaBench.Until(() => at1.Heard(1000) && at2.Heard(440), "each hears the other's tone");
        Assert.False(at1.Heard(440) || at2.Heard(1000));
    }

    private static void Connect(MediaLeg a, MediaLeg b, AudioCodec codec)
    {
        a.Arm(Remote(b, codec));
        b.Arm(Remote(a, codec));
    }

    private static RemoteMedia Remote(MediaLeg leg, AudioCodec codec) =>
        new(new(System.Net.IPAddress.Loopback, leg.LocalPort), codec, codec == AudioCodec.Pcmu ? 0 : 8, 101, [], null, true, true, true);

    /// <summary>Keeps the first sample of each frame, whose samples must all be the same.</summary>
    private sealed class Frames : IFrameListener
    {
        private readonly BlockingCollection<int> _frames = new(1000);

        public void Write(ReadOnlySpan<short> frame160) =>
            _frames.Add(frame160.Length == 160 && frame160.IndexOfAnyExcept(frame160[0]) < 0 ? frame160[0] : int.MinValue);

        /// <summary>Frames from the first that is not silent on.</summary>
        public int[] TakeSpoken(int count)
        {
            var first = Take();
            while (first == 0) first = Take();
            return [first, .. Enumerable.Range(1, count - 1).Select(_ => Take())];
        }

        private int Take() => _frames.TryTake(out var frame, 2000) ? frame : throw new TimeoutException("No frame within 2 s.");
    }

    private sealed class BrokenListener : IFrameListener
    {
        public void Write(ReadOnlySpan<short> frame160) => throw new InvalidOperationException("broken on purpose");
    }
}
