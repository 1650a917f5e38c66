using VoiceDock.Core.Sip.Dialogs;
using VoiceDock.Tests.Sip.Peers;

namespace VoiceDock.Tests.Sip.Dialogs;

/// <summary>What a calling peer may do, and what we do then.</summary>
[Trait("Kind", "Sip")]
public sealed class InboundCallTests : IAsyncLifetime
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(150);

    private readonly TestAgent _agent = new();
    private readonly ScriptedPhone _phone = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        _phone.Dispose();
        await _agent.DisposeAsync();
    }

    [Fact]
    public async Task Invite_RungAndAnswered_ResponsesCarryWhatTheyMust()
    {
        _phone.Send(_phone.Request("INVITE", _agent.Address, headers: "Record-Route: <sip:127.0.0.1:9;lr>", body: ScriptedPhone.Sdp), _agent.Address);
        var trying = await _phone.ExpectAsync("100");
        Assert.Null(trying.ToTag);
        Assert.Contains($";rport={_phone.Address.Port}", trying.Header("Via"));
        Assert.Contains(";received=127.0.0.1", trying.Header("Via"));
        var (call, _) = await _agent.NextCallAsync();
        Assert.True(call.IsInbound);

        call.Ring();
        var ringing = await _phone.ExpectAsync("180");
        Assert.True(ringing.ToTag!.Length >= 16);
        call.Answer(ScriptedPhone.Sdp);
        var ok = await _phone.ExpectAsync("200");
        Assert.Equal(ringing.ToTag, ok.ToTag);
        Assert.Equal("<sip:127.0.0.1:9;lr>", ok.Header("Record-Route"));
        Assert.Equal($"<sip:100@{_agent.Address}>", ok.Header("Contact"));
        Assert.Contains("m=audio", ok.Body);
    }

    [Fact]
    public async Task Invite_Repeated_DrawsTheLastResponseAndNoSecondCall()
    {
        var invite = _phone.Request("INVITE", _agent.Address, body: ScriptedPhone.Sdp);
        _phone.Send(invite, _agent.Address);
        await _phone.ExpectAsync("100");
        var (call, _) = await _agent.NextCallAsync();
        call.Ring();
        var ringing = await _phone.ExpectAsync("180");

        _phone.Send(invite, _agent.Address);

        await _phone.ExpectRepeatAsync(ringing);
        Assert.Equal(1, _agent.Agent.Counters.Sessions);
    }

    [Fact]
    public async Task Invite_ComeTwoWays_SecondIs482()
    {
        _phone.Send(_phone.Request("INVITE", _agent.Address, body: ScriptedPhone.Sdp), _agent.Address);
        await _phone.ExpectAsync("100");

        _phone.Send(_phone.Request("INVITE", _agent.Address, body: ScriptedPhone.Sdp), _agent.Address);

        await _phone.ExpectAsync("482");
    }

    [Fact]
    public async Task Answer_NeverAcknowledged_IsRepeatedThenEndedWithBye()
    {
        var (call, events, ok) = await AnswerAsync(ack: false);

        await _phone.ExpectRepeatAsync(ok);
        var bye = await _phone.ExpectLaterAsync("BYE");
        Assert.Equal(ok.ToTag, bye.FromTag);
        Assert.Equal(SipEndKind.AckTimeout, (await events.EndAsync()).Kind);
        Assert.Equal(SipSessionState.Ended, call.State);
        _phone.Reply(bye, "200 OK", toTag: null);
        await _agent.AssertEmptyAsync();
    }

    [Fact]
    public async Task Ack_StopsTheRepetition()
    {
        var (call, events, _) = await AnswerAsync();

        await events.NextAsync("Confirmed");
        Assert.Equal(SipSessionState.Confirmed, call.State);
        await AssertNothingIsRepeatedAsync();
    }

    [Fact]
    public async Task Offer_InTheAnswer_AnswerComesWithTheAck()
    {
        _phone.Send(_phone.Request("INVITE", _agent.Address), _agent.Address);
        var (call, events) = await _agent.NextCallAsync();
        Assert.Null(call.RemoteSdp);
        call.Answer(ScriptedPhone.Sdp);
        var ok = await _phone.ExpectLaterAsync("200");

        _phone.Send(_phone.InDialog("ACK", ok, 1, body: ScriptedPhone.Sdp), _agent.Address);

        await events.NextAsync("Confirmed");
        Assert.Contains("m=audio 40000", call.RemoteSdp);
    }

    [Fact]
    public async Task Cancel_WhileRinging_Is200And487()
    {
        var branch = _phone.NewBranch();
        _phone.Send(_phone.Request("INVITE", _agent.Address, branch: branch, body: ScriptedPhone.Sdp), _agent.Address);
        var (call, events) = await _agent.NextCallAsync();
        call.Ring();
        var ringing = await _phone.ExpectLaterAsync("180");

        _phone.Send(_phone.Request("CANCEL", _agent.Address, branch: branch, headers: "Reason: SIP;cause=200"), _agent.Address);

        var ok = await _phone.ExpectAsync("200");
        Assert.Equal(("CANCEL", ringing.ToTag), (ok.Method, ok.ToTag));
        Assert.Equal("INVITE", (await _phone.ExpectAsync("487")).Method);
        _phone.Send(_phone.Request("ACK", _agent.Address, branch: branch, toTag: ringing.ToTag), _agent.Address);
        var end = await events.EndAsync();
        Assert.Equal((SipEndKind.RemoteCancel, "SIP;cause=200"), (end.Kind, end.Detail));
        await _agent.AssertEmptyAsync();
    }

    [Fact]
    public async Task Cancel_AfterOurAnswer_ChangesNothing()
    {
        var branch = _phone.NewBranch();
        var (call, events, _) = await AnswerAsync(branch: branch);
        await events.NextAsync("Confirmed");

        _phone.Send(_phone.Request("CANCEL", _agent.Address, branch: branch), _agent.Address);

        await _phone.ExpectAsync("200");
        await _phone.ExpectSilenceAsync(Moment);
        Assert.Equal(SipSessionState.Confirmed, call.State);
    }

    [Fact]
    public async Task Cancel_OfNothing_Is481()
    {
        _phone.Send(_phone.Request("CANCEL", _agent.Address), _agent.Address);

        await _phone.ExpectAsync("481");
    }

    [Fact]
    public async Task Cancel_FromAnotherAddress_Is481AndTheCallGoesOn()
    {
        using var stranger = new ScriptedPhone("127.0.0.66");
        var branch = _phone.NewBranch();
        _phone.Send(_phone.Request("INVITE", _agent.Address, branch: branch, body: ScriptedPhone.Sdp), _agent.Address);
        var (call, _) = await _agent.NextCallAsync();

        stranger.Send(_phone.Request("CANCEL", _agent.Address, branch: branch), _agent.Address);

        await stranger.ExpectAsync("481");
        Assert.NotEqual(SipSessionState.Ended, call.State);
    }

    [Fact]
    public async Task Bye_OnTheEarlyDialog_Is200AndTheInvite487()
    {
        _phone.Send(_phone.Request("INVITE", _agent.Address, body: ScriptedPhone.Sdp), _agent.Address);
        var (call, events) = await _agent.NextCallAsync();
        call.Ring();
        var ringing = await _phone.ExpectLaterAsync("180");

        _phone.Send(_phone.InDialog("BYE", ringing, 2), _agent.Address);

        Assert.Equal("BYE", (await _phone.ExpectAsync("200")).Method);
        Assert.Equal("INVITE", (await _phone.ExpectAsync("487")).Method);
        Assert.Equal(SipEndKind.RemoteBye, (await events.EndAsync()).Kind);
    }

    [Fact]
    public async Task Bye_BeforeTheAck_EndsTheCallAndTheRepetition()
    {
        var (_, events, ok) = await AnswerAsync(ack: false);

        _phone.Send(_phone.InDialog("BYE", ok, 2), _agent.Address);

        Assert.Equal(SipEndKind.RemoteBye, (await events.EndAsync()).Kind);
        Assert.Equal("BYE", (await _phone.ExpectAsync("200")).Method);
        await AssertNothingIsRepeatedAsync();
    }

    [Fact]
    public async Task HangUp_BeforeTheAck_ByeWaitsForIt()
    {
        var (call, events, ok) = await AnswerAsync(ack: false);

        call.HangUp();
        Assert.Equal(SipEndKind.LocalBye, (await events.EndAsync()).Kind);
        await _phone.ExpectRepeatAsync(ok);
        _phone.Send(_phone.InDialog("ACK", ok, 1), _agent.Address);

        _phone.Reply(await _phone.ExpectLaterAsync("BYE"), "200 OK", toTag: null);
        await _agent.AssertEmptyAsync();
    }

    [Fact]
    public async Task HangUp_Unanswered_Is480()
    {
        _phone.Send(_phone.Request("INVITE", _agent.Address, body: ScriptedPhone.Sdp), _agent.Address);
        var (call, events) = await _agent.NextCallAsync();

        call.HangUp();

        await _phone.ExpectLaterAsync("480");
        Assert.Equal((SipEndKind.Rejected, (int?)480), ((await events.EndAsync()) is var end ? (end.Kind, end.StatusCode) : default));
    }

    [Fact]
    public async Task OwnerThrowing_OnInvite_CallerGets500()
    {
        _agent.TakeInvite = _ => throw new InvalidOperationException("A bug of the owner");

        _phone.Send(_phone.Request("INVITE", _agent.Address, body: ScriptedPhone.Sdp), _agent.Address);

        await _phone.ExpectLaterAsync("500");
    }

    [Fact]
    public async Task HundredCalls_OneAfterTheOther_NothingIsLeft()
    {
        for (var i = 0; i < 100; i++)
        {
            var (_, events, ok) = await AnswerAsync(callId: $"call-{i}");
            _phone.Send(_phone.InDialog("BYE", ok, 2), _agent.Address);
            await _phone.ExpectLaterAsync("200");
            Assert.Equal(SipEndKind.RemoteBye, (await events.EndAsync()).Kind);
        }

        await _agent.AssertEmptyAsync();
    }

    private async Task AssertNothingIsRepeatedAsync()
    {
        var before = _agent.Agent.Counters.Retransmitted;
        await _phone.ExpectSilenceAsync(Moment);
        Assert.Equal(before, _agent.Agent.Counters.Retransmitted);
    }

    private async Task<(SipSession Call, SessionRecorder Events, WireMessage Ok)> AnswerAsync(
        bool ack = true, string? branch = null, string callId = "call-1")
    {
        _phone.Send(_phone.Request("INVITE", _agent.Address, callId, branch: branch, body: ScriptedPhone.Sdp), _agent.Address);
        var (call, events) = await _agent.NextCallAsync();
        call.Answer(ScriptedPhone.Sdp);
        var ok = await _phone.ExpectLaterAsync("200");
        if (ack) _phone.Send(_phone.InDialog("ACK", ok, 1), _agent.Address);
        return (call, events, ok);
    }
}
