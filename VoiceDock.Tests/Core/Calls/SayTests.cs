using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Tests.Interop.Peers;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Calls;

/// <summary>What an operator or the API has the assistant say, heard at the caller's end of real RTP.</summary>
[Trait("Kind", "Sip")]
public sealed class SayTests
{
    private const double Tune = 392;

    [Fact]
    public async Task Say_IsHeardByTheCaller_AndTheCallGoesOn()
    {
        using var voice = new SpokenTone();
        await using var rig = await CallRig.StartAsync(settings: ("Speech:Program", voice.Program));
        var (caller, call) = await rig.CallInProgressAsync();
        // The greeting and the menu have the same voice: what is heard after the first silence is ours.
        await rig.Desk.HoldAsync(call.Id, CallRig.Operator);
        var heard = Listen(caller);
        await Eventually.TrueAsync(() => heard.Has(Tune), "the music plays");

        var said = await rig.Desk.SayAsync(call.Id, "One more moment, please.", endAfter: false, CallRig.Operator);

        Assert.True(said.Value.OnHold);
        await Eventually.TrueAsync(() => heard.HasInOrder(0, Tune, SpokenTone.Hz, Tune), () => $"music, the text, music: {heard.Describe(0, Tune, SpokenTone.Hz)}");
    }

    [Fact]
    public async Task Say_WithEndAfter_IsHeardToItsEndAndEndsTheCall()
    {
        using var voice = new SpokenTone();
        await using var rig = await CallRig.StartAsync(settings: ("Speech:Program", voice.Program));
        var (caller, call) = await rig.CallInProgressAsync();
        var heard = Listen(caller);

        var said = await rig.Desk.SayAsync(call.Id, "Goodbye.", endAfter: true, CallRig.Operator);
        var after = await rig.Desk.TransferAsync(call.Id, new TransferOrder("200"), CallRig.Operator);
        caller.Press('1');
        var over = await rig.UntilAsync(c => c.Id == call.Id && !c.State.IsLive());

        Assert.True(said.IsOk, said.Error?.Message);
        Assert.Equal("call_not_active", after.Error!.Code);
        Assert.Equal(CallEndReasons.OperatorHangup, over.End!.Reason);
        Assert.Empty(over.Transfers);
        Assert.True(heard.Has(SpokenTone.Hz), heard.Describe(0, SpokenTone.Hz));
    }

    [Fact]
    public async Task Say_WithoutASpeechProgram_IsRefusedAndCountsNothing()
    {
        await using var rig = await CallRig.StartAsync();
        var (_, call) = await rig.CallInProgressAsync();

        var said = await rig.Desk.SayAsync(call.Id, "Hello?", endAfter: true, CallRig.Operator);

        Assert.Equal("no_speech", said.Error!.Code);
        Assert.Equal(ControlBudget.PerMinute, rig.Get<ControlBudget>().Read(call.Id).Remaining);
        Assert.Equal(CallState.InProgress, rig.Feed.Live.Single(c => c.Id == call.Id).State);
    }

    [Fact]
    public async Task Say_ToACallerWithADestination_IsRefused()
    {
        using var voice = new SpokenTone();
        await using var rig = await CallRig.StartAsync(settings: ("Speech:Program", voice.Program));
        var (_, call) = await rig.CallInProgressAsync();
        await rig.TransferAsync(call.Id, "200");
        await rig.UntilTransferAsync(call.Id, TransferState.Connected);

        var said = await rig.Desk.SayAsync(call.Id, "Hello?", endAfter: false, CallRig.Operator);

        Assert.Equal("caller_with_destination", said.Error!.Code);
    }

    // The asker waits for the text to be heard; a call that ends meanwhile answers all the same.
    [Fact]
    public async Task Say_TheCallerHangsUpBeforeItIsReady_AnswersThatTheCallIsOver()
    {
        using var voice = new SpokenTone(waits: true);
        await using var rig = await CallRig.StartAsync(settings: [("Speech:Program", voice.Program), ("Speech:RenderSeconds", "60")]);
        var (caller, call) = await rig.CallInProgressAsync();

        var saying = rig.Desk.SayAsync(call.Id, "Hello?", endAfter: false, CallRig.Operator);
        caller.HangUp();

        Assert.Equal("call_not_active", (await saying.WaitAsync(CallRig.Patience)).Error!.Code);
    }

    private static HeardAudio Listen(VoiceDock.Core.Practice.PracticeCaller caller)
    {
        var heard = new HeardAudio();
        caller.Listen(heard);
        return heard;
    }
}
