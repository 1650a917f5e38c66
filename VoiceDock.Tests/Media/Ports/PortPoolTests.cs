using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using VoiceDock.Core.Media;
using VoiceDock.Core.Media.Ports;
using VoiceDock.Tests.Interop.Peers;
using VoiceDock.Tests.Media.Loop;

namespace VoiceDock.Tests.Media.Ports;

[Trait("Kind", "Unit")]
public class PortPoolTests : LoopTests
{
    [Fact]
    public async Task Take_Pairs_AreEvenInRangeAndRefusedWhenExhausted()
    {
        var options = MediaBench.Options(pairs: 5);
        await using var bench = Bench(options);
        var legs = Enumerable.Range(0, 5).Select(_ => bench.Call.OpenLeg(new LegRecorder())).ToList();
        Assert.Equal(Enumerable.Range(0, 5).Select(n => options.FirstPort + (2 * n)), legs.Select(leg => leg.LocalPort).Order());
        var refused = Assert.Throws<MediaCapacityException>(() => bench.Call.OpenLeg(new LegRecorder()));
        Assert.Contains("5 pairs in use", refused.Message);
        using var a = new RtpPeer();
        legs[0].Arm(a.Remote());
        bench.Call.Bridge(legs[0], legs[0]);
        a.SendFrames(legs[0], 3);
        a.Receive(3);
    }

    [Fact]
    public async Task Dispose_Leg_ItsPortsRestAndThenComeBack()
    {
        var time = new FakeTimeProvider();
        await using var bench = Bench(MediaBench.Options(pairs: 1), time);
        var leg = bench.Call.OpenLeg(new LegRecorder());
        var port = leg.LocalPort;
        leg.Dispose();
        leg.Dispose();
        MediaBench.Until(() => bench.Engine.Counters is { PortsInUse: 0, PortsResting: 1, PortsFree: 0, Legs: 0 }, "the pair rests");
        time.Advance(TimeSpan.FromSeconds(29));
        Assert.Throws<MediaCapacityException>(() => bench.Call.OpenLeg(new LegRecorder()));
        time.Advance(TimeSpan.FromSeconds(1.1));
        Assert.Equal(port, bench.Call.OpenLeg(new LegRecorder()).LocalPort);
        Assert.Equal(1, bench.Engine.Counters.PortsInUse);
    }

    [Fact]
    public async Task Take_PortsThatGotMediaWhileUnused_StartEmpty()
    {
        var time = new FakeTimeProvider();
        await using var bench = Bench(MediaBench.Options(pairs: 1), time);
        using var a = new RtpPeer();
        var leg = bench.Leg(a);
        leg.Dispose();
        MediaBench.Until(() => bench.Engine.Counters.PortsResting == 1, "the pair rests");
        a.SendFrames(leg, 50);
        time.Advance(TimeSpan.FromSeconds(31));
        var next = bench.Leg(a);
        a.SendFrames(next, 1);
        MediaBench.Until(() => next.ReadStats().PacketsIn > 0, "the new call's packet");
        Assert.Equal(1, next.ReadStats().PacketsIn);
    }

    [Fact]
    public async Task Take_PortOfAnotherProgram_SkipsThePairUntilItIsFree()
    {
        var time = new FakeTimeProvider();
        var options = MediaBench.Options(pairs: 3);
        using var rtcpTaken = Hold(options.FirstPort + 1);
        await using var bench = Bench(options, time);
        Assert.Equal([options.FirstPort + 2, options.FirstPort + 4], [Open().LocalPort, Open().LocalPort]);
        Assert.Contains("1 held by other programs", Assert.Throws<MediaCapacityException>(Open).Message);
        rtcpTaken.Dispose();
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(options.FirstPort, Open().LocalPort);

        MediaLeg Open() => bench.Call.OpenLeg(new LegRecorder());
    }

    [Fact]
    public async Task Take_Ports_OpensThemInBlocksOf64()
    {
        await using var bench = Bench(MediaBench.Options(pairs: 100));
        Assert.Equal((0, 100), (bench.Engine.Counters.PortsFree, bench.Engine.Counters.PortsOfRange));
        for (var i = 0; i < 33; i++) bench.Call.OpenLeg(new LegRecorder());
        Assert.Equal((33, 31), (bench.Engine.Counters.PortsInUse, bench.Engine.Counters.PortsFree));
    }

