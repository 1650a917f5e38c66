using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Media.Prompts;
using VoiceDock.Core.Trunks;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Calls;

/// <summary>An operator holds the caller and takes it off hold, over real SIP and RTP: what the caller hears, and what may be done meanwhile.</summary>
[Trait("Kind", "Sip")]
public sealed class CallerHoldTests
{
    private const double Far = 600;

    // Notes of the built-in tune, and the beeps of the attendant's menu.
    private const double Tune = 392;
    private const double Menu = 440;

    [Fact]
    public async Task Hold_TheCallerHearsMusicUntilResume_AndItsKeysMeanNothing()
    {
        await using var scene = await ScriptedCall.StartAsync();
        var began = scene.Heard.Now;

        var held = await scene.Rig.Desk.HoldAsync(scene.Call.Id, CallRig.Operator);

        Assert.Equal((true, CallState.InProgress), (held.Value.OnHold, held.Value.State));
        await scene.Rig.UntilAsync(c => c.Id == scene.Call.Id && c.OnHold);
        await scene.HearsAsync(began, Tune);
        scene.Caller.Press('1');
        var pressed = scene.Heard.Now;
        await Eventually.TrueAsync(() => scene.Heard.Now > pressed + 100, "two more seconds were heard");
        Assert.Empty((await scene.Rig.Desk.HoldAsync(scene.Call.Id, CallRig.Operator)).Value.Transfers);
        Assert.True(scene.Heard.Has(Tune, pressed), "The music went on.");
        Assert.False(scene.Heard.Has(Menu, pressed), "The assistant pauses.");

        var resumed = await scene.Rig.Desk.ResumeAsync(scene.Call.Id, CallRig.Operator);

        Assert.False(resumed.Value.OnHold);
        await scene.HearsAsync(scene.Heard.Now, Menu);
        Assert.False((await scene.Rig.Desk.ResumeAsync(scene.Call.Id, CallRig.Operator)).Value.OnHold);
        scene.Caller.Press('1');
        await scene.Pbx.ExpectAsync("INVITE");
    }

    [Fact]
    public async Task Hold_ThenTransfer_StartsFromThereAndTakesTheCallerOffHold()
    {
        await using var scene = await ScriptedCall.StartAsync();
        await scene.Rig.Desk.HoldAsync(scene.Call.Id, CallRig.Operator);
        await scene.HearsAsync(0, Tune);

        var invite = await scene.DialAsync();
        var ringing = await scene.Rig.UntilTransferAsync(scene.Call.Id, TransferState.Dialing);
        Assert.False(ringing.OnHold);
        var early = await scene.Rig.Desk.HoldAsync(scene.Call.Id, CallRig.Operator);
        scene.Talk(invite.Body, new ToneSource(Far));
        scene.Pbx.Reply(invite, "200 OK", "phone", scene.Pbx.Contact, scene.Sdp);
        await scene.Rig.UntilTransferAsync(scene.Call.Id, TransferState.Connected);
        var connected = scene.Heard.Now;
        await scene.HearsAsync(connected, Far);
        var late = await scene.Rig.Desk.HoldAsync(scene.Call.Id, CallRig.Operator);
        var resumed = await scene.Rig.Desk.ResumeAsync(scene.Call.Id, CallRig.Operator);

        Assert.Equal(("transfer_in_progress", "caller_with_destination", "caller_with_destination"), (early.Error!.Code, late.Error!.Code, resumed.Error!.Code));
        Assert.False(scene.Heard.HasInOrder(connected, Far, Tune), "The music went on beside the destination.");
        await scene.Rig.Desk.TakeBackAsync(scene.Call.Id, null, CallRig.Operator);
        await scene.HearsAsync(connected, Far, Menu);
    }

    [Fact]
    public async Task Hold_ThenTransferThatIsRefused_StaysOnHold()
    {
        await using var scene = await ScriptedCall.StartAsync(t => t.MaxConcurrentCalls = 1);
        using var slot = scene.Rig.Get<TrunkLoad>().Take(scene.Trunk).Value;
        await scene.Rig.Desk.HoldAsync(scene.Call.Id, CallRig.Operator);

        var busy = await scene.Rig.Desk.TransferAsync(scene.Call.Id, new TransferOrder("200"), CallRig.Operator);
        var wrong = await scene.Rig.Desk.TransferAsync(scene.Call.Id, new TransferOrder("not a number"), CallRig.Operator);

        Assert.Equal(("trunk_busy", "invalid_destination"), (busy.Error!.Code, wrong.Error!.Code));
        var refused = scene.Heard.Now;
        await scene.HearsAsync(refused, Tune);
        Assert.True(scene.Rig.Feed.Live.Single(c => c.Id == scene.Call.Id).OnHold);
        Assert.False(scene.Heard.Has(Menu, refused), "The assistant pauses.");
        slot.Dispose();
    }

    [Fact]
    public async Task Hold_OfNoCallOrOneThatIsOver_IsRefused_AndAHeldCallerMayHangUp()
    {
        await using var scene = await ScriptedCall.StartAsync();
        await scene.Rig.Desk.HoldAsync(scene.Call.Id, CallRig.Operator);

        scene.Caller.HangUp();
        var over = await scene.Rig.UntilAsync(c => c.Id == scene.Call.Id && !c.State.IsLive());

        Assert.Equal((CallEndReasons.UserHangup, false), (over.End!.Reason, over.OnHold));
        Assert.Equal("not_found", (await scene.Rig.Desk.HoldAsync(Guid.NewGuid(), CallRig.Operator)).Error!.Code);
        await Eventually.AskedAsync(
            async () => (await scene.Rig.Desk.ResumeAsync(scene.Call.Id, CallRig.Operator)).Error!.Code == "call_not_active", "an ended call is not resumed");
    }

    [Fact]
    public async Task Hold_WithTheBudgetSpent_IsRefused_AndResumeNeedsNone()
    {
        await using var scene = await ScriptedCall.StartAsync();
        await scene.Rig.Desk.HoldAsync(scene.Call.Id, CallRig.Operator);
        var budget = scene.Rig.Get<ControlBudget>();
        while (budget.TryTake(scene.Call.Id).Admitted)
        {
        }

        Assert.True((await scene.Rig.Desk.ResumeAsync(scene.Call.Id, CallRig.Operator)).IsOk);
        Assert.Equal("call_rate_limited", (await scene.Rig.Desk.HoldAsync(scene.Call.Id, CallRig.Operator)).Error!.Code);
    }
}
