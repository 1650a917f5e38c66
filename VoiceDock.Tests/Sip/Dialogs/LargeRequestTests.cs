using System.Net;
using System.Net.Sockets;
using VoiceDock.Core.Sip.Dialogs;
using VoiceDock.Core.Sip.Transport;
using VoiceDock.Tests.Sip.Peers;

namespace VoiceDock.Tests.Sip.Dialogs;

/// <summary>A request above 1,300 bytes goes over TCP, and back over UDP where TCP is refused or ignored (RFC 3261 18.1.1).</summary>
[Trait("Kind", "Sip")]
public sealed class LargeRequestTests : IAsyncLifetime
{
    private static readonly (string, string)[] Large = [("Subject", new string('x', 1_300))];

    private readonly TestAgent _agent = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _agent.DisposeAsync();

    [Fact]
    public async Task TcpIsThere_LargeGoesOverIt_SmallDoesNot()
    {
        await using var other = new TestAgent();
        var vias = new List<string>();
        other.Answer = request =>
        {
            vias.Add(request.TopVia.Transport);
            return null;
        };

        foreach (var headers in new[] { Large, [] })
        {
            var exchange = await _agent.Agent.SendAsync(_agent.Options(other.Address) with { ExtraHeaders = headers }, TestContext.Current.CancellationToken);
            Assert.Equal(SipExchangeOutcome.Answered, exchange.Outcome);
        }

        Assert.Equal(["TCP", "UDP"], vias);
    }

    [Fact]
    public async Task LargeInvite_IsCancelledOverTheSameConnection()
    {
        await using var other = new TestAgent();
        var (call, events) = _agent.Call(other.Address, change: i => i with { ExtraHeaders = Large });
        var (inbound, inboundEvents) = await other.NextCallAsync();
        Assert.Equal(SipTransportKind.Tcp, inbound.Remote.Transport);
        inbound.Ring();
        await events.NextAsync("Provisional");

        call.HangUp();

        Assert.Equal(SipEndKind.RemoteCancel, (await inboundEvents.EndAsync()).Kind);
        await _agent.AssertEmptyAsync();
    }

    [Fact]
    public async Task TcpIsRefused_GoesOverUdp_AndTheNextOneDirectly()
    {
        await using var other = new TestAgent(change: o => o with { ListensTcp = false });
        for (var i = 0; i < 2; i++)
        {
            var (call, events) = _agent.Call(other.Address, change: x => x with { ExtraHeaders = Large });
            var (inbound, inboundEvents) = await other.NextCallAsync();
            Assert.Equal(SipTransportKind.Udp, inbound.Remote.Transport);
            Assert.Equal("UDP", inbound.InviteRequest.TopVia.Transport);
            inbound.Answer(ScriptedPhone.Sdp);
            await events.NextAsync("Answered");
            await inboundEvents.NextAsync("Confirmed");
            call.HangUp();
            Assert.Equal(SipEndKind.RemoteBye, (await inboundEvents.EndAsync()).Kind);
        }

        await _agent.AssertEmptyAsync();
    }

    [Fact]
    public async Task TcpIsIgnored_GoesOverUdpSoon_AndTheConnectionIsGivenUp()
    {
        using var phone = new ScriptedPhone();
        // A listener whose queue is full drops what comes, as a firewall does.
        using var full = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        full.Bind(phone.Address);
        full.Listen(0);
        using var first = new TcpClient();
        using var second = new TcpClient();
        _ = first.ConnectAsync(phone.Address, TestContext.Current.CancellationToken);
        _ = second.ConnectAsync(phone.Address, TestContext.Current.CancellationToken);

        var asked = _agent.Agent.SendAsync(_agent.Options(phone.Address) with { ExtraHeaders = Large, Timeout = TimeSpan.FromSeconds(5) }, TestContext.Current.CancellationToken);

        var options = await phone.ExpectAsync("OPTIONS");
        Assert.StartsWith("SIP/2.0/UDP", options.Header("Via"), StringComparison.Ordinal);
        phone.Reply(options, "200 OK");
        Assert.Equal(SipExchangeOutcome.Answered, (await asked).Outcome);
    }
}
