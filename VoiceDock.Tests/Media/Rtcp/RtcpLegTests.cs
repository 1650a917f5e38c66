using System.Buffers.Binary;
using Microsoft.Extensions.Time.Testing;
using VoiceDock.Core.Media;
using VoiceDock.Core.Media.Rtcp;
using VoiceDock.Tests.Media.Loop;

namespace VoiceDock.Tests.Media.Rtcp;

/// <summary>Reports of a leg over real sockets, with time and chance by hand: half an interval to the first, a whole one from there.</summary>
[Trait("Kind", "Unit")]
public class RtcpLegTests : LoopTests
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(2.06);
    private static readonly TimeSpan Next = TimeSpan.FromSeconds(4.11);

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 26, 10, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Report_OfALegThatSendsAndHears_TellsBoth()
    {
        await using var bench = Bench();
        using RtpPeer a = new(), b = new();
        var (leg, other) = (bench.Leg(a), bench.Leg(b));
        bench.Call.Bridge(leg, other);
        a.Sequence = 65534;
        a.SendFrames(leg, 3);
        a.Sequence += 1;
        a.SendFrames(leg, 1);
        b.SendFrames(other, 2);
        var sent = a.Receive(2);
        b.Receive(4);
        _time.Advance(First);
        var report = a.ReceiveRtcp();
        Assert.Equal([0x81, RtcpType.SenderReport], report[..2]);
        Assert.Equal(sent[0].Header.Ssrc, UInt(report, 4));
        Assert.Equal((uint)(_time.GetUtcNow() - new DateTimeOffset(1900, 1, 1, 0, 0, 0, TimeSpan.Zero)).TotalSeconds, UInt(report, 8));
        Assert.Equal(sent[1].Timestamp + (uint)(First.TotalSeconds * 8000), UInt(report, 16));
        Assert.Equal((2u, 320u), (UInt(report, 20), UInt(report, 24)));
        var heard = ReportBlock.Read(report.AsSpan(28));
        Assert.Equal((a.Ssrc, 256 / 5, 1, 65536 + 2u, 0u), (heard.Ssrc, heard.FractionLost, heard.CumulativeLost, heard.HighestSequence, heard.LastReport));
        Assert.Equal([0x81, RtcpType.SourceDescription], report[52..54]);
        MediaBench.Until(() => leg.ReadStats().RtcpOut == 1, "counted");
    }

    [Fact]
    public async Task Report_OfALegThatOnlyHears_IsAReceiverReportAndCoversOneInterval()
    {
        await using var bench = Bench();
        using var a = new RtpPeer();
        var leg = bench.Leg(a);
        a.SendFrames(leg, 1);
        MediaBench.Until(() => leg.ReadStats().PacketsIn == 1, "one heard");
        _time.Advance(First);
        Assert.Equal([0x81, RtcpType.ReceiverReport], a.ReceiveRtcp()[..2]);
        a.Sequence += 1;
        a.SendFrames(leg, 1);
        MediaBench.Until(() => leg.ReadStats().PacketsIn == 2, "another heard");
        _time.Advance(Next);
        Assert.Equal(128, ReportBlock.Read(a.ReceiveRtcp().AsSpan(8)).FractionLost);
        _time.Advance(Next);
        Assert.Equal([0x80, RtcpType.ReceiverReport], a.ReceiveRtcp()[..2]);
        Assert.Null(a.TryReceiveRtcp(60));
    }

    [Fact]
    public async Task RoundTrip_FromLsrAndDlsr_IsWhatTheNetworkTook()
    {
        await using var bench = Bench();
        using RtpPeer a = new(), b = new();
        var (leg, other) = (bench.Leg(a), bench.Leg(b));
        bench.Call.Bridge(leg, other);
        b.SendFrames(other, 4);
        var ssrc = a.Receive(4)[0].Header.Ssrc;
        _time.Advance(First);
        var sentAt = UInt(a.ReceiveRtcp(), 10);
        Assert.Null(leg.ReadStats().RoundTripMs);
        _time.Advance(TimeSpan.FromMilliseconds(524));
        a.SendRtcp(leg, Receiver(a.Ssrc, new ReportBlock(ssrc, 64, 1, 4, 40, sentAt, 65536 / 2)));
        MediaBench.Until(() => leg.ReadStats().RoundTripMs is not null, "the report was taken");
        var stats = leg.ReadStats();
        Assert.Equal(24, stats.RoundTripMs!.Value, 0.1);
        Assert.Equal((1, 5.0), (stats.FarLost, stats.FarJitterMs));
    }

    [Theory]
    [InlineData(0u, 0u)]
    [InlineData(1u, 0u)]
    [InlineData(0x7FFF_FFFFu, 0x7FFF_FFFFu)]
    public async Task RoundTrip_FromAnImpossibleReport_StaysUnknown(uint lastReport, uint delay)
    {
        await using var bench = Bench();
        using RtpPeer a = new(), b = new();
        var (leg, other) = (bench.Leg(a), bench.Leg(b));
        bench.Call.Bridge(leg, other);
        b.SendFrames(other, 1);
        a.SendRtcp(leg, Receiver(a.Ssrc, new ReportBlock(a.Receive().Header.Ssrc, 0, 0, 4, 40, lastReport, delay)));
        MediaBench.Until(() => leg.ReadStats().RtcpIn == 1, "the report was taken");
        Assert.Null(leg.ReadStats().RoundTripMs);
    }

    [Fact]
    public async Task Report_AfterASenderReport_TellsItsTimeAndTheDelaySince()
    {
        await using var bench = Bench();
        using var a = new RtpPeer();
        var leg = bench.Leg(a);
        a.SendFrames(leg, 1);
        var writer = new RtcpWriter(new byte[64], a.Ssrc);
        writer.Report(new SenderInfo(0x1111_2222_3333_4444, 0, 1, 160), null);
        a.SendRtcp(leg, writer.Packet.ToArray());
        MediaBench.Until(() => leg.ReadStats() is { RtcpIn: 1, PacketsIn: 1 }, "both were taken");
        _time.Advance(First);
        var block = ReportBlock.Read(a.ReceiveRtcp().AsSpan(8));
        Assert.Equal((0x2222_3333u, (uint)(First.TotalSeconds * 65536)), (block.LastReport, block.Delay));
    }

    [Fact]
    public async Task Rtcp_FromAStranger_TeachesNothingAndGetsNothing()
    {
        await using var bench = Bench();
        using RtpPeer a = new(), b = new(), attacker = new("127.0.0.66");
        var (leg, other) = (bench.Leg(a), bench.Leg(b));
        bench.Call.Bridge(leg, other);
        b.SendFrames(other, 1);
        a.SendFrames(leg, 5);
        var ssrc = a.Receive().Header.Ssrc;
        attacker.SendRtcp(leg, Receiver(a.Ssrc, new ReportBlock(ssrc, 255, 1000, 4, 40, 0, 0)));
        MediaBench.Until(() => leg.ReadStats().DiscardedStrangers == 1, "refused");
        _time.Advance(First);
        a.ReceiveRtcp();
        Assert.Null(attacker.TryReceiveRtcp(60));
        Assert.Equal((0, null), (leg.ReadStats().RtcpIn, leg.ReadStats().FarLost));
    }

    [Fact]
    public async Task Report_OnceTheSpeakersRtcpCameFromAnotherPort_GoesThere()
    {
        await using var bench = Bench();
        using RtpPeer a = new(), nat = new();
        var leg = bench.Leg(a);
        a.SendFrames(leg, 5);
        nat.SendRtcp(leg, Receiver(a.Ssrc + 1, null));
        MediaBench.Until(() => leg.ReadStats() is { PacketsIn: 5, RtcpIn: 1 }, "somebody else's report");
        _time.Advance(First);
        a.ReceiveRtcp();
        nat.SendRtcp(leg, Receiver(a.Ssrc, null));
        MediaBench.Until(() => leg.ReadStats().RtcpIn == 2, "the speaker's report");
        _time.Advance(Next);
        nat.ReceiveRtcp();
        Assert.Null(a.TryReceiveRtcp(60));
    }

    [Fact]
    public async Task Close_AfterSomethingWasSent_SaysBye()
    {
        await using var bench = Bench();
        using RtpPeer a = new(), quiet = new();
        var (leg, other) = (bench.Leg(a), bench.Leg(quiet));
        _time.Advance(First);
        a.ReceiveRtcp();
        quiet.ReceiveRtcp();
        leg.Dispose();
        var last = a.ReceiveRtcp();
        Assert.Equal([0x81, RtcpType.Bye], last[^8..^6]);
        Assert.Equal(UInt(last, 4), UInt(last, last.Length - 4));
        var never = bench.Leg(quiet);
        never.Dispose();
        MediaBench.Until(() => bench.Engine.Counters.PortsResting == 2, "both have closed");
        Assert.Null(quiet.TryReceiveRtcp(60));
        Assert.False(other.IsDisposed);
    }

    private MediaBench Bench() => Bench(MediaBench.Options() with { Chance = () => 0.5 }, _time);

    private static byte[] Receiver(uint ssrc, ReportBlock? block)
    {
        var writer = new RtcpWriter(new byte[64], ssrc);
        writer.Report(null, block);
        return writer.Packet.ToArray();
    }

    private static uint UInt(byte[] packet, int at) => BinaryPrimitives.ReadUInt32BigEndian(packet.AsSpan(at));
}
