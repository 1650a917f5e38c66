using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Media.Prompts;
using VoiceDock.Tests.Interop.Matrix;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Calls;

/// <summary>Transfers over real SIP and RTP to the practice PBX, one behaviour of the destination each.</summary>
[Trait("Kind", "Sip")]
public sealed class TransferTests
{
    [Fact]
    [Interop("practice PBX", "call in")]
    public async Task InboundCall_ToOurNumber_IsAnsweredByTheAttendant()
    {
        await using var rig = await CallRig.StartAsync();
        var (_, call) = await rig.CallInProgressAsync();

        Assert.Equal(CallRig.OurNumber, call.Number);
        Assert.Equal("+442079460123", call.Caller);
        Assert.Equal("Ada Marsh", call.CallerName);
        Assert.Equal("Front desk", call.AssistantName);
        Assert.Equal(rig.Trunk.Id, call.InboundTrunkId);
        Assert.NotNull(call.AnsweredAt);
    }

    [Fact]
    [Interop("practice PBX", "call out", "codec")]
    public async Task Transfer_ToAnsweringExtension_JoinsTheAudioBothWays()
    {
        await using var rig = await CallRig.StartAsync();
        var (caller, call) = await rig.CallInProgressAsync();
        var ear = new ToneDetector();
        caller.Listen(ear);
        caller.Say(new ToneSource(1000));
        Assert.False(ear.Heard(1000), "The caller heard itself before there was an extension that echoes.");

        await rig.TransferAsync(call.Id, "200");
        var connected = await rig.UntilTransferAsync(call.Id, TransferState.Connected);

        Assert.Equal(CallState.Transferred, connected.State);
        Assert.Equal(CallerWith.Destination, connected.ActiveTransfer!.CallerWith);
        Assert.Equal("200", connected.ActiveTransfer.Dialled);
        // The extension's own greeting first, then the caller's tone, echoed by the extension: both directions carry sound.
        await Eventually.TrueAsync(() => ear.Heard(523) || ear.Heard(659), "the caller hears the extension's tones");
        await Eventually.TrueAsync(() => ear.Heard(1000), "the caller's tone comes back from the extension");
    }

    [Theory]
    [InlineData("201", "busy", 486)]
    [InlineData("203", "declined", 603)]
    [InlineData("205", "auth_failed", 401)]
    [InlineData("299", "not_found", 404)]
    [Interop("practice PBX", "refusals")]
    public async Task Transfer_Refused_ReturnsCallerWithTypedReason(string extension, string reason, int sipCode)
    {
        await using var rig = await CallRig.StartAsync();
        var (_, call) = await rig.CallInProgressAsync();

        await rig.TransferAsync(call.Id, extension);
        var after = await rig.UntilTransferAsync(call.Id, TransferState.Failed);

        var transfer = after.Transfers.Single();
        Assert.Equal((reason, sipCode, CallerWith.Assistant), (transfer.Reason, transfer.SipCode, transfer.CallerWith));
        Assert.False(string.IsNullOrEmpty(transfer.Explanation));
        Assert.Equal(CallState.InProgress, after.State);
        await LegsLeftAsync(rig, 1);
    }

    [Fact]
    public async Task Transfer_NobodyAnswers_IsCancelledAtTheRingLimit()
    {
        await using var rig = await CallRig.StartAsync();
        var (_, call) = await rig.CallInProgressAsync();

        await rig.TransferAsync(call.Id, "202");
        await rig.UntilTransferAsync(call.Id, TransferState.Ringing);
        var after = await rig.UntilTransferAsync(call.Id, TransferState.Failed);

        Assert.Equal("no_answer", after.Transfers.Single().Reason);
        Assert.Equal(CallState.InProgress, after.State);
        await LegsLeftAsync(rig, 1);
    }

    [Fact]
    public async Task Transfer_ToClosedPort_FailsAsUnreachable()
    {
        await using var rig = await CallRig.StartAsync(shape: t => { t.Port = FreePort.Udp(); t.InboundAddresses = ["127.0.0.1"]; });
        var (_, call) = await rig.CallInProgressAsync();

        await rig.TransferAsync(call.Id, "200");
        var after = await rig.UntilTransferAsync(call.Id, TransferState.Failed);

        Assert.Equal("trunk_unreachable", after.Transfers.Single().Reason);
        Assert.Equal(CallState.InProgress, after.State);
    }

    [Fact]
    public async Task Transfer_ToSilentPeer_FailsAsTimeout()
    {
        using var silent = new SilentPeer();
        await using var rig = await CallRig.StartAsync(shape: t => { t.Port = silent.Port; t.InboundAddresses = ["127.0.0.1"]; });
        var (_, call) = await rig.CallInProgressAsync();

        await rig.TransferAsync(call.Id, "200");
        var after = await rig.UntilTransferAsync(call.Id, TransferState.Failed);

        Assert.Equal("trunk_timeout", after.Transfers.Single().Reason);
        Assert.Equal(CallState.InProgress, after.State);
    }

