using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Calls;

/// <summary>Several people at one call: one writer, one transfer, one INVITE.</summary>
[Trait("Kind", "Sip")]
public sealed class TransferRaceTests
{
    [Fact]
    public async Task Transfer_SameWishTenTimesAtOnce_DialsOnce()
    {
        await using var rig = await CallRig.StartAsync();
        var (_, call) = await rig.CallInProgressAsync();
        var taken = 0;
        rig.Pbx.Answered += _ => Interlocked.Increment(ref taken);

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => rig.TransferAsync(call.Id, "200"))));
        var connected = await rig.UntilTransferAsync(call.Id, TransferState.Connected);

        Assert.Single(answers.Select(t => t.Id).Distinct());
        Assert.Single(connected.Transfers);
        Assert.Single(connected.Transfers[0].Attempts);
        Assert.Equal(1, taken);
    }

    [Fact]
    public async Task Transfer_OtherDestinationWhileOneRuns_IsAConflictThatNamesIt()
    {
        await using var rig = await CallRig.StartAsync();
        var (_, call) = await rig.CallInProgressAsync();
        var running = await rig.TransferAsync(call.Id, "202");

        var second = await rig.Desk.TransferAsync(call.Id, new TransferOrder("200"), CallRig.Operator);

        Assert.Equal("transfer_in_progress", second.Error!.Code);
        Assert.Contains(second.Error.Details, d => d.Contains(running.Id.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Transfer_RepeatedAfterQuickFailure_IsTheSameTransfer()
    {
        await using var rig = await CallRig.StartAsync();
        var (_, call) = await rig.CallInProgressAsync();
        var first = await rig.TransferAsync(call.Id, "201");
        await rig.UntilTransferAsync(call.Id, TransferState.Failed);

        Assert.Equal(first.Id, (await rig.TransferAsync(call.Id, "201")).Id);
    }

    [Theory]
    [InlineData("not a destination!", "invalid_destination")]
    [InlineData("sip:200@somewhere.example", "invalid_destination")]
    [InlineData("900\r\nX-Evil: 1", "invalid_destination")]
    [InlineData(CallRig.OurNumber, "own_number")]
    public async Task Transfer_ThatMayNotBeDialled_IsRefusedAndNothingIsSent(string destination, string code)
    {
        await using var rig = await CallRig.StartAsync();
        var (_, call) = await rig.CallInProgressAsync();

        var answer = await rig.Desk.TransferAsync(call.Id, new TransferOrder(destination), CallRig.Operator);

        Assert.Equal(code, answer.Error!.Code);
        Assert.Equal(1, rig.Pbx.Counters.Sessions);
    }

    [Fact]
    public async Task Commands_OnACallThatIsOver_AreRefused()
    {
        await using var rig = await CallRig.StartAsync();
        var (caller, call) = await rig.CallInProgressAsync();
        caller.HangUp();
        await rig.UntilAsync(c => c.Id == call.Id && !c.State.IsLive());

        await Eventually.TrueAsync(
            () => rig.Desk.EndAsync(call.Id, null, CallRig.Operator).Result.Error?.Code == "call_not_active", "the call is over for commands");
        Assert.Equal("not_found", (await rig.Desk.TransferAsync(Guid.NewGuid(), new TransferOrder("200"), CallRig.Operator)).Error!.Code);
    }

    [Fact]
    public async Task Commands_BeyondTheBudgetOfAMinute_AreRefused()
    {
        await using var rig = await CallRig.StartAsync();
        var (_, call) = await rig.CallInProgressAsync();
        for (var i = 0; i < ControlBudget.PerMinute; i++)
        {
            await rig.TransferAsync(call.Id, "2" + (10 + i));
            await rig.UntilAsync(c => c.Id == call.Id && c.Transfers.Count == i + 1 && c.Transfers[^1].State == TransferState.Failed);
        }

        var answer = await rig.Desk.TransferAsync(call.Id, new TransferOrder("200"), CallRig.Operator);

        Assert.Equal("call_rate_limited", answer.Error!.Code);
        Assert.NotNull(answer.Error.RetryAfter);
    }
}
