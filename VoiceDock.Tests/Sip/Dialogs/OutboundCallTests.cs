using System.Net;
using Microsoft.Extensions.Time.Testing;
using VoiceDock.Core.Sip.Dialogs;
using VoiceDock.Tests.Sip.Peers;

namespace VoiceDock.Tests.Sip.Dialogs;

/// <summary>What a called peer may do, and what we do then.</summary>
[Trait("Kind", "Sip")]
public sealed class OutboundCallTests : IAsyncLifetime
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
    public async Task Invite_Sent_CarriesWhatAnInviteMust()
    {
        _agent.Call(_phone.Address, change: i => i with { ExtraHeaders = [("X-One", "1"), ("X-Two", "2")] });

        var invite = await _phone.ExpectAsync("INVITE");
        Assert.Equal($"sip:200@{_phone.Address}", invite.RequestUri);
        Assert.StartsWith($"SIP/2.0/UDP {_agent.Address};branch=z9hG4bK", invite.Header("Via"), StringComparison.Ordinal);
        Assert.Contains(";rport", invite.Header("Via"));
        Assert.Equal("70", invite.Header("Max-Forwards"));
        Assert.True(invite.FromTag!.Length >= 16);
        Assert.Null(invite.ToTag);
        Assert.Equal(1u, invite.CSeq);
        Assert.Equal($"<sip:agent@{_agent.Address}>", invite.Header("Contact"));
        Assert.Equal("application/sdp", invite.Header("Content-Type"));
        Assert.Equal(("1", "2"), (invite.Header("X-One"), invite.Header("X-Two")));
        Assert.Contains("m=audio 40000", invite.Body);
    }

    [Fact]
    public async Task NoResponse_AtAll_EndsAsNoAnswerSoonAndLate180DrawsCancel()
    {
        var (_, events) = _agent.Call(_phone.Address);
        var invite = await _phone.ExpectAsync("INVITE");

        Assert.Equal(SipEndKind.NoAnswer, (await events.EndAsync()).Kind);
        _phone.Reply(invite, "180 Ringing");
        var cancel = await _phone.ExpectLaterAsync("CANCEL");
        Assert.Equal((invite.Branch, invite.CSeq), (cancel.Branch, cancel.CSeq));
        Assert.Equal(invite.Header("To"), cancel.Header("To"));
        _phone.Reply(cancel, "200 OK");
        _phone.Reply(invite, "487 Request Terminated");
        await _phone.ExpectLaterAsync("ACK");
        await _agent.AssertEmptyAsync();
    }

    [Fact]
    public async Task NoResponse_ThenLate200_IsAcknowledgedAndEnded()
    {
        var (_, events) = _agent.Call(_phone.Address);
        var invite = await _phone.ExpectAsync("INVITE");
        Assert.Equal(SipEndKind.NoAnswer, (await events.EndAsync()).Kind);

        _phone.Reply(invite, "200 OK", "late", _phone.Contact, ScriptedPhone.Sdp);

        Assert.Equal("late", (await _phone.ExpectLaterAsync("ACK")).ToTag);
        var bye = await _phone.ExpectLaterAsync("BYE");
        Assert.Equal("late", bye.ToTag);
        _phone.Reply(bye, "200 OK");
        Assert.Equal(0, events.Waiting);
        await _agent.AssertEmptyAsync();
    }

    /// <summary>The clock stands still: no timer has a part in it.</summary>
    [Fact]
    public async Task ClosedPort_EndsAsUnreachableAtOnce()
    {
        IPEndPoint nobody;
        using (var gone = new ScriptedPhone()) nobody = gone.Address;
        await using var agent = new TestAgent(time: new FakeTimeProvider());

        var (_, events) = agent.Call(nobody);

        Assert.Equal(SipEndKind.Unreachable, (await events.EndAsync()).Kind);
        await agent.AssertEmptyAsync();
    }

    [Fact]
    public async Task HangUp_BeforeAnyResponse_CancelWaitsForAProvisional()
    {
        var (call, events) = _agent.Call(_phone.Address, change: i => i with { CallId = "early-hang-up" });
        var invite = await _phone.ExpectAsync("INVITE");

        call.HangUp("SIP;cause=487");
        Assert.Equal(SipEndKind.Cancelled, (await events.EndAsync()).Kind);
        for (var i = 0; i < 3; i++) await _phone.ExpectRepeatAsync(invite);

        _phone.Reply(invite, "100 Trying", toTag: null);
        var cancel = await _phone.ExpectLaterAsync("CANCEL");
        Assert.Equal("SIP;cause=487", cancel.Header("Reason"));
        Assert.False(cancel.Has("Contact"));
        _phone.Reply(cancel, "200 OK");
        _phone.Reply(invite, "487 Request Terminated");
        await _phone.ExpectLaterAsync("ACK");
        await _agent.AssertEmptyAsync();
    }

    [Fact]
    public async Task Cancel_CrossedBy200_IsAcknowledgedAndEnded()
    {
        var (call, events) = _agent.Call(_phone.Address);
        var invite = await _phone.ExpectAsync("INVITE");
        _phone.Reply(invite, "180 Ringing", "phone", _phone.Contact);
        await events.NextAsync("Provisional");

        call.HangUp();
        var cancel = await _phone.ExpectAsync("CANCEL");
        _phone.Reply(invite, "200 OK", "phone", _phone.Contact, ScriptedPhone.Sdp);
        _phone.Reply(cancel, "481 Too Late");

        await _phone.ExpectAsync("ACK");
        var bye = await _phone.ExpectAsync("BYE");
        _phone.Reply(bye, "200 OK");
        Assert.Equal(SipEndKind.Cancelled, (await events.EndAsync()).Kind);
        await _agent.AssertEmptyAsync();
    }

    [Fact]
    public async Task Cancel_WithoutAnyFinalAnswer_IsGivenUp()
    {
        var (call, events) = _agent.Call(_phone.Address);
        _phone.Reply(await _phone.ExpectAsync("INVITE"), "180 Ringing");
        await events.NextAsync("Provisional");

        call.HangUp();

        await _phone.ExpectAsync("CANCEL");
        await _agent.AssertEmptyAsync();
    }

    [Fact]
    public async Task Answer_Repeated_IsAcknowledgedEachTime()
    {
        var (call, events) = _agent.Call(_phone.Address);
        var invite = await _phone.ExpectAsync("INVITE");
        _phone.Reply(invite, "200 OK", "phone", _phone.Contact, ScriptedPhone.Sdp);
        var ack = await _phone.ExpectAsync("ACK");
        Assert.NotEqual(invite.Branch, ack.Branch);
        Assert.Equal(invite.CSeq, ack.CSeq);
        Assert.Equal($"sip:phone@{_phone.Address}", ack.RequestUri);

        _phone.Reply(invite, "200 OK", "phone", _phone.Contact, ScriptedPhone.Sdp);

        await _phone.ExpectRepeatAsync(ack);
        await events.NextAsync("Answered");
        Assert.Equal((SipSessionState.Confirmed, 0), (call.State, events.Waiting));
    }

    [Fact]
    public async Task Answer_NotYetAcknowledgedByTheOwner_DrawsNoAckOfItsOwn()
    {
        var (call, events) = _agent.Call(_phone.Address, autoAck: false);
        var invite = await _phone.ExpectAsync("INVITE");
        _phone.Reply(invite, "200 OK", "phone", _phone.Contact, ScriptedPhone.Sdp);
        await events.NextAsync("Answered");
        _phone.Reply(invite, "200 OK", "phone", _phone.Contact, ScriptedPhone.Sdp);
        await _phone.ExpectSilenceAsync(Moment);

        call.AckAndBye("SIP;cause=488;text=\"Not Acceptable Here\"");

        await _phone.ExpectAsync("ACK");
        var bye = await _phone.ExpectAsync("BYE");
        Assert.Equal("SIP;cause=488;text=\"Not Acceptable Here\"", bye.Header("Reason"));
        Assert.Equal(2u, bye.CSeq);
        Assert.Equal(SipEndKind.LocalBye, (await events.EndAsync()).Kind);
    }

    [Fact]
    public async Task Answer_OfASecondFork_IsAcknowledgedAndEndedWhileTheFirstGoesOn()
    {
        var (call, events) = _agent.Call(_phone.Address);
        var invite = await _phone.ExpectAsync("INVITE");
        _phone.Reply(invite, "200 OK", "one", _phone.Contact, ScriptedPhone.Sdp);
        Assert.Equal("one", (await _phone.ExpectAsync("ACK")).ToTag);

        _phone.Reply(invite, "200 OK", "two", _phone.Contact, ScriptedPhone.Sdp);

        Assert.Equal("two", (await _phone.ExpectAsync("ACK")).ToTag);
        var bye = await _phone.ExpectAsync("BYE");
        Assert.Equal("two", bye.ToTag);
        _phone.Reply(bye, "200 OK");
        await events.NextAsync("Answered");
        Assert.Equal((SipSessionState.Confirmed, 0), (call.State, events.Waiting));
    }

    [Fact]
    public async Task Failure_IsAcknowledgedAlsoWhenRepeated()
    {
        var (_, events) = _agent.Call(_phone.Address);
        var invite = await _phone.ExpectAsync("INVITE");
        _phone.Reply(invite, "486 Busy Here");
        var ack = await _phone.ExpectAsync("ACK");
        Assert.Equal((invite.Branch, invite.CSeq), (ack.Branch, ack.CSeq));

        _phone.Reply(invite, "486 Busy Here");

        await _phone.ExpectRepeatAsync(ack);
        var end = await events.EndAsync();
        Assert.Equal((SipEndKind.Rejected, (int?)486, "Busy Here"), (end.Kind, end.StatusCode, end.ReasonPhrase));
        Assert.Equal(0, events.Waiting);
    }

    [Fact]
    public async Task Redirect_IsReportedAndNotFollowed()
    {
        var (_, events) = _agent.Call(_phone.Address);
        _phone.Reply(await _phone.ExpectAsync("INVITE"), "302 Moved Temporarily", "phone", "Contact: <sip:300@127.0.0.9>");

        var end = await events.EndAsync();
        Assert.Equal((SipEndKind.Rejected, (int?)302), (end.Kind, end.StatusCode));
        Assert.Equal("300", end.Response!.Contact!.Uri.User);
        await _phone.ExpectAsync("ACK");
        await _phone.ExpectSilenceAsync(Moment);
    }

    [Fact]
    public async Task EarlyMedia_IsToldWithItsDescription()
    {
        var (call, events) = _agent.Call(_phone.Address);
        var invite = await _phone.ExpectAsync("INVITE");
        _phone.Reply(invite, "100 Trying", toTag: null);
        _phone.Reply(invite, "183 Session Progress", "phone", _phone.Contact, ScriptedPhone.Sdp);

        Assert.Equal(183, (await events.NextAsync("Provisional")).Response!.StatusCode);
        Assert.Equal(SipSessionState.Early, call.State);
        Assert.Contains("m=audio 40000", call.RemoteSdp);
    }

    [Fact]
    public async Task Bye_OfTheCallee_Is200AndEndsTheCall()
    {
        var (_, events) = _agent.Call(_phone.Address);
        var invite = await _phone.ExpectAsync("INVITE");
        _phone.Reply(invite, "200 OK", "phone", _phone.Contact, ScriptedPhone.Sdp);
        await _phone.ExpectAsync("ACK");

        _phone.Send(_phone.InDialogBack("BYE", invite, 1), _agent.Address);

        await _phone.ExpectAsync("200");
        Assert.Equal(SipEndKind.RemoteBye, (await events.EndAsync()).Kind);
        await _agent.AssertEmptyAsync();
    }

    [Fact]
    public async Task Bye_CrossingOurs_BothAreAnswered()
    {
        var (call, events) = _agent.Call(_phone.Address);
        var invite = await _phone.ExpectAsync("INVITE");
        _phone.Reply(invite, "200 OK", "phone", _phone.Contact, ScriptedPhone.Sdp);
        await _phone.ExpectAsync("ACK");
        call.HangUp();
        var ours = await _phone.ExpectAsync("BYE");

        _phone.Send(_phone.InDialogBack("BYE", invite, 1), _agent.Address);
        Assert.Equal("BYE", (await _phone.ExpectLaterAsync("200")).Method);
        _phone.Reply(ours, "481 Gone");

        Assert.Equal(SipEndKind.LocalBye, (await events.EndAsync()).Kind);
        await _agent.AssertEmptyAsync();
    }

    [Fact]
    public async Task Bye_BeforeOurAck_IsAnsweredAndTheAckStillSent()
    {
        var (_, events) = _agent.Call(_phone.Address, autoAck: false);
        var invite = await _phone.ExpectAsync("INVITE");
        _phone.Reply(invite, "200 OK", "phone", _phone.Contact, ScriptedPhone.Sdp);
        await events.NextAsync("Answered");

        _phone.Send(_phone.InDialogBack("BYE", invite, 1), _agent.Address);

        await _phone.ExpectAsync("200");
        await _phone.ExpectAsync("ACK");
        Assert.Equal(SipEndKind.RemoteBye, (await events.EndAsync()).Kind);
    }

    [Fact]
    public async Task Bye_OnAnEarlyDialog_Is200AndTheInviteIsCancelled()
    {
        var (_, events) = _agent.Call(_phone.Address);
        var invite = await _phone.ExpectAsync("INVITE");
        _phone.Reply(invite, "180 Ringing", "phone", _phone.Contact);
        await events.NextAsync("Provisional");

        _phone.Send(_phone.InDialogBack("BYE", invite, 1), _agent.Address);

        await _phone.ExpectAsync("200");
        await _phone.ExpectAsync("CANCEL");
        _phone.Reply(invite, "487 Request Terminated", "phone");
        await _phone.ExpectAsync("ACK");
        Assert.Equal(SipEndKind.RemoteBye, (await events.EndAsync()).Kind);
    }

    [Fact]
    public async Task RecordRoute_Loose_LaterRequestsCarryItReversedAndGoToTheFirst()
    {
        using var proxy = new ScriptedPhone();
        var (call, _) = _agent.Call(_phone.Address);
        var invite = await _phone.ExpectAsync("INVITE");
        _phone.Reply(invite, "200 OK", "phone", $"Record-Route: <sip:127.0.0.1:9;lr>, <sip:{proxy.Address};lr>\r\n{_phone.Contact}", ScriptedPhone.Sdp);

        var ack = await proxy.ExpectAsync("ACK");
        Assert.Equal($"sip:phone@{_phone.Address}", ack.RequestUri);
        Assert.Equal([$"<sip:{proxy.Address};lr>", "<sip:127.0.0.1:9;lr>"], ack.All("Route"));
        call.HangUp();
        Assert.Equal(ack.All("Route"), (await proxy.ExpectAsync("BYE")).All("Route"));
    }

    [Fact]
    public async Task RecordRoute_Strict_RequestUriIsTheRouteAndTheTargetComesLast()
    {
        var (_, _) = _agent.Call(_phone.Address);
        var invite = await _phone.ExpectAsync("INVITE");
        _phone.Reply(invite, "200 OK", "phone", $"Record-Route: <sip:{_phone.Address}>\r\nContact: <sip:far@127.0.0.1:9>", ScriptedPhone.Sdp);

        var ack = await _phone.ExpectAsync("ACK");
        Assert.Equal($"sip:{_phone.Address}", ack.RequestUri);
        Assert.Equal(["<sip:far@127.0.0.1:9>"], ack.All("Route"));
    }

    [Fact]
    public async Task Contact_NamingAForbiddenTarget_RequestsGoToThePeerInstead()
    {
        await using var careful = new TestAgent(change: o => o with { AllowsTarget = a => !a.Equals(IPAddress.Parse("127.0.0.66")) });
        using var elsewhere = new ScriptedPhone("127.0.0.66");
        careful.Call(_phone.Address);
        var invite = await _phone.ExpectAsync("INVITE");
        _phone.Reply(invite, "200 OK", "phone", elsewhere.Contact, ScriptedPhone.Sdp);

        Assert.Equal($"sip:phone@{elsewhere.Address}", (await _phone.ExpectAsync("ACK")).RequestUri);
        await elsewhere.ExpectSilenceAsync(Moment);
    }

    [Fact]
    public async Task Response_WithAnotherViaBelow_IsNotOurs()
    {
        var (call, _) = _agent.Call(_phone.Address);
        var invite = await _phone.ExpectAsync("INVITE");
        _phone.Send(invite.Answer("486 Busy Here", "phone").Replace("\r\nFrom:", "\r\nVia: SIP/2.0/UDP 127.0.0.9;branch=z9hG4bKx\r\nFrom:", StringComparison.Ordinal), _agent.Address);

        await _phone.ExpectSilenceAsync(Moment);
        Assert.Equal(SipSessionState.Inviting, call.State);
    }

    [Fact]
    public async Task Invite_WithControlCharactersInAHeader_ThrowsAndLeavesNothing()
    {
        Assert.ThrowsAny<ArgumentException>(() =>
            _agent.Call(_phone.Address, change: i => i with { ExtraHeaders = [("X-Evil", "a\r\nX-More: b")] }));

        await _phone.ExpectSilenceAsync(Moment);
        await _agent.AssertEmptyAsync();
    }
}