    [Fact]
    public async Task Transfer_WithMessage_IsAnnouncedBeforeDialling()
    {
        await using var rig = await CallRig.StartAsync();
        var (_, call) = await rig.CallInProgressAsync();

        await rig.TransferAsync(call.Id, "200", "One moment.");
        var announcing = await rig.UntilTransferAsync(call.Id, TransferState.Announcing);
        Assert.Empty(announcing.ActiveTransfer!.Attempts);
        var connected = await rig.UntilTransferAsync(call.Id, TransferState.Connected);
        Assert.Single(connected.ActiveTransfer!.Attempts);
    }

    [Fact]
    public async Task Destination_HangsUp_EndsTheCall()
    {
        await using var rig = await CallRig.StartAsync();
        var (caller, call) = await rig.CallInProgressAsync();

        await rig.TransferAsync(call.Id, "204");
        var over = await rig.UntilAsync(c => c.Id == call.Id && !c.State.IsLive());

        Assert.Equal((CallState.Ended, CallEndReasons.Transferred), (over.State, over.End!.Reason));
        Assert.Equal(TransferState.Completed, over.Transfers.Single().State);
        await caller.Over.WaitAsync(CallRig.Patience, TestContext.Current.CancellationToken);
        await LegsLeftAsync(rig, 0);
    }

    [Fact]
    public async Task Destination_HangsUp_ReturnsCallerWhereTheTrunkSaysSo()
    {
        await using var rig = await CallRig.StartAsync(shape: t => t.AfterHangup = "assistant");
        var (_, call) = await rig.CallInProgressAsync();

        await rig.TransferAsync(call.Id, "204");
        var back = await rig.UntilTransferAsync(call.Id, TransferState.Completed);

        Assert.Equal(CallState.InProgress, back.State);
        Assert.Equal(CallerWith.Assistant, back.Transfers.Single().CallerWith);
    }

    [Fact]
    public async Task Caller_HangsUpWhileRinging_EndsTheOtherLeg()
    {
        await using var rig = await CallRig.StartAsync();
        var (caller, call) = await rig.CallInProgressAsync();
        await rig.TransferAsync(call.Id, "202");
        await rig.UntilTransferAsync(call.Id, TransferState.Ringing);

        caller.HangUp();
        var over = await rig.UntilAsync(c => c.Id == call.Id && !c.State.IsLive());

        Assert.Equal(CallEndReasons.UserHangup, over.End!.Reason);
        Assert.Equal((TransferState.Cancelled, "caller_hung_up"), (over.Transfers.Single().State, over.Transfers.Single().Reason));
        await LegsLeftAsync(rig, 0);
    }

    [Fact]
    public async Task CancelTransfer_WhileRinging_KeepsTheCaller()
    {
        await using var rig = await CallRig.StartAsync();
        var (_, call) = await rig.CallInProgressAsync();
        await rig.TransferAsync(call.Id, "202");
        await rig.UntilTransferAsync(call.Id, TransferState.Ringing);

        var cancelled = await rig.Desk.CancelTransferAsync(call.Id, null, CallRig.Operator);

        Assert.Equal(TransferState.Cancelled, cancelled.Value.State);
        Assert.Equal(CallState.InProgress, (await rig.UntilTransferAsync(call.Id, TransferState.Cancelled)).State);
        await LegsLeftAsync(rig, 1);
        Assert.Equal("no_active_transfer", (await rig.Desk.CancelTransferAsync(call.Id, null, CallRig.Operator)).Error!.Code);
    }

    [Fact]
    public async Task End_WhileConnected_EndsBothLegs()
    {
        await using var rig = await CallRig.StartAsync();
        var (caller, call) = await rig.CallInProgressAsync();
        await rig.TransferAsync(call.Id, "200");
        await rig.UntilTransferAsync(call.Id, TransferState.Connected);

        var done = await rig.Desk.EndAsync(call.Id, null, CallRig.Operator);
        var over = await rig.UntilAsync(c => c.Id == call.Id && !c.State.IsLive());
        Assert.True(done.IsOk, $"{done.Error} {over.End}");

        Assert.Equal(CallEndReasons.OperatorHangup, over.End!.Reason);
        Assert.Equal(TransferState.Completed, over.Transfers.Single().State);
        await caller.Over.WaitAsync(CallRig.Patience, TestContext.Current.CancellationToken);
        await LegsLeftAsync(rig, 0);
    }

    [Fact]
    [Interop("practice PBX", "call in", "DTMF")]
    public async Task Caller_PressesKey_IsTransferredByTheAttendant()
    {
        await using var rig = await CallRig.StartAsync();
        var (caller, call) = await rig.CallInProgressAsync();

        caller.Press('1');
        var connected = await rig.UntilTransferAsync(call.Id, TransferState.Connected);

        Assert.Equal(("200", "Reception"), (connected.ActiveTransfer!.Destination, connected.ActiveTransfer.DestinationName));
        Assert.Equal(VoiceDock.Core.Common.ActorType.Assistant, connected.ActiveTransfer.RequestedBy.Type);
    }

    private static Task LegsLeftAsync(CallRig rig, int sessions) => Eventually.TrueAsync(
        () => rig.Pbx.Counters.Sessions == sessions, () => $"{sessions} SIP sessions are left at the PBX: {rig.Pbx.Counters}");
}
