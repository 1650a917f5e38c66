using VoiceDock.Core.Sip.Dialogs;
using VoiceDock.Core.Sip.Messages;
using VoiceDock.Tests.Interop.Matrix;
using VoiceDock.Tests.Sip.Peers;

namespace VoiceDock.Tests.Sip.Dialogs;

/// <summary>SIPp as the peer for PRACK, UPDATE, session timers, glare and REFER. SIPp itself checks the headers we owe it.</summary>
[Trait("Kind", "Sip")]
public sealed class SippExtensionTests : IAsyncLifetime
{
    // Intervals of seconds, so that a refresh comes while the test runs.
    private readonly TestAgent _agent = new(change: o => o with { MinSessionExpires = TimeSpan.FromSeconds(2) });
    private readonly TestAgent _standard = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _agent.DisposeAsync();
        await _standard.DisposeAsync();
    }

    [Fact]
    [Interop("SIPp", "100rel")]
    public async Task Callee_RingsReliablyThenAnswers()
    {
        await using var sipp = await SippPeer.ListenAsync("rings-reliably-then-answers");
        var (call, events) = _standard.Call(sipp.Address);
        Assert.Equal(183, (await events.NextAsync("Provisional")).Response!.StatusCode);
        Assert.Equal(180, (await events.NextAsync("Provisional")).Response!.StatusCode);
        await events.NextAsync("Answered");
        Assert.Contains("m=audio", call.RemoteSdp);

        call.HangUp();

        await sipp.SucceedAsync();
    }

    [Fact]
    [Interop("SIPp", "100rel")]
    public async Task Caller_RequiresReliableRinging()
    {
        await using var sipp = SippPeer.Call("calls-and-requires-reliable-ringing", _standard.Address);
        var (call, events) = await _standard.NextCallAsync();
        call.Progress(ScriptedPhone.Sdp);
        call.Answer(ScriptedPhone.Sdp);

        await events.NextAsync("Confirmed");
        await sipp.SucceedAsync();
    }

    [Fact]
    [Interop("SIPp", "session timer")]
    public async Task Callee_FindsTheIntervalTooSmall()
    {
        await using var sipp = await SippPeer.ListenAsync("finds-the-interval-too-small");
        var (call, events) = _standard.Call(sipp.Address);
        await events.NextAsync("Answered");

        call.HangUp();

        await sipp.SucceedAsync();
    }

    [Fact]
    [Interop("SIPp", "session timer")]
    public async Task Caller_AsksForTooSmallAnInterval()
    {
        await using var sipp = SippPeer.Call("calls-with-a-small-interval", _standard.Address);
        var (call, events) = await _standard.NextCallAsync();
        call.Answer(ScriptedPhone.Sdp);

        await events.NextAsync("Confirmed");
        Assert.Equal(SipEndKind.RemoteBye, (await events.EndAsync()).Kind);
        await sipp.SucceedAsync();
    }

    [Theory]
    [InlineData("lets-us-refresh-by-update")]
    [InlineData("lets-us-refresh-by-reinvite")]
    [Interop("SIPp", "session timer")]
    public async Task Callee_LetsUsRefresh(string scenario)
    {
        await using var sipp = await SippPeer.ListenAsync(scenario);
        var (_, events) = _agent.Call(sipp.Address);

        Assert.Equal(SipEndKind.RemoteBye, (await events.EndAsync()).Kind);
        await sipp.SucceedAsync();
    }

    [Fact]
    [Interop("SIPp", "UPDATE")]
    public async Task Caller_Updates()
    {
        await using var sipp = SippPeer.Call("calls-and-updates", _standard.Address);
        var (call, events) = await _standard.NextCallAsync();
        call.Answer(ScriptedPhone.Sdp);
        await events.NextAsync("Confirmed");

        (await events.NextAsync("Reinvite")).Offer!.Accept(ScriptedPhone.Sdp + "a=recvonly\n");

        await sipp.SucceedAsync();
    }

    [Fact]
    [Interop("SIPp", "glare")]
    public async Task Callee_OffersWhenWeOffer()
    {
        await using var sipp = await SippPeer.ListenAsync("offers-when-we-offer");
        var (call, events) = _standard.Call(sipp.Address);
        await events.NextAsync("Answered");

        var outcome = await call.ReinviteAsync(ScriptedPhone.Sdp.ReplaceLineEndings("\r\n") + "a=sendonly\r\n", TestContext.Current.CancellationToken);

        Assert.True(outcome.Accepted);
        call.HangUp();
        await sipp.SucceedAsync();
    }

    [Fact]
    [Interop("SIPp", "REFER")]
    public async Task Pbx_TakesAReferAndTellsTheEnd()
    {
        await using var sipp = await SippPeer.ListenAsync("takes-a-refer-and-tells-the-end");
        var (_, events) = await ReferAsync(sipp);

        await ExpectAsync(events, SipReferKind.Accepted, 202);
        await ExpectAsync(events, SipReferKind.Progress, 100);
        await ExpectAsync(events, SipReferKind.Progress, 180);
        await ExpectAsync(events, SipReferKind.Succeeded, 200);
        Assert.Equal(SipEndKind.RemoteBye, (await events.EndAsync()).Kind);
        await sipp.SucceedAsync();
    }

    [Fact]
    [Interop("SIPp", "REFER")]
    public async Task Pbx_TakesAReferAndFindsItBusy()
    {
        await using var sipp = await SippPeer.ListenAsync("takes-a-refer-and-finds-it-busy");
        var (call, events) = await ReferAsync(sipp);

        await ExpectAsync(events, SipReferKind.Accepted, 200);
        await ExpectAsync(events, SipReferKind.Failed, 486);
        call.HangUp();
        await sipp.SucceedAsync();
    }

    [Fact]
    [Interop("SIPp", "REFER")]
    public async Task Pbx_TakesAReferAndHangsUpFirst()
    {
        await using var sipp = await SippPeer.ListenAsync("takes-a-refer-and-hangs-up-first");
        var (_, events) = await ReferAsync(sipp);

        await ExpectAsync(events, SipReferKind.Accepted, 202);
        await ExpectAsync(events, SipReferKind.Succeeded, 200);
        Assert.Equal(SipEndKind.RemoteBye, (await events.NextAsync("Ended")).End!.Kind);
        await sipp.SucceedAsync();
    }

    [Fact]
    [Interop("SIPp", "REFER")]
    public async Task Pbx_RefusesARefer()
    {
        await using var sipp = await SippPeer.ListenAsync("refuses-a-refer");
        var (call, events) = await ReferAsync(sipp);

        await ExpectAsync(events, SipReferKind.Refused, 405);
        Assert.Equal(SipSessionState.Confirmed, call.State);
        call.HangUp();
        await sipp.SucceedAsync();
    }

    [Fact]
    [Interop("SIPp", "REFER")]
    public async Task Caller_RefersUs_IsDeclined()
    {
        await using var sipp = SippPeer.Call("calls-and-refers", _standard.Address);
        var (call, events) = await _standard.NextCallAsync();
        call.Answer(ScriptedPhone.Sdp);

        await events.NextAsync("Confirmed");
        await sipp.SucceedAsync();
    }

    private async Task<(SipSession Call, SessionRecorder Events)> ReferAsync(SippPeer sipp)
    {
        var (call, events) = _standard.Call(sipp.Address);
        await events.NextAsync("Answered");
        Assert.True(call.Refer(
            new NameAddr { Uri = new SipUri { Scheme = "sip", User = "300", Host = "127.0.0.1" } },
            new NameAddr { Uri = new SipUri { Scheme = "sip", User = "desk", Host = "127.0.0.1" } }));
        return (call, events);
    }

    private static async Task ExpectAsync(SessionRecorder events, SipReferKind kind, int status) =>
        Assert.Equal((kind, (int?)status), await events.NextAsync("Referred") is { Refer: { } state } ? (state.Kind, state.StatusCode) : default);
}
