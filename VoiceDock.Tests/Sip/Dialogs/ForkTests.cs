using VoiceDock.Core.Sip.Dialogs;
using VoiceDock.Tests.Sip.Peers;

namespace VoiceDock.Tests.Sip.Dialogs;

/// <summary>One INVITE of ours that reaches several phones (RFC 3261 12.1.2, 13.2.2.4). Two answers: <see cref="OutboundCallTests"/>.</summary>
[Trait("Kind", "Sip")]
public sealed class ForkTests : IAsyncLifetime
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(150);

    private readonly TestAgent _agent = new();
    private readonly ScriptedPhone _phone = new();
    private SipSession _call = null!;
    private SessionRecorder _events = null!;
    private WireMessage _invite = null!;

    public async ValueTask InitializeAsync()
    {
        (_call, _events) = _agent.Call(_phone.Address);
        _invite = await _phone.ExpectAsync("INVITE");
        _phone.Reply(_invite, "180 Ringing", "one", _phone.Contact);
        _phone.Reply(_invite, "180 Ringing", "two", _phone.Contact);
        await _events.NextAsync("Provisional");
        await _events.NextAsync("Provisional");
    }

    public async ValueTask DisposeAsync()
    {
        _phone.Dispose();
        await _agent.DisposeAsync();
    }

    [Fact]
    public async Task FirstPhone_AnswersAfterTheSecondRang_ItIsTheCall()
    {
        _phone.Reply(_invite, "200 OK", "one", _phone.Contact, ScriptedPhone.Sdp);

        Assert.Equal("one", (await _phone.ExpectAsync("ACK")).ToTag);
        await _events.NextAsync("Answered");
        _call.HangUp();
        Assert.Equal("one", (await _phone.ExpectAsync("BYE")).ToTag);
    }

    [Theory]
    [InlineData("one", "two")]
    [InlineData("two", "one")]
    public async Task OnePhone_EndsItsEarlyDialog_TheOtherRingsOnAndAnswers(string gone, string left)
    {
        _phone.Send(_phone.InDialogBack("BYE", _invite, 1, gone), _agent.Address);
        Assert.Equal("BYE", (await _phone.ExpectAsync("200")).Method);
        await _phone.ExpectSilenceAsync(Moment);
        Assert.Equal(SipSessionState.Early, _call.State);

        _phone.Reply(_invite, "200 OK", left, _phone.Contact, ScriptedPhone.Sdp);

        Assert.Equal(left, (await _phone.ExpectAsync("ACK")).ToTag);
        await _events.NextAsync("Answered");
    }

    [Fact]
    public async Task BothPhones_EndTheirEarlyDialogs_TheInviteIsCancelled()
    {
        _phone.Send(_phone.InDialogBack("BYE", _invite, 1, "two"), _agent.Address);
        await _phone.ExpectAsync("200");
        _phone.Send(_phone.InDialogBack("BYE", _invite, 1, "one"), _agent.Address);
        await _phone.ExpectAsync("200");

        await _phone.ExpectAsync("CANCEL");
        Assert.Equal(SipEndKind.RemoteBye, (await _events.EndAsync()).Kind);
    }

    [Fact]
    public async Task OnePhone_DescribesItselfEarlyAndTheOtherAnswersWithout_ItsDescriptionIsNotTaken()
    {
        _phone.Reply(_invite, "183 Session Progress", "one", _phone.Contact, ScriptedPhone.Sdp);
        await _events.NextAsync("Provisional");
        Assert.NotNull(_call.RemoteSdp);

        _phone.Reply(_invite, "200 OK", "two", _phone.Contact);

        await _events.NextAsync("Answered");
        Assert.Null(_call.RemoteSdp);
    }

    [Fact]
    public async Task OtherPhone_Asks_IsAnsweredWithoutDisturbingTheCall()
    {
        _phone.Send(_phone.InDialogBack("OPTIONS", _invite, 1, "one"), _agent.Address);
        Assert.Equal("OPTIONS", (await _phone.ExpectAsync("200")).Method);
        _phone.Send(_phone.InDialogBack("UPDATE", _invite, 2, "one", body: ScriptedPhone.Sdp), _agent.Address);
        Assert.True((await _phone.ExpectAsync("500")).Has("Retry-After"));
        _phone.Send(_phone.InDialogBack("INFO", _invite, 3, "nobody"), _agent.Address);
        await _phone.ExpectAsync("481");

        Assert.Equal((SipSessionState.Early, 0), (_call.State, _events.Waiting));
    }

    [Fact]
    public async Task Phones_WithoutEnd_NoMoreThanSixteenAreRemembered()
    {
        for (var i = 2; i < 40; i++) _phone.Reply(_invite, "180 Ringing", $"phone{i}", _phone.Contact);
        _phone.Send(_phone.InDialogBack("OPTIONS", _invite, 1, "one"), _agent.Address);
        await _phone.ExpectAsync("200");

        Assert.Equal(14, _events.Waiting);
    }

    [Fact]
    public async Task SecondPhone_AnswersTooAndRepeatsIt_EachIsAcknowledgedAndItIsEndedOnce()
    {
        _phone.Reply(_invite, "200 OK", "one", _phone.Contact, ScriptedPhone.Sdp);
        await _phone.ExpectAsync("ACK");
        _phone.Reply(_invite, "200 OK", "two", _phone.Contact, ScriptedPhone.Sdp);
        var ack = await _phone.ExpectAsync("ACK");
        var bye = await _phone.ExpectAsync("BYE");
        Assert.Equal(("two", "two"), (ack.ToTag, bye.ToTag));
        _phone.Reply(bye, "200 OK", null);

        _phone.Reply(_invite, "200 OK", "two", _phone.Contact, ScriptedPhone.Sdp);

        await _phone.ExpectRepeatAsync(ack);
        await _phone.ExpectSilenceAsync(Moment);
        Assert.Equal(SipSessionState.Confirmed, _call.State);
    }

    [Fact]
    public async Task Call_GivenUpWhileTwoRing_OneCancelEndsBoth()
    {
        _call.HangUp();

        var cancel = await _phone.ExpectAsync("CANCEL");
        Assert.Null(cancel.ToTag);
        _phone.Reply(cancel, "200 OK");
        _phone.Reply(_invite, "487 Request Terminated", "one");
        await _phone.ExpectAsync("ACK");
        await _agent.AssertEmptyAsync();
    }
}
