using System.Diagnostics;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Practice;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Bench;

/// <summary>Figures of the main job, printed for <c>eng/bench.sh</c>: generator and subject share the machine and, where said, the process.</summary>
[Trait("Kind", "Bench")]
public sealed class CallBench(ITestOutputHelper output)
{
    private const int WarmUp = 10;
    private const int Transfers = 100;
    private const int Calls = 100;

    [Fact(Explicit = true)]
    public async Task Transfer_CommandToInvite_AndAnswerToFirstBridgedPacket()
    {
        using var pbx = new WireDestination();
        await using var rig = await CallRig.StartAsync(shape: t => (t.Port, t.InboundAddresses, t.MaxConcurrentCalls, t.MaxCallsPerSecond) = (pbx.Port, ["127.0.0.1"], 500, 50));
        var toInvite = new List<double>();
        var toAudio = new List<double>();
        for (var i = 0; i < WarmUp + Transfers; i++)
        {
            var (caller, call) = await rig.CallInProgressAsync($"+4420794{60000 + i}");
            var asked = KernelStamp.Now;
            await rig.TransferAsync(call.Id, "200");
            var leg = await pbx.NextAsync();
            toInvite.Add((leg.InvitedAt - asked).TotalMilliseconds);
            var answered = leg.Answer(TimeSpan.Zero);
            toAudio.Add((await leg.FirstAudioAsync - answered).TotalMilliseconds);
            await rig.UntilTransferAsync(call.Id, TransferState.Connected);
            caller.HangUp();
            await rig.UntilAsync(c => c.Id == call.Id && c.EndedAt is not null);
        }
        output.WriteLine(new BenchRow("command to INVITE on the wire (one commit to SQLite included)", new BenchGoal(P50: 1.5, P95: 5)).Write(toInvite.Skip(WarmUp)));
        output.WriteLine(new BenchRow("200 OK of the destination to its first bridged packet", new BenchGoal(P50: 12, P99: 22)).Write(toAudio.Skip(WarmUp)));
    }

    [Fact(Explicit = true)]
    public async Task Bridged_100Calls_Cpu()
    {
        await using var rig = await CallRig.StartAsync(
            shape: t => (t.MaxConcurrentCalls, t.MaxCallsPerSecond) = (1000, 50), settings: [("Calls:MaxPerSecond", "1000")]);
        await BridgeAsync(rig, 0, Calls);
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        var began = Stopwatch.GetTimestamp();
        await Task.Delay(TimeSpan.FromSeconds(15), TestContext.Current.CancellationToken);
        var used = (Process.GetCurrentProcess().TotalProcessorTime - cpu) / Stopwatch.GetElapsedTime(began) * 100;
        output.WriteLine($"CPU of {Calls} bridged calls: {used:0.0} % of one core, console and practice side (200 far ends) together");
        Assert.Equal(Calls, rig.Feed.Live.Count(c => c.ActiveTransfer?.State == TransferState.Connected));
    }

    private static async Task BridgeAsync(CallRig rig, int first, int until)
    {
        var callers = new List<PracticeCaller>();
        for (var i = first; i < until; i++)
        {
            var (caller, call) = await rig.CallInProgressAsync($"+4420794{70000 + i}");
            callers.Add(caller);
            await rig.TransferAsync(call.Id, "200");
            await rig.UntilTransferAsync(call.Id, TransferState.Connected);
        }
    }
}
