using VoiceDock.Core.Media;
using VoiceDock.Core.Media.Codecs;
using VoiceDock.Core.Media.Dtmf;
using VoiceDock.Core.Media.Prompts;
using VoiceDock.Tests.Media.Loop;

namespace VoiceDock.Tests.Media.Dtmf;

[Trait("Kind", "Unit")]
public class DtmfLegTests : LoopTests
{
    [Fact]
    public async Task SendDigit_TwoKeys_AreEventsWithThreeEndsInsideOneStream()
    {
        await using var bench = Bench();
        using var a = new RtpPeer();
        var leg = bench.Leg(a);
        leg.SetSource(new ToneSource(440));
        var got = a.Receive(2);
        leg.SendDigit('5');
        leg.SendDigit('d', 40);
        got.AddRange(a.Receive(40));
        foreach (var (before, after) in got.Zip(got.Skip(1))) Assert.Equal((ushort)(before.Sequence + 1), after.Sequence);
        var presses = got.Where(packet => packet.Header.PayloadType == 101).GroupBy(packet => packet.Timestamp).ToList();
        Assert.Equal(2, presses.Count);
        AssertPress([.. presses[0]], code: 5, durations: [160, 320, 480, 640, 800, 960, 960, 960]);
        AssertPress([.. presses[1]], code: 15, durations: [160, 320, 320, 320]);
        var audioBefore = got.Last(packet => packet.Header.PayloadType == 0 && packet.Sequence < presses[0].First().Sequence);
        var audioAfter = got.First(packet => packet.Header.PayloadType == 0 && packet.Sequence > presses[0].Last().Sequence);
        Assert.InRange(presses[0].Key - audioBefore.Timestamp, 160u, 1600u);
        Assert.InRange(audioAfter.Timestamp - presses[0].Key, 960u, 8000u);
        Assert.True(audioAfter.Header.Marker);
    }

    [Fact]
    public async Task SendDigit_WhileBridged_HoldsTheOtherAudioBack()
    {
        await using var bench = Bench();
        using RtpPeer a = new(), b = new();
        var (legA, legB) = (bench.Leg(a), bench.Leg(b));
        bench.Call.Bridge(legA, legB);
        b.SendFrames(legB, 2);
        var got = a.Receive(2);
        legA.SendDigit('#', 40);
        got.AddRange(a.Receive(1));
        b.SendFrames(legB, 1);
        got.AddRange(a.Receive(3));
        b.SendFrames(legB, 2);
        got.AddRange(a.Receive(2));
        Assert.Equal([0, 0, 101, 101, 101, 101, 0, 0], got.Select(packet => (int)packet.Header.PayloadType));
        foreach (var (before, after) in got.Zip(got.Skip(1))) Assert.Equal((ushort)(before.Sequence + 1), after.Sequence);
    }

    [Fact]
    public async Task SendDigit_FarEndWithoutTelephoneEvent_SoundsTheTones()
    {
        await using var bench = Bench();
        using var a = new RtpPeer();
        var leg = bench.Call.OpenLeg(new LegRecorder());
        leg.Arm(a.Remote(dtmf: null));
        leg.SendDigit('1', 200);
        var detector = new ToneDetector();
        var frame = new short[160];
        foreach (var packet in a.Receive(10))
        {
            G711.Decode(AudioCodec.Pcmu, packet.Payload, frame);
            detector.Write(frame);
        }

        Assert.True(detector.Heard(697) && detector.Heard(1209));
        Assert.False(detector.Heard(770) || detector.Heard(1336));
        a.ReceivesNothing();
    }

    [Fact]
    public async Task Press_OfTheFarEnd_IsToldOnceAndRelayedWithTheOthersPayloadType()
    {
        await using var bench = Bench();
        using RtpPeer a = new(), b = new();
        var events = new LegRecorder();
        var (legA, legB) = (bench.Leg(a, events: events), bench.Call.OpenLeg(new LegRecorder()));
        legB.Arm(b.Remote(dtmf: 96));
        bench.Call.Bridge(legA, legB);
        a.SendFrames(legA, 3);
        Press(a, legA, code: 11);
        a.SendFrames(legA, 2);
        var got = b.Receive(3 + 6 + 2);
        Assert.Equal([0, 0, 0, 96, 96, 96, 96, 96, 96, 0, 0], got.Select(packet => (int)packet.Header.PayloadType));
        Assert.Equal([0, 160, 320, 480, 480, 480, 480, 480, 480, 1120, 1280], got.Select(packet => (int)(packet.Timestamp - got[0].Timestamp)));
        foreach (var (before, after) in got.Zip(got.Skip(1))) Assert.Equal((ushort)(before.Sequence + 1), after.Sequence);
        Assert.True(TelephoneEvent.TryRead(got[8].Payload, out var last));
        Assert.Equal(new TelephoneEvent(11, true, 10, 640), last);
        Assert.Equal("#", events.Digits());
    }

