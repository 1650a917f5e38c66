using System.Threading.Channels;
using VoiceDock.Core.Sip.Transport;
using VoiceDock.Tests.Sip.Peers;

namespace VoiceDock.Tests.Sip.Transport;

/// <summary>The trace of real messages.</summary>
[Trait("Kind", "Sip")]
public sealed class SipTapTests : IAsyncLifetime
{
    private readonly TestAgent _agent = new();
    private readonly ScriptedPhone _phone = new();
    private readonly Channel<SipTraceMessage> _traces = Channel.CreateBounded<SipTraceMessage>(1_000);

    public ValueTask InitializeAsync()
    {
        _agent.Agent.Traced += trace => _traces.Writer.TryWrite(trace);
        _agent.Agent.Traced += _ => throw new InvalidOperationException("A listener's bug");
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        _phone.Dispose();
        await _agent.DisposeAsync();
    }

    [Fact]
    public async Task Call_EveryMessageBothWaysIsShown_SecretsMasked()
    {
        var (call, _) = _agent.Call(_phone.Address, new TestCredentials());
        var first = await _phone.ExpectAsync("INVITE");
        _phone.Reply(first, "401 Unauthorized", "a", "WWW-Authenticate: Digest realm=\"pbx\", nonce=\"CANARY\", algorithm=MD5");
        await _phone.ExpectAsync("ACK");
        var second = await _phone.ExpectAsync("INVITE");
        _phone.Reply(second, "200 OK", "b", _phone.Contact, ScriptedPhone.Sdp + "a=crypto:1 X inline:CANARY\n");
        await _phone.ExpectAsync("ACK");

        var shown = new List<SipTraceMessage>();
        while (shown.Count(t => !t.Retransmission) < 6) shown.Add(await NextAsync());
        Assert.Equal(
            [(true, $"INVITE sip:200@{_phone.Address}"), (false, "401 Unauthorized"), (true, $"ACK sip:200@{_phone.Address}"),
             (true, $"INVITE sip:200@{_phone.Address}"), (false, "200 OK"), (true, $"ACK sip:phone@{_phone.Address}")],
            shown.Where(t => !t.Retransmission).Select(t => (t.Sent, t.Summary)));
        Assert.All(shown, t => Assert.Equal((call.CallId, _phone.Address, _agent.Address), (t.CallId, t.Remote, t.Local)));
        Assert.DoesNotContain(shown, t => t.Text.Contains("CANARY", StringComparison.Ordinal));
        Assert.DoesNotContain(shown, t => t.Text.Contains("response=", StringComparison.Ordinal));
        Assert.Contains(shown, t => t.Text.Contains("Authorization: ***", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Retransmissions_BothWays_AreMarked()
    {
        var options = _phone.Request("OPTIONS", _agent.Address, "mine");
        _phone.Send(options, _agent.Address);
        Assert.False((await NextAsync()).Retransmission);
        Assert.False((await NextAsync()).Retransmission);
        _phone.Send(options, _agent.Address);
        Assert.True((await NextAsync()).Retransmission);

        _agent.Call(_phone.Address, change: i => i with { CallId = "repeated" });
        var sent = new List<SipTraceMessage>();
        while (sent.Count < 2)
        {
            if (await NextAsync() is { CallId: "repeated" } trace) sent.Add(trace);
        }

        Assert.Equal([false, true], sent.Select(t => t.Retransmission));
    }

    [Fact]
    public async Task KeepAliveGarbageAndOversized_AreCountedNotShown()
    {
        await using var small = new TestAgent(change: o => o with { MaxMessageBytes = 2_000 });
        var shown = 0;
        small.Agent.Traced += _ => Interlocked.Increment(ref shown);
        _phone.Send("\r\n\r\n", small.Address);
        _phone.Send("\0", small.Address);
        _phone.Send("nonsense", small.Address);
        _phone.Send(_phone.Request("OPTIONS", small.Address, headers: "X-Pad: " + new string('x', 2_000)), small.Address);
        _phone.Send(_phone.Request("OPTIONS", small.Address), small.Address);
        await _phone.ExpectAsync("200");

        var counters = small.Agent.Counters;
        Assert.Equal((5, 2, 1, 1), (counters.Received, counters.KeepAlives, counters.ParseErrors, counters.Oversized));
        Assert.InRange(shown, 1, 2);
    }

    private async Task<SipTraceMessage> NextAsync()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        return await _traces.Reader.ReadAsync(stop.Token);
    }
}
