using System.Net;
using VoiceDock.Core.Sip.Dialogs;
using VoiceDock.Core.Sip.Transport;
using VoiceDock.Tests.Interop.Matrix;
using VoiceDock.Tests.Sip.Peers;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Sip.Dialogs;

/// <summary>SIP over TCP (RFC 3261 section 18): one connection for the dialog, answers where the request came in, limits before parsing.</summary>
[Trait("Kind", "Sip")]
public sealed class TcpTests : IAsyncLifetime
{
    private readonly TestAgent _agent = new(change: o => o with
    {
        Connections = new SipConnectionLimits { PerSource = 3, MessageTime = TimeSpan.FromMilliseconds(500), MaxQueued = 4 },
    });

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _agent.DisposeAsync();

    [Fact]
    public async Task TwoAgents_CallBothWaysOverOneConnection()
    {
        await using var other = new TestAgent();
        var (call, events) = _agent.Call(SipTarget.Tcp(other.Address));
        var (inbound, inboundEvents) = await other.NextCallAsync();
        Assert.Equal(SipTransportKind.Tcp, inbound.Remote.Transport);
        Assert.StartsWith("SIP/2.0/TCP", inbound.InviteRequest.Headers["Via"], StringComparison.Ordinal);
        Assert.Contains(";transport=tcp", inbound.InviteRequest.Headers["Contact"], StringComparison.Ordinal);
        inbound.Answer(ScriptedPhone.Sdp);
        await events.NextAsync("Answered");
        await inboundEvents.NextAsync("Confirmed");

        inbound.HangUp();

        Assert.Equal(SipEndKind.RemoteBye, (await events.EndAsync()).Kind);
        await _agent.AssertEmptyAsync();
        await other.AssertEmptyAsync();
        Assert.Equal((1, 1), (_agent.Agent.Counters.Connections, other.Agent.Counters.Connections));
    }

    [Fact]
    [Interop("SIPp", "TCP")]
    public async Task Sipp_CallsAndIsCalled()
    {
        await using var caller = SippPeer.Call("calls-and-hangs-up", _agent.Address, "100", 1, 10, "-t", "t1");
        var (call, events) = await _agent.NextCallAsync();
        call.Answer(ScriptedPhone.Sdp);
        await events.NextAsync("Confirmed");
        Assert.Equal(SipEndKind.RemoteBye, (await events.EndAsync()).Kind);
        await caller.SucceedAsync();

        await using var callee = await SippPeer.ListenAsync("answers-until-bye", 1, "-t", "t1");
        var (ours, ourEvents) = _agent.Call(SipTarget.Tcp(callee.Address));
        await ourEvents.NextAsync("Provisional");
        await ourEvents.NextAsync("Answered");
        ours.HangUp();
        await callee.SucceedAsync();
    }

    [Fact]
    public async Task NoAnswer_NothingIsSentTwice()
    {
        using var listener = TcpPhone.Listen();
        var (_, events) = _agent.Call(SipTarget.Tcp((IPEndPoint)listener.LocalEndpoint));
        using var phone = await TcpPhone.AcceptAsync(listener);
        await phone.ExpectAsync("INVITE");

        Assert.Equal(SipEndKind.NoAnswer, (await events.EndAsync()).Kind);

        await phone.ExpectSilenceAsync(TimeSpan.FromMilliseconds(100));
        Assert.Equal(0, _agent.Agent.Counters.Retransmitted);
    }

    [Fact]
    public async Task ClosedPort_EndsAsUnreachableAtOnce()
    {
        var (_, events) = _agent.Call(SipTarget.Tcp(new IPEndPoint(IPAddress.Loopback, FreePort.Tcp())));

        var end = await events.EndAsync();

        Assert.Equal(SipEndKind.Unreachable, end.Kind);
        Assert.StartsWith("Nobody listens at tcp 127.0.0.1:", end.Detail, StringComparison.Ordinal);
        await _agent.AssertEmptyAsync();
    }

    [Fact]
    public async Task ConnectionClosedDuringTheCall_ByeGoesOverANewOneToTheSameAddress()
    {
        using var listener = TcpPhone.Listen();
        var (call, events) = _agent.Call(SipTarget.Tcp((IPEndPoint)listener.LocalEndpoint));
        using (var phone = await TcpPhone.AcceptAsync(listener))
        {
            var invite = await phone.ExpectAsync("INVITE");
            await phone.ReplyAsync(invite, "200 OK", "phone", $"Contact: <sip:phone@{listener.LocalEndpoint};transport=tcp>", ScriptedPhone.Sdp);
            await events.NextAsync("Answered");
            await phone.ExpectAsync("ACK");
        }

        await Eventually.TrueAsync(() => _agent.Agent.Counters.Connections == 0, "the closed connection is forgotten");
        call.HangUp();

        using var again = await TcpPhone.AcceptAsync(listener);
        await again.ReplyAsync(await again.ExpectAsync("BYE"), "200 OK");
        await _agent.AssertEmptyAsync();
    }