    [Fact]
    public async Task Take_MoreThanTheProcessMayHaveOpen_IsRefusedAndNothingMoreIsOpened()
    {
        await using var bench = Bench(MediaBench.Options(pairs: 100) with { MostSockets = 81 });
        Assert.Equal(40, bench.Engine.Counters.PortsOfRange);
        for (var i = 0; i < 40; i++) bench.Call.OpenLeg(new LegRecorder());

        var refused = Assert.Throws<MediaCapacityException>(() => bench.Call.OpenLeg(new LegRecorder()));

        Assert.Contains("No more than 40 pairs are opened, because of the limit of open files", refused.Message);
        Assert.Equal((40, 0), (bench.Engine.Counters.PortsInUse, bench.Engine.Counters.PortsFree));
    }

    [Fact]
    public async Task Start_RangeLargerThanTheLimit_SaysBothNumbersAndWhatToDo()
    {
        var keeper = new LogKeeper();
        var log = new LoggerFactory([keeper]).CreateLogger<MediaEngine>();
        await using var engine = new MediaEngine(MediaBench.Options(pairs: 100) with { MostSockets = 80 }, TimeProvider.System, log);
        await using var enough = new MediaEngine(MediaBench.Options(pairs: 100) with { MostSockets = 200 }, TimeProvider.System, log);

        var said = Assert.Single(keeper.Text.Split('\n'), l => l.StartsWith("Warning", StringComparison.Ordinal));
        Assert.Contains("room for 100 legs, which need 200 open files", said);
        Assert.Contains("no more than 40 legs", said);
        Assert.Contains("LimitNOFILE", said);
    }

    [Theory]
    [InlineData(300, 0)]
    [InlineData(1024, 384)]
    [InlineData(65536, 48768)]
    public void Share_LeavesTheProgramItsOwn(int limit, int sockets)
    {
        Assert.Equal(sockets, OpenFiles.Share(limit, OpenFiles.MediaPart));
        Assert.InRange(sockets, 0, limit * 3 / 4);
        Assert.True(OpenFiles.Share(OpenFiles.Enough(sockets), OpenFiles.MediaPart) >= sockets);
    }

    [Fact]
    public void Limit_IsWhatTheSystemSays()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux is asked.");
        var line = File.ReadLines("/proc/self/limits").Single(l => l.StartsWith("Max open files", StringComparison.Ordinal));
        var soft = line["Max open files".Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0];

        Assert.Equal(soft, OpenFiles.Limit?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "unlimited");
    }

    [Fact]
    public async Task Dispose_CallsInManyRounds_LeavesNothingBehind()
    {
        await using var engine = Bench(MediaBench.Options(pairs: 40) with { PortRest = TimeSpan.Zero, Threads = 2 });
        for (var round = 0; round < 100; round++)
        {
            using var a = new RtpPeer();
            using var call = engine.Engine.OpenCall();
            var (one, two) = (call.OpenLeg(new LegRecorder()), call.OpenLeg(new LegRecorder()));
            one.Arm(a.Remote());
            call.Bridge(one, two);
            if (round % 3 == 0) one.Dispose();
            MediaBench.Until(() => engine.Engine.Counters.PortsInUse < 30, "the threads keep up");
        }

        engine.Call.Dispose();
        MediaBench.Until(() => engine.Engine.Counters is { PortsInUse: 0, Legs: 0, Calls: 0 }, "all has come back");
        Assert.InRange(engine.Engine.Counters.PortsFree, 2, 40);
    }

    [Fact]
    public async Task Dispose_EngineWithOpenCalls_ClosesEverySocketAndLaterCommandsAreIgnored()
    {
        var options = MediaBench.Options(pairs: 2);
        var bench = Bench(options);
        var leg = bench.Call.OpenLeg(new LegRecorder());
        await bench.Engine.DisposeAsync();
        leg.SendDigit('1');
        leg.Dispose();
        await bench.DisposeAsync();
        using var again = Hold(options.FirstPort);
        Assert.Throws<ObjectDisposedException>(() => bench.Engine.OpenCall());
    }

    private static Socket Hold(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
        return socket;
    }
}
