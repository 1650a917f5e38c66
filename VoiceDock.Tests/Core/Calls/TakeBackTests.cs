using System.Diagnostics;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Media.Prompts;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Calls;

/// <summary>Taking a caller back from a destination, over real SIP and RTP, and against everything that may happen in the same moment.</summary>
[Trait("Kind", "Sip")]
public sealed class TakeBackTests
{
    // The promise is 500 ms; a loaded test machine gets ten times that.
    private static readonly TimeSpan SoonEnough = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task TakeBack_Connected_TheCallerHearsTheAssistantAndAnotherDestinationMayBeTried()
    {
        await using var rig = await CallRig.StartAsync();
        var (caller, call) = await ConnectedAsync(rig);

        var ear = new ToneDetector();
        caller.Listen(ear);
        var pressed = Stopwatch.GetTimestamp();
        var taken = await rig.Desk.TakeBackAsync(call.Id, null, CallRig.Operator);

        Assert.Equal((TransferState.TakenBack, CallerWith.Assistant, "taken_back"), (taken.Value.State, taken.Value.CallerWith, taken.Value.Reason));
        var back = await rig.UntilTransferAsync(call.Id, TransferState.TakenBack);
        Assert.Equal(CallState.InProgress, back.State);
        // The attendant's tones; the extension has neither.
        await Eventually.TrueAsync(() => ear.Heard(880) || ear.Heard(440), "the caller hears the attendant again");
        Assert.True(Stopwatch.GetElapsedTime(pressed) < SoonEnough, "The caller waited too long for the attendant.");
        await LegsLeftAsync(rig, 1);

        await rig.TransferAsync(call.Id, "201");
        await rig.UntilAsync(c => c.Id == call.Id && c.Transfers.Count == 2 && c.Transfers[1].Reason == "busy");
        await LegsLeftAsync(rig, 1);
    }

    [Fact]
    public async Task TakeBack_PressedByTenAtOnce_EndsTheLegOnceAndIsHarmless()
    {
        await using var rig = await CallRig.StartAsync();
        var (_, call) = await ConnectedAsync(rig);
        var id = call.ActiveTransfer!.Id;

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => rig.Desk.TakeBackAsync(call.Id, id, CallRig.Operator))));

        Assert.All(answers, a => Assert.Equal(TransferState.TakenBack, a.Value.State));
        Assert.Equal("no_active_transfer", (await rig.Desk.TakeBackAsync(call.Id, null, CallRig.Operator)).Error!.Code);
        await LegsLeftAsync(rig, 1);
    }

    [Fact]
    public async Task TakeBack_NobodyConnected_IsRefused()
    {
        await using var rig = await CallRig.StartAsync();
        var (_, call) = await rig.CallInProgressAsync();
        Assert.Equal("no_active_transfer", (await rig.Desk.TakeBackAsync(call.Id, null, CallRig.Operator)).Error!.Code);

        await rig.TransferAsync(call.Id, "202");
        await rig.UntilTransferAsync(call.Id, TransferState.Ringing);

        Assert.Equal("no_active_transfer", (await rig.Desk.TakeBackAsync(call.Id, null, CallRig.Operator)).Error!.Code);
        Assert.Equal("not_found", (await rig.Desk.TakeBackAsync(Guid.NewGuid(), null, CallRig.Operator)).Error!.Code);
    }

    [Fact]
    public async Task TakeBack_NeedsNoBudget()
    {
        await using var rig = await CallRig.StartAsync();
        var (_, call) = await ConnectedAsync(rig);
        var budget = rig.Get<ControlBudget>();
        while (budget.TryTake(call.Id).Admitted)
        {
        }

        Assert.True((await rig.Desk.TakeBackAsync(call.Id, null, CallRig.Operator)).IsOk);
    }

    [Fact]
    public async Task TakeBack_CrossingTheCallersBye_EndsTheCallAndLeavesNothing()
    {
        await using var rig = await CallRig.StartAsync();
        var (caller, call) = await ConnectedAsync(rig);

        var taking = Task.Run(() => rig.Desk.TakeBackAsync(call.Id, null, CallRig.Operator));
        caller.HangUp();
        var answer = await taking;
        var over = await rig.UntilAsync(c => c.Id == call.Id && !c.State.IsLive());

        Assert.Equal(CallEndReasons.UserHangup, over.End!.Reason);
        Assert.Equal(answer.IsOk ? TransferState.TakenBack : TransferState.Completed, over.Transfers.Single().State);
        await LegsLeftAsync(rig, 0);
    }

    [Fact]
    public async Task TakeBack_CrossingTheDestinationsBye_HasOneWinnerAndLeavesNothing()
    {
        // Extension 204 hangs up by itself shortly after it has answered.
        await using var rig = await CallRig.StartAsync(shape: t => t.AfterHangup = "assistant");
        var (_, call) = await rig.CallInProgressAsync();
        await rig.TransferAsync(call.Id, "204");
        await rig.UntilTransferAsync(call.Id, TransferState.Connected);
        await LegsLeftAsync(rig, 1);

        var answer = await rig.Desk.TakeBackAsync(call.Id, null, CallRig.Operator);

        var state = answer.IsOk ? TransferState.TakenBack : TransferState.Completed;
        var back = await rig.UntilTransferAsync(call.Id, state);
        Assert.Equal((CallState.InProgress, CallerWith.Assistant), (back.State, back.Transfers.Single().CallerWith));
        await LegsLeftAsync(rig, 1);
    }

    private static async Task<(VoiceDock.Core.Practice.PracticeCaller Caller, CallView Call)> ConnectedAsync(CallRig rig)
    {
        var (caller, call) = await rig.CallInProgressAsync();
        await rig.TransferAsync(call.Id, "200");
        return (caller, await rig.UntilTransferAsync(call.Id, TransferState.Connected));
    }

    private static Task LegsLeftAsync(CallRig rig, int sessions) => Eventually.TrueAsync(
        () => rig.Pbx.Counters.Sessions == sessions, () => $"{sessions} SIP sessions are left at the PBX: {rig.Pbx.Counters}");
}
