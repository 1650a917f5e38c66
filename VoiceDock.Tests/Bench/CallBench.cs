using System.Diagnostics;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Practice;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Bench;

/// <summary>Figures of the main job, printed for <c>eng/bench.sh</c>: generator and subject share the machine and, where said, the process.</summary>
[Trait("Kind", "Bench")]
public sealed class CallBench(ITestOutputHelper output)
{
    private const int Transfers = 60;
    private const int Calls = 100;

    [Fact(Explicit = true)]
    public async Task Transfer_CommandToInvite_AndAnswerToFirstBridgedPacket()
    {
        using var uas = new StampingUas();
        await using var rig = await CallRig.StartAsync(shape: t => (t.Port, t.InboundAddresses, t.MaxConcurrentCalls, t.MaxCallsPerSecond) = (uas.Port, ["127.0.0.1"], 500, 50));
        var toInvite = new List<double>();
        var toAudio = new List<double>();
        for (var i = 0; i < Transfers; i++)
        {
            var (caller, call) = await rig.CallInProgressAsync($"+4420794{60000 + i}");
            var asked = Stopwatch.GetTimestamp();
            await rig.TransferAsync(call.Id, "200");
            toInvite.Add(Stopwatch.GetElapsedTime(asked, uas.TakeInvite()).TotalMilliseconds);
            toAudio.Add(uas.TakeFirstPacket());
            await rig.UntilTransferAsync(call.Id, TransferState.Connected);
            caller.HangUp();
            await rig.UntilAsync(c => c.Id == call.Id && c.EndedAt is not null);
        }
        Print("command to INVITE on the wire (one commit to SQLite included)", toInvite.Skip(10));
        Print("200 OK of the destination to its first bridged packet", toAudio.Skip(10));
        Assert.Equal(Transfers, toInvite.Count);
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

    private void Print(string what, IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        double At(double share) => sorted[(int)Math.Min(sorted.Length - 1, sorted.Length * share)];
        output.WriteLine($"{what}: p50 {At(0.5):0.00} ms, p95 {At(0.95):0.00} ms, max {sorted[^1]:0.00} ms, n {sorted.Length}");
    }
}
