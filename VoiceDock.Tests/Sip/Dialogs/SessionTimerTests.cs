using Microsoft.Extensions.Time.Testing;
using VoiceDock.Core.Sip.Dialogs;
using VoiceDock.Tests.Sip.Peers;

namespace VoiceDock.Tests.Sip.Dialogs;

/// <summary>Session timers (RFC 4028), both roles. Real packets, moved clock.</summary>
[Trait("Kind", "Sip")]
public sealed class SessionTimerTests : IAsyncLifetime
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(150);

    private readonly FakeTimeProvider _time = new();
    private readonly TestAgent _agent;
    private readonly ScriptedPhone _phone = new();

    private uint _sequence = 50;

    public SessionTimerTests() => _agent = new TestAgent(time: _time);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        _phone.Dispose();
        await _agent.DisposeAsync();
    }

    [Fact]
    public async Task Invite_OfOurs_AsksForTheUsualInterval()
    {
        _agent.Call(_phone.Address);

        var invite = await _phone.ExpectAsync("INVITE");
        Assert.Equal(("1800", false), (invite.Header("Session-Expires"), invite.Has("Min-SE")));
        Assert.Contains("timer", invite.Header("Supported"));
        Assert.Contains("UPDATE", invite.Header("Allow"));
    }

    [Fact]
    public async Task Callee_FindsTheIntervalTooSmall_IsAskedAgainWithTheLarger()
    {
        var (_, events) = _agent.Call(_phone.Address);
        var first = await _phone.ExpectAsync("INVITE");
        _phone.Reply(first, "422 Session Interval Too Small", "phone", "Min-SE: 3600");
        await _phone.ExpectAsync("ACK");

        var again = await _phone.ExpectAsync("INVITE");
        Assert.Equal(("3600", "3600", 2u), (again.Header("Session-Expires"), again.Header("Min-SE"), again.CSeq));
        Assert.Equal((first.Header("Call-ID"), first.FromTag, null), (again.Header("Call-ID"), again.FromTag, again.ToTag));
        _phone.Accept(again);
        await events.NextAsync("Provisional");
        await events.NextAsync("Answered");
    }

    [Theory]
    [InlineData("Min-SE: 90")]
    [InlineData("Min-SE: nonsense")]
    [InlineData("X-None: 1")]
    public async Task Callee_AsksForNoLargerInterval_IsNotAskedAgain(string header)
    {
        var (_, events) = _agent.Call(_phone.Address);
        _phone.Reply(await _phone.ExpectAsync("INVITE"), "422 Session Interval Too Small", "phone", header);

        Assert.Equal((SipEndKind.Rejected, (int?)422), await EndAsync(events));
    }

    [Fact]
    public async Task Callee_NeverHasEnough_IsAskedThreeTimesMoreAtMost()
    {
        var (_, events) = _agent.Call(_phone.Address);
        for (var i = 0; i < 4; i++)
            _phone.Reply(await _phone.ExpectLaterAsync("INVITE"), "422 Session Interval Too Small", "phone", $"Min-SE: {2_000 + i}");

        Assert.Equal((SipEndKind.Rejected, (int?)422), await EndAsync(events));
    }

    [Fact]
    public async Task OurPart_RefreshesAtHalfTimeByUpdateWhereItIsAllowed()
    {
        var (_, _, invite) = await UpAsync("Session-Expires: 100;refresher=uac\r\nAllow: INVITE, UPDATE");
        _time.Advance(TimeSpan.FromSeconds(49));
        await _phone.ExpectSilenceAsync(Moment);

        for (var i = 0; i < 3; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(i == 0 ? 1.1 : 50.1));
            var update = await _phone.ExpectAsync("UPDATE");
            Assert.Equal(("100;refresher=uac", ""), (update.Header("Session-Expires"), update.Body));
            _phone.Reply(update, "200 OK", null, $"{_phone.Contact}\r\nSession-Expires: 100;refresher=uac");
            await SettledAsync(invite);
        }
    }

    [Fact]
    public async Task OurPart_RefreshesByReinviteOfTheSameDescriptionWhereUpdateIsNotAllowed()
    {
        var (call, events, invite) = await UpAsync("Session-Expires: 100;refresher=uac\r\nAllow: INVITE, BYE");

        _time.Advance(TimeSpan.FromSeconds(50.1));
        var reinvite = await _phone.ExpectAsync("INVITE");
        Assert.Equal(invite.Body, reinvite.Body);
        _phone.Reply(reinvite, "200 OK", null, $"{_phone.Contact}\r\nSession-Expires: 100;refresher=uac", ScriptedPhone.Sdp + "a=inactive\n");

        await _phone.ExpectAsync("ACK");
        await events.NextAsync("Refreshed");
        Assert.EndsWith("a=inactive\r\n", call.RemoteSdp);
    }

    [Fact]
    public async Task OurPart_UpdateAnswered405_GoesOnByReinviteAtOnce()
    {
        var (_, _, invite) = await UpAsync("Session-Expires: 100;refresher=uac\r\nAllow: UPDATE");
        _time.Advance(TimeSpan.FromSeconds(50.1));
        _phone.Reply(await _phone.ExpectAsync("UPDATE"), "405 Method Not Allowed", null);
        await SettledAsync(invite);

        _time.Advance(TimeSpan.FromMilliseconds(20));

        await _phone.ExpectAsync("INVITE");
    }

    [Fact]
    public async Task OurPart_RefreshAnswered481_EndsTheCallAsLost()
    {
        var (_, events, _) = await UpAsync("Session-Expires: 100;refresher=uac\r\nAllow: UPDATE");
        _time.Advance(TimeSpan.FromSeconds(50.1));

        _phone.Reply(await _phone.ExpectAsync("UPDATE"), "481 Call/Transaction Does Not Exist", null);

        await _phone.ExpectAsync("BYE");
        Assert.Equal((SipEndKind.SessionLost, (int?)481), await EndAsync(events));
    }

    [Fact]
    public async Task OurPart_RefreshAnswered422_IsSentAgainWithTheLargerInterval()
    {
        await UpAsync("Session-Expires: 100;refresher=uac\r\nAllow: UPDATE");
        _time.Advance(TimeSpan.FromSeconds(50.1));
        _phone.Reply(await _phone.ExpectAsync("UPDATE"), "422 Session Interval Too Small", null, "Min-SE: 400");

        var again = await _phone.ExpectAsync("UPDATE");
        Assert.Equal(("400;refresher=uac", "400"), (again.Header("Session-Expires"), again.Header("Min-SE")));
    }

    [Fact]
    public async Task OurPart_RefreshRefusedForOtherReasons_IsTriedAgainUntilTheSessionExpires()
    {
        var (_, events, invite) = await UpAsync("Session-Expires: 100;refresher=uac\r\nAllow: UPDATE");
        _time.Advance(TimeSpan.FromSeconds(50.1));
        _phone.Reply(await _phone.ExpectAsync("UPDATE"), "500 Server Internal Error", null);
        await SettledAsync(invite);
        _time.Advance(TimeSpan.FromSeconds(10));
        _phone.Reply(await _phone.ExpectAsync("UPDATE"), "500 Server Internal Error", null);
        await SettledAsync(invite);

        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal("SIP;cause=408;text=\"Session expired\"", (await _phone.ExpectLaterAsync("BYE")).Header("Reason"));
        Assert.Equal((SipEndKind.SessionLost, null), await EndAsync(events));
    }

    [Fact]
    public async Task TheirPart_NotDone_EndsTheCallBeforeTheIntervalIsOver()
    {
        var (_, events, _) = await UpAsync("Session-Expires: 100;refresher=uas");
        _time.Advance(TimeSpan.FromSeconds(67));
        await _phone.ExpectSilenceAsync(Moment);

        _time.Advance(TimeSpan.FromSeconds(1.1));

        Assert.Equal("SIP;cause=408;text=\"Session expired\"", (await _phone.ExpectAsync("BYE")).Header("Reason"));
        Assert.Equal((SipEndKind.SessionLost, null), await EndAsync(events));
    }

    [Fact]
    public async Task TheirPart_DoneByUpdate_TheIntervalBeginsAnew()
    {
        var (_, _, invite) = await UpAsync("Session-Expires: 100;refresher=uas");
        _time.Advance(TimeSpan.FromSeconds(60));

        _phone.Send(_phone.InDialogBack("UPDATE", invite, 1, headers: "Supported: timer\r\nSession-Expires: 100;refresher=uac"), _agent.Address);

        var ok = await _phone.ExpectAsync("200");
        Assert.Equal(("100;refresher=uac", "timer"), (ok.Header("Session-Expires"), ok.Header("Require")));
        _time.Advance(TimeSpan.FromSeconds(60));
        await _phone.ExpectSilenceAsync(Moment);
        _time.Advance(TimeSpan.FromSeconds(8.1));
        await _phone.ExpectAsync("BYE");
    }

    [Fact]
    public async Task Callee_KnowsNoTimers_IsNeitherRefreshedNorEnded()
    {
        await UpAsync("Allow: INVITE, UPDATE");

        _time.Advance(TimeSpan.FromHours(3));

        await _phone.ExpectSilenceAsync(Moment);
    }

    [Theory]
    [InlineData("Supported: timer\r\nSession-Expires: 300;refresher=uac", "300;refresher=uac", true)]
    [InlineData("Supported: timer\r\nSession-Expires: 300;refresher=uas", "300;refresher=uas", true)]
    [InlineData("Supported: timer\r\nSession-Expires: 300", "300;refresher=uas", true)]
    [InlineData("Supported: timer\r\nx: 7200", "1800;refresher=uas", true)]
    [InlineData("Supported: timer\r\nSession-Expires: 7200\r\nMin-SE: 3600", "3600;refresher=uas", true)]
    [InlineData("Supported: timer", "1800;refresher=uas", true)]
    [InlineData("Session-Expires: 60", "90;refresher=uas", false)]
    [InlineData("Supported: path", null, false)]
    public async Task Caller_AsksForAnInterval_TheAnswerSaysWhatHolds(string headers, string? holds, bool required)
    {
        _phone.Send(_phone.Request("INVITE", _agent.Address, headers: headers, body: ScriptedPhone.Sdp), _agent.Address);
        var (call, _) = await _agent.NextCallAsync();
        call.Answer(ScriptedPhone.Sdp);

        var ok = await _phone.ExpectLaterAsync("200");
        Assert.Equal(holds, ok.All("Session-Expires").FirstOrDefault());
        Assert.Equal(required ? "timer" : null, ok.All("Require").FirstOrDefault());
    }

    [Fact]
    public async Task Caller_AsksForTooSmallAnInterval_Is422()
    {
        _phone.Send(_phone.Request("INVITE", _agent.Address, headers: "Supported: timer\r\nSession-Expires: 60", body: ScriptedPhone.Sdp), _agent.Address);

        Assert.Equal("90", (await _phone.ExpectAsync("422")).Header("Min-SE"));
    }

    [Fact]
    public async Task Caller_AsksForTooSmallAnIntervalLater_Is422AndTheCallGoesOn()
    {
        var (call, _, invite) = await UpAsync("Session-Expires: 100;refresher=uas");

        _phone.Send(_phone.InDialogBack("UPDATE", invite, 1, headers: "Supported: timer\r\nSession-Expires: 20;refresher=uac"), _agent.Address);

        Assert.Equal("90", (await _phone.ExpectAsync("422")).Header("Min-SE"));
        Assert.Equal(SipSessionState.Confirmed, call.State);
    }

    [Fact]
    public async Task Caller_DoesNotRefresh_IsEnded()
    {
        _phone.Send(_phone.Request("INVITE", _agent.Address, headers: "Supported: timer\r\nSession-Expires: 90;refresher=uac", body: ScriptedPhone.Sdp), _agent.Address);
        var (call, events) = await _agent.NextCallAsync();
        call.Answer(ScriptedPhone.Sdp);
        _phone.Send(_phone.InDialog("ACK", await _phone.ExpectLaterAsync("200"), 1), _agent.Address);
        await events.NextAsync("Confirmed");

        _time.Advance(TimeSpan.FromSeconds(60.1));

        await _phone.ExpectLaterAsync("BYE");
        Assert.Equal((SipEndKind.SessionLost, null), await EndAsync(events));
    }

    private static async Task<(SipEndKind, int?)> EndAsync(SessionRecorder events) => await events.EndAsync() is var end ? (end.Kind, end.StatusCode) : default;

    // Messages of one Call-ID are handled in order: what was sent before an OPTIONS has been handled when that is answered.
    private async Task SettledAsync(WireMessage invite)
    {
        _phone.Send(_phone.InDialogBack("OPTIONS", invite, ++_sequence), _agent.Address);
        await _phone.ExpectAsync("200");
    }

    private async Task<(SipSession Call, SessionRecorder Events, WireMessage Invite)> UpAsync(string headers)
    {
        var (call, events) = _agent.Call(_phone.Address);
        var invite = await _phone.ExpectAsync("INVITE");
        _phone.Reply(invite, "200 OK", "phone", $"{_phone.Contact}\r\n{headers}", ScriptedPhone.Sdp);
        await _phone.ExpectAsync("ACK");
        await events.NextAsync("Answered");
        return (call, events, invite);
    }
}
