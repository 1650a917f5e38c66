using VoiceDock.Core.Assistants;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Media.Prompts;
using VoiceDock.Tests.Sip.Peers;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Calls;

/// <summary>What is done with whoever answers before the caller is joined. The destination is played word for word, its audio is real.</summary>
[Trait("Kind", "Sip")]
public sealed class ScreeningTests
{
    // The tones that stand for words where no speech program is, the caller's ring-back tone, and the destination's own voice.
    private const double Whisper = 660;
    private const double Ringback = 425;
    private const double Voice = 1_000;

    [Fact]
    public async Task Whisper_IsHeardByTheDestinationAlone_ThenTheyAreJoined()
    {
        await using var scene = await StartAsync(d => d with { Whisper = "A caller about an invoice." });
        var before = scene.Heard.Now;
        await AnswerAsync(scene);
        await scene.Rig.UntilTransferAsync(scene.Call.Id, TransferState.Screening);

        await Eventually.TrueAsync(() => scene.FarHeard.Has(Whisper), "the destination hears the message");
        var joined = await scene.Rig.UntilTransferAsync(scene.Call.Id, TransferState.Connected);

        Assert.False(scene.Heard.Has(Whisper), "The caller heard what was said to the destination.");
        await scene.HearsAsync(before, Ringback, Voice);
        Assert.Equal(CallerWith.Destination, joined.ActiveTransfer!.CallerWith);
    }

    [Fact]
    public async Task AcceptKey_One_TakesTheCall()
    {
        await using var scene = await StartAsync(d => d with { AcceptKey = true });
        await AnswerAsync(scene);
        var screening = await scene.Rig.UntilTransferAsync(scene.Call.Id, TransferState.Screening);
        Assert.Equal((CallerWith.Assistant, CallState.InProgress), (screening.ActiveTransfer!.CallerWith, screening.State));
        await Eventually.TrueAsync(() => scene.FarHeard.Has(Whisper), "the destination is asked");

        scene.Far.SendDigit('1');

        await scene.Rig.UntilTransferAsync(scene.Call.Id, TransferState.Connected);
        await scene.HearsAsync(scene.Heard.Now, Voice);
    }

    [Fact]
    public async Task AcceptKey_Two_Declines()
    {
        await using var scene = await StartAsync(d => d with { AcceptKey = true });
        await AnswerAsync(scene);
        await scene.Rig.UntilTransferAsync(scene.Call.Id, TransferState.Screening);

        scene.Far.SendDigit('2');

        await FailedAsync(scene, "declined");
        await scene.Pbx.ExpectLaterAsync("BYE");
    }

    [Fact]
    public async Task AcceptKey_NoKey_IsAskedTwice_AndCountsAsNoAnswer()
    {
        await using var scene = await StartAsync(d => d with { AcceptKey = true }, ("Calls:AcceptKeySeconds", "1"));
        await AnswerAsync(scene);

        await FailedAsync(scene, "no_answer");

        await scene.Pbx.ExpectLaterAsync("BYE");
        Assert.False(scene.Heard.Has(Voice), "The caller heard a machine that took no call.");
    }

    [Fact]
    public async Task DestinationHangsUpWithoutAKey_CountsAsNoAnswer()
    {
        await using var scene = await StartAsync(d => d with { AcceptKey = true });
        var invite = await AnswerAsync(scene);
        await scene.Rig.UntilTransferAsync(scene.Call.Id, TransferState.Screening);

        scene.Pbx.Send(scene.Pbx.InDialogBack("BYE", invite, 1), invite.From);

        await FailedAsync(scene, "no_answer");
    }

    [Fact]
    public async Task CallerHangsUpMeanwhile_TheDestinationIsLetGo()
    {
        await using var scene = await StartAsync(d => d with { AcceptKey = true });
        await AnswerAsync(scene);
        await scene.Rig.UntilTransferAsync(scene.Call.Id, TransferState.Screening);

        scene.Caller.HangUp();

        await scene.Pbx.ExpectLaterAsync("BYE");
        var ended = await scene.Rig.UntilAsync(c => c.Id == scene.Call.Id && c.State == CallState.Ended);
        Assert.Equal((TransferState.Cancelled, "caller_hung_up"), (ended.Transfers.Single().State, ended.Transfers.Single().Reason));
    }

    [Fact]
    public async Task Cancel_WhileAsked_ReturnsTheCaller()
    {
        await using var scene = await StartAsync(d => d with { AcceptKey = true });
        await AnswerAsync(scene);
        await scene.Rig.UntilTransferAsync(scene.Call.Id, TransferState.Screening);

        var cancelled = await scene.Rig.Desk.CancelTransferAsync(scene.Call.Id, null, CallRig.Operator);

        Assert.Equal(TransferState.Cancelled, cancelled.Value.State);
        await scene.Pbx.ExpectLaterAsync("BYE");
        Assert.Equal(CallState.InProgress, (await scene.Rig.UntilTransferAsync(scene.Call.Id, TransferState.Cancelled)).State);
    }

    [Fact]
    public async Task Digits_ArePressedBeforeTheCallerIsJoined()
    {
        await using var scene = await StartAsync(d => d with { Digits = "2,41#" });
        await AnswerAsync(scene);

        await scene.Rig.UntilTransferAsync(scene.Call.Id, TransferState.Connected);

        Assert.Equal("241#", scene.FarEvents.Digits());
    }

    private static Task<ScriptedCall> StartAsync(Func<TransferDestination, TransferDestination> shape, params (string, string)[] settings) =>
        ScriptedCall.StartAsync(destination: shape, settings: settings);

    private static async Task<WireMessage> AnswerAsync(ScriptedCall scene)
    {
        var invite = await scene.DialAsync();
        scene.Pbx.Reply(invite, "180 Ringing", "phone", scene.Pbx.Contact);
        scene.Pbx.Reply(invite, "200 OK", "phone", scene.Pbx.Contact, scene.Sdp);
        scene.Talk(invite.Body, new ToneSource(Voice));
        return invite;
    }

    private static async Task FailedAsync(ScriptedCall scene, string reason)
    {
        var after = await scene.Rig.UntilTransferAsync(scene.Call.Id, TransferState.Failed);
        Assert.Equal((reason, CallerWith.Assistant), (after.Transfers.Single().Reason, after.Transfers.Single().CallerWith));
        Assert.Equal(CallState.InProgress, after.State);
    }
}