    [Fact]
    public async Task ConnectionClosedBeforeAnyAnswer_InviteIsSentOnceMore()
    {
        using var listener = TcpPhone.Listen();
        var (_, events) = _agent.Call(SipTarget.Tcp((IPEndPoint)listener.LocalEndpoint));
        string branch;
        using (var phone = await TcpPhone.AcceptAsync(listener)) branch = (await phone.ExpectAsync("INVITE")).Branch;
        using (var again = await TcpPhone.AcceptAsync(listener)) Assert.Equal(branch, (await again.ExpectAsync("INVITE")).Branch);

        Assert.Equal(SipEndKind.Unreachable, (await events.EndAsync()).Kind);
    }

    [Fact]
    public async Task CallerReconnects_AnswerGoesToItsOwnPort()
    {
        using var listener = TcpPhone.Listen();
        var phone = await TcpPhone.ConnectAsync(_agent.Address);
        var via = "z9hG4bK-gone";
        await phone.SendAsync(phone.Request("INVITE", "gone", "", ScriptedPhone.Sdp, branch: via)
            .Replace($"TCP {phone.Address}", $"TCP {listener.LocalEndpoint}", StringComparison.Ordinal));
        var (call, _) = await _agent.NextCallAsync();
        await phone.ExpectAsync("100");
        phone.Dispose();
        await Eventually.TrueAsync(() => _agent.Agent.Counters.Connections == 0, "the closed connection is forgotten");

        call.Reject(486);

        using var again = await TcpPhone.AcceptAsync(listener);
        await again.ExpectAsync("486");
    }

    [Fact]
    public async Task DoubleCrlf_IsAnsweredByOne()
    {
        using var phone = await TcpPhone.ConnectAsync(_agent.Address);
        await phone.SendAsync("\r\n\r\n");
        Assert.Equal("\r\n", await phone.ReadTextAsync());
    }

    [Fact]
    public async Task MessageWithoutLength_Draws400AndTheEndOfTheConnection()
    {
        using var phone = await TcpPhone.ConnectAsync(_agent.Address);
        await phone.SendAsync(phone.Request("OPTIONS", "endless").Replace("Content-Length: 0\r\n", "", StringComparison.Ordinal));
        Assert.Contains("No usable Content-Length", (await phone.ExpectAsync("400")).StartLine, StringComparison.Ordinal);
        await phone.ExpectClosedAsync();
    }

    [Fact]
    public async Task HalfAMessage_IsNotWaitedForLongerThanTheLimit_WhileOthersTalk()
    {
        using var slow = await TcpPhone.ConnectAsync(_agent.Address);
        using var good = await TcpPhone.ConnectAsync(_agent.Address);
        await slow.SendAsync("OPTIONS sip:100@127.0.0.1 SIP/2.0\r\nVia: ");
        await good.SendAsync(good.Request("OPTIONS", "good"));
        await good.ExpectAsync("200");

        await slow.ExpectClosedAsync();

        await good.SendAsync(good.Request("OPTIONS", "good", cseq: 2));
        await good.ExpectAsync("200");
    }

    [Fact]
    public async Task ConnectionsFromOneAddress_AreLimited()
    {
        using var first = await TcpPhone.ConnectAsync(_agent.Address);
        using var second = await TcpPhone.ConnectAsync(_agent.Address);
        var third = await TcpPhone.ConnectAsync(_agent.Address);
        await Eventually.TrueAsync(() => _agent.Agent.Counters.Connections == 3, "three are held");
        using (var fourth = await TcpPhone.ConnectAsync(_agent.Address)) await fourth.ExpectClosedAsync();
        Assert.Equal(1, _agent.Agent.Counters.ConnectionsRefused);

        third.Dispose();
        await Eventually.TrueAsync(() => _agent.Agent.Counters.Connections < 3, "the place is free again");
        using var next = await TcpPhone.ConnectAsync(_agent.Address);
        await next.SendAsync(next.Request("OPTIONS", "next"));
        await next.ExpectAsync("200");
    }

    [Theory]
    [InlineData(SipSourceVerdict.Unknown)]
    [InlineData(SipSourceVerdict.Reject)]
    public async Task Stranger_IsToldOnlyWhereTheOwnerWantsIt(SipSourceVerdict verdict)
    {
        _agent.Verdict = _ => verdict;
        using var phone = await TcpPhone.ConnectAsync(_agent.Address);
        await phone.SendAsync(phone.Request("INVITE", "stranger", "", ScriptedPhone.Sdp));

        if (verdict == SipSourceVerdict.Reject) await phone.ExpectAsync("403");
        else await phone.ExpectClosedAsync();

        Assert.StartsWith("INVITE sip:100@", (await _agent.Notices.Reader.ReadAsync(TestContext.Current.CancellationToken)).Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PeerThatReadsNothing_LosesItsConnection_AndDelaysNobody()
    {
        using var deaf = TcpPhone.Listen();
        var target = SipTarget.Tcp((IPEndPoint)deaf.LocalEndpoint);
        var stuck = Enumerable.Range(0, 400).Select(_ =>
            _agent.Agent.SendAsync(_agent.Options(target) with { ExtraHeaders = [("Subject", new string('x', 8_000))] }, TestContext.Current.CancellationToken)).ToArray();

        using var good = await TcpPhone.ConnectAsync(_agent.Address);
        await good.SendAsync(good.Request("OPTIONS", "good"));
        await good.ExpectAsync("200");

        Assert.All(await Task.WhenAll(stuck), e => Assert.NotEqual(SipExchangeOutcome.Answered, e.Outcome));
    }
}
