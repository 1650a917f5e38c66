using System.Net;
using Microsoft.Extensions.Time.Testing;
using VoiceDock.Core.Sip.Dialogs;
using VoiceDock.Core.Sip.Transport;
using VoiceDock.Tests.Sip.Peers;

namespace VoiceDock.Tests.Sip.Dialogs;

/// <summary>Our stack against itself, over loopback.</summary>
[Trait("Kind", "Sip")]
public sealed class TwoAgentsTests : IAsyncLifetime
{
    private readonly TestAgent _caller = new();
    private readonly TestAgent _callee = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _caller.DisposeAsync();
        await _callee.DisposeAsync();
    }

    [Fact]
    public async Task Call_AnsweredAndHungUpByCaller_BothEndAndNothingIsLeft()
    {
        var (call, events) = _caller.Call(_callee.Address);
        var (inbound, inboundEvents) = await _callee.NextCallAsync();
        Assert.Equal(call.CallId, inbound.CallId);
        Assert.Contains("m=audio", inbound.RemoteSdp);

        inbound.Ring();
        Assert.Equal(180, (await events.NextAsync("Provisional")).Response!.StatusCode);
        inbound.Answer(ScriptedPhone.Sdp);
        await events.NextAsync("Answered");
        await inboundEvents.NextAsync("Confirmed");
        Assert.Equal(SipSessionState.Confirmed, call.State);
        Assert.Contains("m=audio", call.RemoteSdp);

        call.HangUp();
        Assert.Equal(SipEndKind.LocalBye, (await events.EndAsync()).Kind);
        Assert.Equal(SipEndKind.RemoteBye, (await inboundEvents.EndAsync()).Kind);
        await _caller.AssertEmptyAsync();
        await _callee.AssertEmptyAsync();
    }

    [Fact]
    public async Task Call_HungUpByCallee_CallerSeesRemoteBye()
    {
        var (_, events) = _caller.Call(_callee.Address);
        var (inbound, inboundEvents) = await _callee.NextCallAsync();
        inbound.Answer(ScriptedPhone.Sdp);
        await inboundEvents.NextAsync("Confirmed");

        inbound.HangUp("SIP;cause=200;text=\"done\"");

        var end = await events.EndAsync();
        Assert.Equal(SipEndKind.RemoteBye, end.Kind);
        Assert.Equal("SIP;cause=200;text=\"done\"", end.Detail);
        Assert.Equal(SipEndKind.LocalBye, (await inboundEvents.EndAsync()).Kind);
    }

    [Fact]
    public async Task Call_CancelledWhileRinging_CalleeSeesRemoteCancel()
    {
        var (call, events) = _caller.Call(_callee.Address);
        var (inbound, inboundEvents) = await _callee.NextCallAsync();
        inbound.Ring();
        await events.NextAsync("Provisional");

        call.HangUp();
        call.HangUp();

        Assert.Equal(SipEndKind.Cancelled, (await events.EndAsync()).Kind);
        Assert.Equal(SipEndKind.RemoteCancel, (await inboundEvents.EndAsync()).Kind);
        await _caller.AssertEmptyAsync();
        await _callee.AssertEmptyAsync();
        Assert.Equal(0, events.Waiting);
    }

    [Fact]
    public async Task Call_Rejected_StatusReasonAndHeadersArrive()
    {
        var (_, events) = _caller.Call(_callee.Address);
        var (inbound, inboundEvents) = await _callee.NextCallAsync();

        inbound.Reject(486, "Busy Here", ("Retry-After", "7"));

        var end = await events.EndAsync();
        Assert.Equal((SipEndKind.Rejected, (int?)486, "Busy Here"), (end.Kind, end.StatusCode, end.ReasonPhrase));
        Assert.Equal("7", end.Response!.Headers["Retry-After"]);
        Assert.Equal(SipEndKind.Rejected, (await inboundEvents.EndAsync()).Kind);
    }

    [Fact]
    public async Task Reinvite_Accepted_BothHaveTheNewDescription()
    {
        var (call, events) = _caller.Call(_callee.Address);
        var (inbound, inboundEvents) = await _callee.NextCallAsync();
        inbound.Answer(ScriptedPhone.Sdp);
        await events.NextAsync("Answered");
        await inboundEvents.NextAsync("Confirmed");

        var outcome = call.ReinviteAsync("v=0\r\ns=hold\r\n", TestContext.Current.CancellationToken);
        var offer = (await inboundEvents.NextAsync("Reinvite")).Offer!;
        Assert.Equal("v=0\r\ns=hold\r\n", offer.Sdp);
        offer.Accept("v=0\r\ns=held\r\n");
        offer.Reject();

        Assert.Equal(new SipReinviteOutcome(true, 200, "v=0\r\ns=held\r\n"), await outcome);
        Assert.Equal("v=0\r\ns=held\r\n", call.RemoteSdp);
        Assert.Equal("v=0\r\ns=hold\r\n", inbound.RemoteSdp);

        var back = inbound.ReinviteAsync("v=0\r\ns=more\r\n", TestContext.Current.CancellationToken);
        (await events.NextAsync("Reinvite")).Offer!.Reject(488);
        Assert.Equal(new SipReinviteOutcome(false, 488, null), await back);
        Assert.Equal(SipSessionState.Confirmed, call.State);
    }

    [Fact]
    public async Task Session_OfTwoHours_IsRefreshedAllTheTimeAndThenHungUp()
    {
        var time = new FakeTimeProvider();
        await using var caller = new TestAgent(time: time);
        await using var callee = new TestAgent(time: time);
        var (call, events) = caller.Call(callee.Address, change: i => i with { ExtraHeaders = [("Require", "100rel")] });
        var (inbound, inboundEvents) = await callee.NextCallAsync();
        inbound.Progress(ScriptedPhone.Sdp);
        inbound.Answer(ScriptedPhone.Sdp);
        await events.NextAsync("Provisional");
        await events.NextAsync("Answered");
        await inboundEvents.NextAsync("Confirmed");

        for (var minutes = 0; minutes < 120; minutes += 15)
        {
            // The callee refreshes; the clock stands until it has its answer, and an OPTIONS behind that has been answered too.
            var (sent, answered) = (callee.Agent.Counters.Sent, callee.Agent.Counters.Received);
            time.Advance(TimeSpan.FromMinutes(15.1));
            await Support.Eventually.TrueAsync(() => callee.Agent.Counters.Sent > sent, "a refresh leaves every quarter of an hour");
            await Support.Eventually.TrueAsync(() => callee.Agent.Counters.Received > answered, "it is answered");
            await caller.Agent.SendAsync(caller.Options(callee.Address) with { CallId = call.CallId, CSeq = (uint)(1_000 + minutes) }, TestContext.Current.CancellationToken);
        }

        Assert.Equal((SipSessionState.Confirmed, SipSessionState.Confirmed), (call.State, inbound.State));
        inbound.HangUp();
        Assert.Equal(SipEndKind.RemoteBye, (await events.EndAsync()).Kind);
    }

    [Theory]
    [InlineData("0.0.0.0", "127.0.0.1")]
    [InlineData("::1", "::1")]
    [InlineData("::", "127.0.0.1")]
    [InlineData("::", "::1")]
    public async Task Call_OverAnyAddressFamily_WorksAndShowsTheRightAddress(string bind, string reach)
    {
        await using var other = new TestAgent(change: o => o with { Bind = new IPEndPoint(IPAddress.Parse(bind), 0) });
        await using var caller = new TestAgent(change: o => o with { Bind = new IPEndPoint(IPAddress.Parse(reach), 0) });
        var (call, events) = caller.Call(new IPEndPoint(IPAddress.Parse(reach), other.Address.Port));
        var (inbound, inboundEvents) = await other.NextCallAsync();
        Assert.Equal(SipTarget.Udp(caller.Address), inbound.Remote);
        inbound.Answer(ScriptedPhone.Sdp);

        var ok = (await events.NextAsync("Answered")).Response!;
        Assert.Equal((reach, other.Address.Port), (ok.Contact!.Uri.Host, ok.Contact.Uri.Port));
        await inboundEvents.NextAsync("Confirmed");
        inbound.HangUp();
        Assert.Equal(SipEndKind.RemoteBye, (await events.EndAsync()).Kind);
    }

    [Fact]
    public async Task Options_Answered_RoundTripIsTold()
    {
        var exchange = await _caller.Agent.SendAsync(_caller.Options(_callee.Address), TestContext.Current.CancellationToken);

        Assert.Equal(SipExchangeOutcome.Answered, exchange.Outcome);
        Assert.Equal(200, exchange.Response!.StatusCode);
        Assert.Contains("INVITE", exchange.Response.Headers["Allow"]);
        Assert.True(exchange.Response.Headers.Has("Accept") && exchange.Response.Headers.Has("Supported"));
        Assert.InRange(exchange.RoundTrip, TimeSpan.FromTicks(1), TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Dispose_WithCallsUp_OwnersAreToldShutdownAndPeersGetBye()
    {
        var (_, events) = _caller.Call(_callee.Address);
        var (inbound, inboundEvents) = await _callee.NextCallAsync();
        inbound.Answer(ScriptedPhone.Sdp);
        await events.NextAsync("Answered");
        await inboundEvents.NextAsync("Confirmed");

        await _caller.DisposeAsync();

        Assert.Equal(SipEndKind.Shutdown, (await events.EndAsync()).Kind);
        Assert.Equal(SipEndKind.RemoteBye, (await inboundEvents.EndAsync()).Kind);
    }
}
