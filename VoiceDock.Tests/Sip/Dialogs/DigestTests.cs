using VoiceDock.Core.Sip.Dialogs;
using VoiceDock.Tests.Sip.Peers;

namespace VoiceDock.Tests.Sip.Dialogs;

/// <summary>Which challenges are answered, and which never.</summary>
[Trait("Kind", "Sip")]
public sealed class DigestTests : IAsyncLifetime
{
    private const string Www = "WWW-Authenticate: Digest realm=\"pbx\", nonce=\"n1\", algorithm=MD5, qop=\"auth\"";
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
    public async Task Invite_Challenged_IsSentAgainOnceWithAnswer()
    {
        var (call, events) = _agent.Call(_phone.Address, new TestCredentials());
        var first = await _phone.ExpectAsync("INVITE");
        _phone.Reply(first, "401 Unauthorized", "a", Www);
        await _phone.ExpectAsync("ACK");

        var second = await _phone.ExpectAsync("INVITE");
        Assert.Equal((first.CSeq + 1, first.Header("Call-ID"), first.FromTag), (second.CSeq, second.Header("Call-ID"), second.FromTag));
        Assert.NotEqual(first.Branch, second.Branch);
        Assert.Null(second.ToTag);
        Assert.Contains("realm=\"pbx\"", second.Header("Authorization"));
        Assert.True(call.InviteRequest.Headers.Has("Authorization"));
        _phone.Reply(second, "200 OK", "b", _phone.Contact, ScriptedPhone.Sdp);

        var ack = await _phone.ExpectAsync("ACK");
        Assert.False(ack.Has("Authorization"));
        await events.NextAsync("Answered");
    }

    [Fact]
    public async Task Invite_ChallengedEveryTime_IsAnsweredOnceThenRefused()
    {
        var (_, events) = _agent.Call(_phone.Address, new TestCredentials());
        _phone.Reply(await _phone.ExpectAsync("INVITE"), "401 Unauthorized", "a", Www);
        await _phone.ExpectAsync("ACK");
        _phone.Reply(await _phone.ExpectAsync("INVITE"), "401 Unauthorized", "a", Www.Replace("n1", "n2", StringComparison.Ordinal));
        await _phone.ExpectAsync("ACK");

        var end = await events.EndAsync();
        Assert.Equal((SipEndKind.AuthRefused, (int?)401), (end.Kind, end.StatusCode));
        await _phone.ExpectSilenceAsync(Moment);
    }

    [Fact]
    public async Task Invite_StaleNonce_IsAnsweredOnceMore()
    {
        var (_, events) = _agent.Call(_phone.Address, new TestCredentials());
        _phone.Reply(await _phone.ExpectAsync("INVITE"), "407 Proxy Authentication Required", "a", Www.Replace("WWW", "Proxy", StringComparison.Ordinal));
        await _phone.ExpectAsync("ACK");
        var second = await _phone.ExpectAsync("INVITE");
        _phone.Reply(second, "407 Proxy Authentication Required", "a",
            Www.Replace("WWW", "Proxy", StringComparison.Ordinal).Replace("n1", "n2", StringComparison.Ordinal) + ", stale=true");
        await _phone.ExpectAsync("ACK");

        var third = await _phone.ExpectAsync("INVITE");
        Assert.Contains("nonce=\"n2\"", Assert.Single(third.All("Proxy-Authorization")));
        _phone.Reply(third, "486 Busy Here");
        Assert.Equal(SipEndKind.Rejected, (await events.EndAsync()).Kind);
    }

    [Fact]
    public async Task Invite_ProxyThenServer_BothAnswersAreCarried()
    {
        _agent.Call(_phone.Address, new TestCredentials());
        _phone.Reply(await _phone.ExpectAsync("INVITE"), "407 Proxy Authentication Required", "a", Www.Replace("WWW", "Proxy", StringComparison.Ordinal));
        await _phone.ExpectAsync("ACK");
        _phone.Reply(await _phone.ExpectAsync("INVITE"), "401 Unauthorized", "a", Www);
        await _phone.ExpectAsync("ACK");

        var third = await _phone.ExpectAsync("INVITE");
        Assert.True(third.Has("Authorization") && third.Has("Proxy-Authorization"));
    }

    [Theory]
    [InlineData("pbx", true, SipEndKind.ForeignRealm, "WWW-Authenticate: Digest realm=\"evil\", nonce=\"n\"")]
    [InlineData(null, false, SipEndKind.NoSupportedAlgorithm, "WWW-Authenticate: Digest realm=\"pbx\", nonce=\"n\", algorithm=MD5")]
    [InlineData(null, true, SipEndKind.NoSupportedAlgorithm, "WWW-Authenticate: Digest realm=\"pbx\", nonce=\"n\", algorithm=NONE-SUCH")]
    public async Task Invite_ChallengeWeMayNotAnswer_EndsWithItsReason(string? realm, bool md5, SipEndKind kind, string challenge)
    {
        var (_, events) = _agent.Call(_phone.Address, new TestCredentials(realm: realm, allowMd5: md5));
        _phone.Reply(await _phone.ExpectAsync("INVITE"), "401 Unauthorized", "a", challenge);

        Assert.Equal(kind, (await events.EndAsync()).Kind);
        await _phone.ExpectAsync("ACK");
        await _phone.ExpectSilenceAsync(Moment);
    }

