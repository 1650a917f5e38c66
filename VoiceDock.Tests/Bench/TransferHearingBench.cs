using VoiceDock.Tests.Interop.Peers;

namespace VoiceDock.Tests.Bench;

/// <summary>What the caller hears of transfers, printed for <c>eng/bench.sh</c>. The speech program is espeak-ng.</summary>
[Trait("Kind", "Bench")]
public sealed class TransferHearingBench(ITestOutputHelper output)
{
    private const int Connected = 60;
    private const int Failed = 30;

    private static readonly BenchGoal Gap = new(P50: 26, P95: 41);
    private static readonly BenchGoal Back = new(Max: 500);

    [Fact(Explicit = true)]
    public async Task Transfers_ConnectingAndFailing_WhatTheCallerHears()
    {
        await using var listener = await TransferListener.StartAsync(ForeignTool.Require("espeak-ng", "espeak-ng"));
        await listener.GapsAsync(3, early: false);
        await listener.RefusedAsync(1);
        Print("no packet to the caller when a transfer connects, ring-back tone before", Gap, await listener.GapsAsync(Connected, early: false));
        Print("the same, early media of the destination before", Gap, await listener.GapsAsync(Connected, early: true));
        Print("486 of the destination to the assistant's sentence", Back, await listener.RefusedAsync(Failed));
        Print("CANCEL after no answer to the assistant's sentence", Back, await listener.UnansweredAsync(Failed));
        Print("BYE of the destination to the assistant's menu", Back, await listener.HungUpAsync(Failed));
    }

    private void Print(string what, BenchGoal goal, IEnumerable<double> values) => output.WriteLine(new BenchRow(what, goal).Write(values));
}
