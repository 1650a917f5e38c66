using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Trunks;
using VoiceDock.Core.Trunks.Refer;
using VoiceDock.Tests.Sip.Peers;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Calls;

/// <summary>Transfers in which the caller's own phone system takes the caller over. It is played word for word.</summary>
[Trait("Kind", "Sip")]
public sealed class ReferTransferTests
{
    [Fact]
    public async Task FinalNotify_CompletesTheTransfer_AndOnlyThenTheCallerIsLetGo()
    {
        await using var scene = await ReferScene.StartAsync("refer");
        var refer = await scene.ReferAsync();
        Assert.Equal($"<sip:300@127.0.0.1:{scene.Pbx.Address.Port}>", refer.Header("Refer-To"));
        var dialling = await scene.Rig.UntilTransferAsync(scene.Call.Id, TransferState.Dialing);
        Assert.Equal(CallState.InProgress, dialling.State);
        await scene.NotifyAsync("180 Ringing", over: false);
        await scene.Rig.UntilTransferAsync(scene.Call.Id, TransferState.Ringing);

        await scene.NotifyAsync("200 OK", over: true);
        scene.Pbx.Reply(await scene.Pbx.ExpectLaterAsync("BYE"), "200 OK", null);
        var ended = await scene.Rig.UntilAsync(c => c.Id == scene.Call.Id && c.State == CallState.Ended);

        var transfer = ended.Transfers.Single();
        Assert.Equal((TransferState.Completed, TransferMethod.Refer, CallerWith.Destination), (transfer.State, transfer.Method, transfer.CallerWith));
        Assert.Equal(TransferMethod.Refer, transfer.Attempts.Single().Method);
        Assert.Equal(CallEndReasons.Transferred, ended.End!.Reason);
    }

    [Theory]
    [InlineData("486 Busy Here", "busy", 486)]
    [InlineData("603 Decline", "declined", 603)]
    [InlineData("480 Temporarily Unavailable", "unavailable", 480)]
    [InlineData("404 Not Found", "not_found", 404)]
    public async Task NotifyOfTheDestination_ReturnsTheCaller_AndRingsNobodyElse(string status, string reason, int code)
    {
        await using var scene = await ReferScene.StartAsync("refer");
        await scene.ReferAsync();

        await scene.NotifyAsync(status, over: true);
        var after = await scene.Rig.UntilTransferAsync(scene.Call.Id, TransferState.Failed);

        var transfer = after.Transfers.Single();
        Assert.Equal((reason, code, CallerWith.Assistant), (transfer.Reason, transfer.SipCode, transfer.CallerWith));
        Assert.Equal(CallState.InProgress, after.State);
        await scene.Pbx.ExpectSilenceAsync(TimeSpan.FromMilliseconds(300));
    }

    [Theory]
    [InlineData("405 Method Not Allowed", "refer_failed")]
    [InlineData("503 Service Unavailable", "refer_failed")]
    public async Task RefusedRefer_ReturnsTheCaller(string answer, string reason)
    {
        await using var scene = await ReferScene.StartAsync("refer");

        await scene.ReferAsync(answer: answer);
        var after = await scene.Rig.UntilTransferAsync(scene.Call.Id, TransferState.Failed);

        Assert.Equal((reason, CallerWith.Assistant), (after.Transfers.Single().Reason, after.Transfers.Single().CallerWith));
        Assert.Equal(CallState.InProgress, after.State);
    }

    [Fact]
    public async Task SilenceAfter202_ReturnsTheCaller()
    {
        await using var scene = await ReferScene.StartAsync("refer");

        await scene.ReferAsync();
        var after = await scene.Rig.UntilTransferAsync(scene.Call.Id, TransferState.Failed);

        Assert.Equal("refer_no_outcome", after.Transfers.Single().Reason);
        Assert.Equal(CallState.InProgress, after.State);
    }

    [Fact]
    public async Task ByeBeforeTheNotify_IsNoSuccess_ANotifyRightAfterItIs()
    {
        await using var silent = await ReferScene.StartAsync("refer");
        await silent.ReferAsync();
        silent.HangUp();
        var lost = await silent.Rig.UntilAsync(c => c.Id == silent.Call.Id && !c.State.IsLive());
        Assert.Equal((TransferState.Failed, "refer_no_outcome", CallerWith.Gone), Outcome(lost));

        await using var late = await ReferScene.StartAsync("refer");
        await late.ReferAsync();
        late.HangUp();
        await late.Pbx.ExpectLaterAsync("200");
        await late.NotifyAsync("200 OK", over: true);
        var done = await late.Rig.UntilAsync(c => c.Id == late.Call.Id && !c.State.IsLive());
        Assert.Equal((TransferState.Completed, null, CallerWith.Destination), Outcome(done));
    }

