using Microsoft.Extensions.Time.Testing;
using VoiceDock.Core.Sip.Dialogs;
using VoiceDock.Core.Sip.Messages;
using VoiceDock.Tests.Sip.Peers;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Sip.Dialogs;

/// <summary>REFER of ours inside a call and what the PBX does with it (RFC 3515). Real packets, moved clock.</summary>
[Trait("Kind", "Sip")]
public sealed class ReferTests : IAsyncLifetime
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(150);

    private readonly FakeTimeProvider _time = new();
    private readonly TestAgent _agent;
    private readonly ScriptedPhone _phone = new();
    private SipSession _call = null!;
    private SessionRecorder _events = null!;
    private WireMessage _invite = null!;
    private uint _sequence;

    public ReferTests() => _agent = new TestAgent(time: _time);

    public async ValueTask InitializeAsync()
    {
        (_call, _events) = _agent.Call(_phone.Address, new TestCredentials(realm: "pbx"));
        _invite = await _phone.ExpectAsync("INVITE");
        _phone.Reply(_invite, "200 OK", "phone", _phone.Contact, ScriptedPhone.Sdp);
        await _phone.ExpectAsync("ACK");
        await _events.NextAsync("Answered");
    }

    public async ValueTask DisposeAsync()
    {
        _phone.Dispose();
        await _agent.DisposeAsync();
    }

    [Fact]
    public async Task Refer_Sent_NamesWhomToCallAndWhoAsks()
    {
        var refer = await ReferAsync();

        Assert.Equal($"sip:phone@{_phone.Address}", refer.RequestUri);
        Assert.Equal(("<sip:300@pbx>", "<sip:desk@console>"), (refer.Header("Refer-To"), refer.Header("Referred-By")));
        Assert.Equal((2u, "phone", $"<sip:agent@{_agent.Address}>"), (refer.CSeq, refer.ToTag, refer.Header("Contact")));
    }

    [Theory]
    [InlineData("202 Accepted")]
    [InlineData("200 OK")]
    public async Task Pbx_TellsHowItGoesToTheEnd_SuccessIsTheLastNotify(string accepted)
    {
        _phone.Reply(await ReferAsync(), accepted, null);
        Assert.Equal(SipReferKind.Accepted, (await StateAsync()).Kind);
        await NotifyAsync("active;expires=60", "SIP/2.0 100 Trying");
        await NotifyAsync("active;expires=60", "SIP/2.0 180 Ringing");
        Assert.Equal(new SipReferState(SipReferKind.Progress, 100, "Trying"), await StateAsync());
        Assert.Equal(new SipReferState(SipReferKind.Progress, 180, "Ringing"), await StateAsync());

        await NotifyAsync("terminated;reason=noresource", "SIP/2.0 200 OK");

        Assert.Equal(new SipReferState(SipReferKind.Succeeded, 200, "OK"), await StateAsync());
        await NotifyAsync("terminated;reason=noresource", "SIP/2.0 200 OK", "481");
        Assert.Equal(SipSessionState.Confirmed, _call.State);
    }

    [Fact]
    public async Task Pbx_NotifiesBeforeItAnswers_BothAreUnderstood()
    {
        var refer = await ReferAsync();
        await NotifyAsync("active", "SIP/2.0 100 Trying");
        await NotifyAsync("terminated", "SIP/2.0 486 Busy Here");
        _phone.Reply(refer, "202 Accepted", null);

        Assert.Equal(SipReferKind.Progress, (await StateAsync()).Kind);
        Assert.Equal(new SipReferState(SipReferKind.Failed, 486, "Busy Here"), await StateAsync());
        await _phone.ExpectSilenceAsync(Moment);
        Assert.Equal(0, _events.Waiting);
    }

    [Theory]
    [InlineData("405 Method Not Allowed", 405)]
    [InlineData("603 Decline", 603)]
    [InlineData("503 Service Unavailable", 503)]
    public async Task Pbx_RefusesTheRefer_TheCallGoesOn(string answer, int status)
    {
        _phone.Reply(await ReferAsync(), answer, null);

        var state = await StateAsync();
        Assert.Equal((SipReferKind.Refused, (int?)status, true), (state.Kind, state.StatusCode, state.IsFinal));
        Assert.Equal(SipSessionState.Confirmed, _call.State);
    }

    [Fact]
    public async Task Pbx_AcceptsAndNeverTells_OutcomeIsUnknownAfterThirtySeconds()
    {
        _phone.Reply(await ReferAsync(), "202 Accepted", null);
        await StateAsync();
        _time.Advance(TimeSpan.FromSeconds(29.9));
        Assert.Equal(0, _events.Waiting);

        _time.Advance(TimeSpan.FromSeconds(0.2));

        Assert.Equal(new SipReferState(SipReferKind.Unknown), await StateAsync());
        Assert.Equal(SipSessionState.Confirmed, _call.State);
        await NotifyAsync("active", "SIP/2.0 180 Ringing", "481");
    }

    [Fact]
    public async Task Pbx_TellsOfTheRingingOnly_ItMayRingAsLongAsItSaid()
    {
        _phone.Reply(await ReferAsync(), "202 Accepted", null);
        await StateAsync();
        await NotifyAsync("active;expires=120", "SIP/2.0 180 Ringing");
        await StateAsync();
        _time.Advance(TimeSpan.FromSeconds(119));
        Assert.Equal(0, _events.Waiting);

        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(SipReferKind.Unknown, (await StateAsync()).Kind);
    }

    [Theory]
    [InlineData("active;expires=60", false)]
    [InlineData("terminated;reason=timeout", true)]
    public async Task Pbx_NotifiesWithoutABody_SaysOnlyWhetherMoreFollows(string state, bool over)
    {
        _phone.Reply(await ReferAsync(), "202 Accepted", null);
        await StateAsync();

        await NotifyAsync(state, "");

        if (over) Assert.Equal(new SipReferState(SipReferKind.Unknown), await StateAsync());
        else Assert.Equal(0, _events.Waiting);
    }

    [Fact]
    public async Task Pbx_HangsUpBeforeItTells_TheOutcomeMayFollowForASecond()
    {
        _phone.Reply(await ReferAsync(), "202 Accepted", null);
        await StateAsync();
        _phone.Send(_phone.InDialogBack("BYE", _invite, ++_sequence), _agent.Address);
        await _phone.ExpectAsync("200");
        Assert.Equal((SipSessionState.Ended, 0), (_call.State, _events.Waiting));

        await NotifyAsync("terminated", "SIP/2.0 200 OK");

        Assert.Equal(new SipReferState(SipReferKind.Succeeded, 200, "OK"), await StateAsync());
        Assert.Equal(SipEndKind.RemoteBye, (await _events.NextAsync("Ended")).End!.Kind);
    }

    [Fact]
    public async Task Pbx_HangsUpAndNeverTells_OutcomeIsUnknownAfterASecond()
    {
        _phone.Reply(await ReferAsync(), "202 Accepted", null);
        await StateAsync();
        _phone.Send(_phone.InDialogBack("BYE", _invite, ++_sequence), _agent.Address);
        await _phone.ExpectAsync("200");

        // the second begins when the BYE has been dealt with, a moment after its answer left
        var told = StateAsync();
        await Eventually.TrueAsync(() =>
        {
            _time.Advance(TimeSpan.FromSeconds(1.1));
            return told.IsCompleted;
        }, "the outcome is told");

        Assert.Equal(new SipReferState(SipReferKind.Unknown, SessionIsOver: true), await told);
        Assert.Equal(SipEndKind.RemoteBye, (await _events.NextAsync("Ended")).End!.Kind);
    }

    [Fact]
    public async Task We_HangUpBeforeItTells_OutcomeIsUnknownAtOnce()
    {
        _phone.Reply(await ReferAsync(), "202 Accepted", null);
        await StateAsync();

        _call.HangUp();

        Assert.Equal(new SipReferState(SipReferKind.Unknown, SessionIsOver: true), await StateAsync());
        Assert.Equal(SipEndKind.LocalBye, (await _events.NextAsync("Ended")).End!.Kind);
        await _phone.ExpectAsync("BYE");
    }

    [Theory]
    [InlineData("pbx", true)]
    [InlineData("evil", false)]
    public async Task Trunk_ChallengesTheRefer_IsAnsweredForItsOwnRealmOnly(string realm, bool answered)
    {
        var refer = await ReferAsync();
        _phone.Reply(refer, "401 Unauthorized", null, $"WWW-Authenticate: Digest realm=\"{realm}\", nonce=\"n\", algorithm=SHA-256");

        if (answered)
        {
            var again = await _phone.ExpectAsync("REFER");
            Assert.Equal((refer.CSeq + 1, refer.Header("Refer-To")), (again.CSeq, again.Header("Refer-To")));
            Assert.Contains("realm=\"pbx\"", again.Header("Authorization"));
            _phone.Reply(again, "202 Accepted", null);
            Assert.Equal(SipReferKind.Accepted, (await StateAsync()).Kind);
            await NotifyAsync("terminated", "SIP/2.0 200 OK", eventId: again.CSeq);
            Assert.Equal(SipReferKind.Succeeded, (await StateAsync()).Kind);
        }
        else
        {
            Assert.Equal(new SipReferState(SipReferKind.Refused, 401, "Unauthorized"), await StateAsync());
            await _phone.ExpectSilenceAsync(Moment);
        }
    }

    [Fact]
    public async Task Stranger_ChallengesTheRefer_IsNotAnswered()
    {
        using var elsewhere = new ScriptedPhone("127.0.0.66");
        var (call, events) = _agent.Call(_phone.Address, new TestCredentials(realm: "pbx"));
        var invite = await _phone.ExpectAsync("INVITE");
        _phone.Reply(invite, "200 OK", "phone", elsewhere.Contact, ScriptedPhone.Sdp);
        await elsewhere.ExpectAsync("ACK");
        await events.NextAsync("Answered");
        Assert.True(call.Refer(To, null));

        elsewhere.Reply(await elsewhere.ExpectAsync("REFER"), "401 Unauthorized", null, "WWW-Authenticate: Digest realm=\"pbx\", nonce=\"n\"");

        Assert.Equal(SipReferKind.Refused, (await events.NextAsync("Referred")).Refer!.Kind);
        await elsewhere.ExpectSilenceAsync(Moment);
    }

    [Theory]
    [InlineData("refer;id=77")]
    [InlineData("presence")]
    [InlineData("")]
    public async Task Pbx_NotifiesOfSomethingElse_Is481(string package)
    {
        await ReferAsync();

        _phone.Send(_phone.InDialogBack("NOTIFY", _invite, ++_sequence, headers: $"Event: {package}\r\nSubscription-State: terminated"), _agent.Address);

        await _phone.ExpectAsync("481");
        Assert.Equal(0, _events.Waiting);
    }

    [Fact]
    public async Task Owner_RefersTwice_TheSecondIsNotSent()
    {
        await ReferAsync();

        Assert.False(_call.Refer(To, null));
    }

    [Fact]
    public async Task Refer_Unsettled_LeavesNothingBehindAfterTheCall()
    {
        _phone.Reply(await ReferAsync(), "202 Accepted", null);
        await StateAsync();
        _call.HangUp();
        _phone.Reply(await _phone.ExpectAsync("BYE"), "200 OK", null);
        await _events.EndAsync();

        await Support.Eventually.TrueAsync(
            () =>
            {
                _time.Advance(TimeSpan.FromSeconds(5));
                return _agent.Agent.Counters is { Sessions: 0, ClientTransactions: 0, Timers: 0 };
            },
            () => $"nothing is left: {_agent.Agent.Counters}");
    }

    private static NameAddr To { get; } = new() { Uri = new SipUri { Scheme = "sip", User = "300", Host = "pbx" } };

    private async Task<WireMessage> ReferAsync()
    {
        Assert.True(_call.Refer(To, new NameAddr { Uri = new SipUri { Scheme = "sip", User = "desk", Host = "console" } }));
        return await _phone.ExpectAsync("REFER");
    }

    private async Task<SipReferState> StateAsync() => (await _events.NextAsync("Referred")).Refer!;

    private async Task NotifyAsync(string state, string fragment, string expected = "200", uint? eventId = null)
    {
        var headers = $"Event: refer{(eventId is null ? "" : $";id={eventId}")}\r\nSubscription-State: {state}";
        var notify = fragment.Length == 0
            ? _phone.InDialogBack("NOTIFY", _invite, ++_sequence, headers: headers)
            : _phone.InDialogBack("NOTIFY", _invite, ++_sequence, headers: headers, body: fragment + "\n")
                .Replace("Content-Type: application/sdp", "Content-Type: message/sipfrag;version=2.0", StringComparison.Ordinal);
        _phone.Send(notify, _agent.Address);
        Assert.Equal("NOTIFY", (await _phone.ExpectAsync(expected)).Method);
    }
}