    [Fact]
    public async Task Invite_ChallengedWithoutCredentials_IsAuthImpossible()
    {
        var (_, events) = _agent.Call(_phone.Address);
        _phone.Reply(await _phone.ExpectAsync("INVITE"), "401 Unauthorized", "a", Www);

        Assert.Equal(SipEndKind.AuthImpossible, (await events.EndAsync()).Kind);
    }

    [Fact]
    public async Task Challenge_FromAnotherAddress_IsNeverAnswered()
    {
        using var rogue = new ScriptedPhone("127.0.0.66");
        var (_, events) = _agent.Call(_phone.Address, new TestCredentials());
        var invite = await _phone.ExpectAsync("INVITE");

        rogue.Send(invite.Answer("401 Unauthorized", "a", Www), _agent.Address);

        Assert.Equal(SipEndKind.ForeignRealm, (await events.EndAsync()).Kind);
    }

    [Fact]
    public async Task Bye_ChallengedByTheTrunk_IsSentAgainWithAnswer()
    {
        var (call, _) = _agent.Call(_phone.Address, new TestCredentials());
        _phone.Reply(await _phone.ExpectAsync("INVITE"), "200 OK", "b", _phone.Contact, ScriptedPhone.Sdp);
        await _phone.ExpectAsync("ACK");
        call.HangUp();
        var bye = await _phone.ExpectAsync("BYE");
        _phone.Reply(bye, "401 Unauthorized", null, Www);

        var again = await _phone.ExpectAsync("BYE");
        Assert.Equal(bye.CSeq + 1, again.CSeq);
        Assert.True(again.Has("Authorization"));
        _phone.Reply(again, "401 Unauthorized", null, Www);
        await _phone.ExpectSilenceAsync(Moment);
        await _agent.AssertEmptyAsync();
    }

    [Fact]
    public async Task Bye_ChallengedByAContactElsewhere_IsNotAnswered()
    {
        using var rogue = new ScriptedPhone("127.0.0.66");
        var (call, _) = _agent.Call(_phone.Address, new TestCredentials());
        _phone.Reply(await _phone.ExpectAsync("INVITE"), "200 OK", "b", rogue.Contact, ScriptedPhone.Sdp);
        await rogue.ExpectAsync("ACK");
        call.HangUp();

        rogue.Reply(await rogue.ExpectAsync("BYE"), "401 Unauthorized", null, Www);

        await rogue.ExpectSilenceAsync(Moment);
        await _phone.ExpectSilenceAsync(Moment);
    }

    [Fact]
    public async Task Cancel_Challenged_IsNotAnswered()
    {
        var (call, events) = _agent.Call(_phone.Address, new TestCredentials());
        var invite = await _phone.ExpectAsync("INVITE");
        _phone.Reply(invite, "180 Ringing");
        await events.NextAsync("Provisional");
        call.HangUp();
        var cancel = await _phone.ExpectAsync("CANCEL");

        _phone.Reply(cancel, "401 Unauthorized", null, Www);
        _phone.Reply(invite, "401 Unauthorized", "phone", Www);

        await _phone.ExpectAsync("ACK");
        await _phone.ExpectSilenceAsync(Moment);
    }

    [Fact]
    public async Task Reinvite_ChallengedByTheTrunk_IsSentAgainWithAnswer()
    {
        var (call, _) = _agent.Call(_phone.Address, new TestCredentials());
        _phone.Reply(await _phone.ExpectAsync("INVITE"), "200 OK", "b", _phone.Contact, ScriptedPhone.Sdp);
        await _phone.ExpectAsync("ACK");
        var outcome = call.ReinviteAsync(ScriptedPhone.Sdp, TestContext.Current.CancellationToken);
        _phone.Reply(await _phone.ExpectAsync("INVITE"), "401 Unauthorized", null, Www);
        await _phone.ExpectAsync("ACK");

        var again = await _phone.ExpectAsync("INVITE");
        Assert.True(again.Has("Authorization"));
        _phone.Reply(again, "200 OK", null, _phone.Contact, ScriptedPhone.Sdp);

        Assert.True((await outcome).Accepted);
    }

    [Fact]
    public async Task Register_Challenged_IsAnsweredAndWrongPasswordIsTold()
    {
        var request = _agent.Options(_phone.Address) with { Method = "REGISTER", Credentials = new TestCredentials() };
        var exchange = _agent.Agent.SendAsync(request, TestContext.Current.CancellationToken);
        _phone.Reply(await _phone.ExpectAsync("REGISTER"), "401 Unauthorized", "a", Www);
        var again = await _phone.ExpectAsync("REGISTER");
        Assert.True(again.Has("Authorization"));
        _phone.Reply(again, "401 Unauthorized", "a", Www);

        Assert.Equal(SipExchangeOutcome.AuthRefused, (await exchange).Outcome);
    }
}
