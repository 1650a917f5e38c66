using VoiceDock.Core.Sip.Dialogs;
using VoiceDock.Tests.Sip.Peers;

namespace VoiceDock.Tests.Sip.Dialogs;

/// <summary>100rel and PRACK (RFC 3262), both roles.</summary>
[Trait("Kind", "Sip")]
public sealed class ReliableProvisionalTests : IAsyncLifetime
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
    public async Task Callee_RingsReliably_EachIsAcknowledgedOnceAndInOrder()
    {
        var (call, events) = _agent.Call(_phone.Address);
        var invite = await _phone.ExpectAsync("INVITE");
        Assert.Equal("100rel, timer", invite.Header("Supported"));

        _phone.Reply(invite, "183 Session Progress", "phone", Reliable(7), ScriptedPhone.Sdp);
        var prack = await _phone.ExpectAsync("PRACK");
        Assert.Equal(("7 1 INVITE", 2u, "phone"), (prack.Header("RAck"), prack.CSeq, prack.ToTag));
        Assert.Equal($"sip:phone@{_phone.Address}", prack.RequestUri);
        _phone.Reply(prack, "200 OK");
        Assert.Equal(183, (await events.NextAsync("Provisional")).Response!.StatusCode);

        // The same again, and one that is not the next.
        _phone.Reply(invite, "183 Session Progress", "phone", Reliable(7), ScriptedPhone.Sdp);
        _phone.Reply(invite, "180 Ringing", "phone", Reliable(9));
        await _phone.ExpectSilenceAsync(Moment);
        Assert.Equal(0, events.Waiting);

        _phone.Reply(invite, "180 Ringing", "phone", Reliable(8));
        var second = await _phone.ExpectAsync("PRACK");
        Assert.Equal(("8 1 INVITE", 3u), (second.Header("RAck"), second.CSeq));
        _phone.Reply(second, "200 OK");
        await events.NextAsync("Provisional");

        // The answer has gone by in the 183: the 200 needs none.
        _phone.Reply(invite, "200 OK", "phone", _phone.Contact);
        await _phone.ExpectAsync("ACK");
        await events.NextAsync("Answered");
        Assert.Contains("m=audio 40000", call.RemoteSdp);
        call.HangUp();
        Assert.Equal(4u, (await _phone.ExpectAsync("BYE")).CSeq);
    }

    [Fact]
    public async Task Callee_DoesNotAnswerThePrack_ItIsRepeated()
    {
        _agent.Call(_phone.Address);
        var invite = await _phone.ExpectAsync("INVITE");

        _phone.Reply(invite, "180 Ringing", "phone", Reliable(1));

        await _phone.ExpectRepeatAsync(await _phone.ExpectAsync("PRACK"));
    }

    [Fact]
    public async Task Callee_ChallengesThePrack_ItIsSentAgainWithAnswer()
    {
        _agent.Call(_phone.Address, new TestCredentials());
        var invite = await _phone.ExpectAsync("INVITE");
        _phone.Reply(invite, "180 Ringing", "phone", Reliable(1));

        _phone.Reply(await _phone.ExpectAsync("PRACK"), "407 Proxy Authentication Required", "phone", "Proxy-Authenticate: Digest realm=\"pbx\", nonce=\"n\", algorithm=SHA-256");

        var again = await _phone.ExpectAsync("PRACK");
        Assert.Equal((3u, "1 1 INVITE"), (again.CSeq, again.Header("RAck")));
        Assert.Contains("username=\"alice\"", again.Header("Proxy-Authorization"));
    }

    [Fact]
    public async Task Callee_RingsReliablyOnTwoForks_EachHasItsOwnOrder()
    {
        _agent.Call(_phone.Address);
        var invite = await _phone.ExpectAsync("INVITE");

        _phone.Reply(invite, "180 Ringing", "one", Reliable(40));
        Assert.Equal(("one", "40 1 INVITE", 2u), Of(await _phone.ExpectAsync("PRACK")));
        _phone.Reply(invite, "180 Ringing", "two", Reliable(5));
        Assert.Equal(("two", "5 1 INVITE", 2u), Of(await _phone.ExpectAsync("PRACK")));
        _phone.Reply(invite, "180 Ringing", "one", Reliable(41));
        Assert.Equal(("one", "41 1 INVITE", 3u), Of(await _phone.ExpectAsync("PRACK")));
    }

    [Fact]
    public async Task Caller_RequiresIt_RingingIsRepeatedUntilItsPrack()
    {
        var (call, _) = await CalledAsync("Require: 100rel");
        call.Ring();
        var ringing = await _phone.ExpectLaterAsync("180");
        Assert.Equal("100rel", ringing.Header("Require"));
        await _phone.ExpectRepeatAsync(ringing);

        _phone.Send(Prack(ringing, 11, offBy: 1), _agent.Address);
        await _phone.ExpectAsync("481");
        _phone.Send(Prack(ringing, 12), _agent.Address);
        Assert.Equal("PRACK", (await _phone.ExpectAsync("200")).Method);

        call.Answer(ScriptedPhone.Sdp);
        Assert.Contains("m=audio", (await _phone.ExpectAsync("200")).Body);
        _phone.Send(Prack(ringing, 13), _agent.Address);
        Assert.Equal("PRACK", (await _phone.ExpectAsync("481")).Method);
    }

    [Fact]
    public async Task Caller_RequiresIt_TheNextRingingWaitsForThePrackBefore()
    {
        var (call, _) = await CalledAsync("Require: 100rel");
        call.Ring();
        call.Progress(ScriptedPhone.Sdp);
        var ringing = await _phone.ExpectLaterAsync("180");
        await _phone.ExpectSilenceAsync(Moment);

        _phone.Send(Prack(ringing, 11), _agent.Address);

        await _phone.ExpectAsync("200");
        var progress = await _phone.ExpectAsync("183");
        Assert.Equal(Sequence(ringing) + 1, Sequence(progress));
    }

    [Fact]
    public async Task Caller_RequiresIt_TheAnswerWaitsForThePrackOfTheDescription()
    {
        var (call, events) = await CalledAsync("Require: 100rel");
        call.Progress(ScriptedPhone.Sdp);
        call.Answer(ScriptedPhone.Sdp);
        var progress = await _phone.ExpectLaterAsync("183");
        await _phone.ExpectSilenceAsync(Moment);

        _phone.Send(Prack(progress, 11), _agent.Address);

        Assert.Equal("PRACK", (await _phone.ExpectAsync("200")).Method);
        var ok = await _phone.ExpectAsync("200");
        Assert.Equal(("INVITE", ""), (ok.Method, ok.Body));
        _phone.Send(_phone.InDialog("ACK", ok, 10), _agent.Address);
        await events.NextAsync("Confirmed");
    }

    [Fact]
    public async Task Caller_AnsweredBeforeItsPrackOfARinging_IsStillAnsweredThat()
    {
        var (call, _) = await CalledAsync("Require: 100rel");
        call.Ring();
        var ringing = await _phone.ExpectLaterAsync("180");
        call.Answer(ScriptedPhone.Sdp);
        Assert.Equal("INVITE", (await _phone.ExpectLaterAsync("200")).Method);

        _phone.Send(Prack(ringing, 11), _agent.Address);

        Assert.Equal("PRACK", (await _phone.ExpectAsync("200")).Method);
    }

    [Fact]
    public async Task Caller_NeverSendsThePrack_IsGivenUpWith504()
    {
        var (call, events) = await CalledAsync("Require: 100rel");
        call.Ring();

        await _phone.ExpectLaterAsync("504");
        Assert.Equal(SipEndKind.AckTimeout, (await events.EndAsync()).Kind);
    }

    [Fact]
    public async Task Caller_WithoutAnOffer_GetsOursInThe183AndAnswersInThePrack()
    {
        var (call, _) = await CalledAsync("Require: 100rel", body: "");
        call.Progress(ScriptedPhone.Sdp);
        var progress = await _phone.ExpectLaterAsync("183");
        Assert.Contains("m=audio", progress.Body);

        _phone.Send(Prack(progress, 11, body: ScriptedPhone.Sdp + "a=recvonly\n"), _agent.Address);

        await _phone.ExpectAsync("200");
        Assert.EndsWith("a=recvonly\r\n", call.RemoteSdp);
    }

    [Fact]
    public async Task Caller_OffersAnewInThePrack_IsAnsweredThere()
    {
        var (call, events) = await CalledAsync("Require: 100rel");
        call.Progress(ScriptedPhone.Sdp);
        var progress = await _phone.ExpectLaterAsync("183");

        _phone.Send(Prack(progress, 11, body: ScriptedPhone.Sdp + "a=sendonly\n"), _agent.Address);

        var offer = (await events.NextAsync("Reinvite")).Offer!;
        Assert.EndsWith("a=sendonly\r\n", offer.Sdp);
        offer.Accept(ScriptedPhone.Sdp + "a=recvonly\n");
        var ok = await _phone.ExpectAsync("200");
        Assert.Equal("PRACK", ok.Method);
        Assert.EndsWith("a=recvonly\n", ok.Body);
    }

    [Fact]
    public async Task Caller_OnlySupportsIt_RingsPlainly()
    {
        var (call, _) = await CalledAsync("Supported: 100rel");
        call.Ring();

        var ringing = await _phone.ExpectLaterAsync("180");
        Assert.False(ringing.Has("Require") || ringing.Has("RSeq"));
    }

    private string Reliable(int sequence) => $"{_phone.Contact}\r\nRequire: 100rel\r\nRSeq: {sequence}";

    private static (string? Tag, string Ack, uint Number) Of(WireMessage prack) => (prack.ToTag, prack.Header("RAck"), prack.CSeq);

    private static long Sequence(WireMessage response) => long.Parse(response.Header("RSeq"), System.Globalization.CultureInfo.InvariantCulture);

    private string Prack(WireMessage response, uint cseq, int offBy = 0, string body = "") =>
        _phone.InDialog("PRACK", response, cseq, headers: $"RAck: {Sequence(response) + offBy} 10 INVITE", body: body);

    private async Task<(SipSession Call, SessionRecorder Events)> CalledAsync(string headers, string body = ScriptedPhone.Sdp)
    {
        _phone.Send(_phone.Request("INVITE", _agent.Address, cseq: 10, headers: headers, body: body), _agent.Address);
        return await _agent.NextCallAsync();
    }
}