    [Fact]
    public async Task CallerOfAnotherTrunk_CannotBeReferred()
    {
        using var other = new ScriptedPhone(ReferScene.Elsewhere);
        await using var scene = await ReferScene.StartAsync("refer", other);

        var result = await scene.Rig.Desk.TransferAsync(scene.Call.Id, new TransferOrder("300"), CallRig.Operator);

        Assert.Equal("method_not_possible", result.Error?.Code);
    }

    [Fact]
    public async Task Auto_BridgesUntilReferIsProven_ThenRefers()
    {
        await using var scene = await ReferScene.StartAsync("auto");
        await scene.Rig.TransferAsync(scene.Call.Id, "300");
        var invite = await scene.Pbx.ExpectLaterAsync("INVITE");
        scene.Pbx.Reply(invite, "486 Busy Here", "phone");
        await scene.Rig.UntilTransferAsync(scene.Call.Id, TransferState.Failed);

        await scene.ProveAsync();

        await scene.ReferAsync("301");
    }

    [Theory]
    [InlineData("405 Method Not Allowed", null)]
    [InlineData("603 Decline", null)]
    [InlineData("202 Accepted", "503 Service Unavailable")]
    [InlineData("202 Accepted", null)]
    public async Task Auto_ReferThatFails_IsBridgedInTheSameTransfer_AndRemembered(string answer, string? notify)
    {
        await using var scene = await ReferScene.StartAsync("auto");
        await scene.ProveAsync();

        await scene.ReferAsync(answer: answer);
        if (notify is not null)
            await scene.NotifyAsync(notify, over: true);
        var invite = await scene.Pbx.ExpectLaterAsync("INVITE");
        scene.Pbx.Accept(invite);
        var answered = await scene.Rig.UntilTransferAsync(scene.Call.Id, TransferState.Answered);

        var transfer = answered.ActiveTransfer!;
        Assert.Equal([TransferMethod.Refer, TransferMethod.Bridge], transfer.Attempts.Select(a => a.Method));
        Assert.Equal((TransferMethod.Bridge, CallerWith.Destination), (transfer.Method, transfer.CallerWith));
        Assert.Equal(ReferSupport.Failing, scene.Rig.Get<ReferRecord>().Of(scene.Trunk.Id));
    }

    [Theory]
    [InlineData("486 Busy Here")]
    [InlineData("603 Decline")]
    public async Task Auto_ReasonOfTheDestination_IsNotRungAgainByABridge(string status)
    {
        await using var scene = await ReferScene.StartAsync("auto");
        await scene.ProveAsync();
        await scene.ReferAsync();

        await scene.NotifyAsync(status, over: true);
        await scene.Rig.UntilTransferAsync(scene.Call.Id, TransferState.Failed);

        await scene.Pbx.ExpectSilenceAsync(TimeSpan.FromMilliseconds(300));
        Assert.Equal(ReferSupport.Proven, scene.Rig.Get<ReferRecord>().Of(scene.Trunk.Id));
    }

    [Fact]
    public async Task Auto_WhenTheCallerHasWaitedLongEnough_NobodyElseIsTried()
    {
        await using var scene = await ReferScene.StartAsync("auto", settings: ("Calls:DialSeconds", "1"));
        await scene.ProveAsync();
        await scene.ReferAsync();
        await scene.NotifyAsync("180 Ringing", over: false);
        await Eventually.TrueAsync(() => DateTime.UtcNow - scene.Rig.Feed.Live.Single().ActiveTransfer!.CreatedAt > TimeSpan.FromSeconds(2), "the time is up");

        await scene.NotifyAsync("503 Service Unavailable", over: true);
        var after = await scene.Rig.UntilTransferAsync(scene.Call.Id, TransferState.Failed);

        Assert.Equal("refer_failed", after.Transfers.Single().Reason);
        await scene.Pbx.ExpectSilenceAsync(TimeSpan.FromMilliseconds(300));
    }

    [Fact]
    public async Task ReferThatIsOut_CannotBeCancelled()
    {
        await using var scene = await ReferScene.StartAsync("refer");
        await scene.ReferAsync();

        var result = await scene.Rig.Desk.CancelTransferAsync(scene.Call.Id, null, CallRig.Operator);

        Assert.Equal("transfer_not_cancellable", result.Error?.Code);
    }

    private static (TransferState, string?, CallerWith) Outcome(CallView call) =>
        (call.Transfers.Single().State, call.Transfers.Single().Reason, call.Transfers.Single().CallerWith);
}