    [Fact]
    public async Task Press_TowardsAFarEndWithoutTelephoneEvent_IsItsTonesInOneStream()
    {
        await using var bench = Bench();
        using RtpPeer a = new(), b = new();
        var events = new LegRecorder();
        var (legA, legB) = (bench.Leg(a, events: events), bench.Call.OpenLeg(new LegRecorder()));
        legB.Arm(b.Remote(dtmf: null));
        bench.Call.Bridge(legA, legB);
        a.SendFrames(legA, 2);
        var got = b.Receive(2);
        Press(a, legA, code: 7);
        var tones = b.Receive(6);
        AssertTones(tones, 852, 1209);
        a.SendFrames(legA, 2);
        got = [.. got, .. tones, .. b.Receive(2)];
        Assert.All(got, packet => Assert.Equal(0, packet.Header.PayloadType));
        foreach (var (before, after) in got.Zip(got.Skip(1))) Assert.Equal((ushort)(before.Sequence + 1), after.Sequence);
        foreach (var (before, after) in got.Zip(got.Skip(1))) Assert.InRange(after.Timestamp - before.Timestamp, 160u, 8000u);
        Assert.Equal("7", events.Digits());
        b.ReceivesNothing();
    }

    [Theory]
    [InlineData(96)]
    [InlineData(null)]
    public async Task RelayDigit_OfAnInfo_ReachesThePartnerAsItCanTakeIt(int? payloadType)
    {
        await using var bench = Bench();
        using RtpPeer a = new(), b = new();
        var (legA, legB) = (bench.Leg(a), bench.Call.OpenLeg(new LegRecorder()));
        legB.Arm(b.Remote(dtmf: payloadType));
        legA.RelayDigit('1');
        bench.Call.Bridge(legA, legB);
        legA.RelayDigit('5');
        var got = b.Receive(6);
        if (payloadType is { } told) Assert.All(got, packet => Assert.Equal((told, 5), (packet.Header.PayloadType, packet.Payload[0])));
        else AssertTones(got, 770, 1336);
    }

    [Fact]
    public async Task Press_FromAStranger_IsNotTold()
    {
        await using var bench = Bench();
        using RtpPeer a = new(), attacker = new("127.0.0.66");
        var events = new LegRecorder();
        var leg = bench.Leg(a, events: events);
        Press(attacker, leg, code: 1);
        Press(a, leg, code: 2);
        MediaBench.Until(() => leg.ReadStats().PacketsIn == 6, "the peer's press was taken");
        Assert.Equal("2", events.Digits());
    }

    [Theory]
    [InlineData('x', 120)]
    [InlineData('\n', 120)]
    [InlineData('5', 20)]
    [InlineData('5', 6000)]
    public async Task SendDigit_NoSuchKeyOrLength_IsRefused(char key, int milliseconds)
    {
        await using var bench = Bench();
        using var a = new RtpPeer();
        var leg = bench.Leg(a);
        Assert.ThrowsAny<ArgumentException>(() => leg.SendDigit(key, milliseconds));
    }

    private static void AssertTones(List<RtpPacket> packets, double low, double high)
    {
        var detector = new ToneDetector(100);
        var frame = new short[160];
        foreach (var packet in packets.Take(5))
        {
            G711.Decode(AudioCodec.Pcmu, packet.Payload, frame);
            detector.Write(frame);
        }

        Assert.True(detector.Heard(low) && detector.Heard(high));
    }

    private static void Press(RtpPeer peer, MediaLeg leg, byte code)
    {
        var began = peer.Timestamp;
        (ushort Duration, bool End)[] steps = [(160, false), (320, false), (480, false), (640, true), (640, true), (640, true)];
        foreach (var (duration, end) in steps)
        {
            var payload = new byte[4];
            new TelephoneEvent(code, end, 10, duration).Write(payload);
            peer.SendTo(leg, RtpPacket.Make(101, peer.Sequence++, began, peer.Ssrc, payload, marker: duration == 160));
        }

        peer.Timestamp = began + 640;
    }

    private static void AssertPress(RtpPacket[] packets, byte code, int[] durations)
    {
        var told = packets.Select(packet => TelephoneEvent.TryRead(packet.Payload, out var one) ? one : default).ToArray();
        Assert.Equal(durations, told.Select(one => (int)one.Duration));
        Assert.All(told, one => Assert.Equal(code, one.Code));
        Assert.Equal(3, told.Count(one => one.End));
        Assert.True(told[^1].End && told[^3].End);
        Assert.Equal([0], packets.Index().Where(packet => packet.Item.Header.Marker).Select(packet => packet.Index));
    }
}
