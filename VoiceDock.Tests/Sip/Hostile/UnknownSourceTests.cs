using VoiceDock.Core.Sip.Transport;
using VoiceDock.Tests.Sip.Peers;

namespace VoiceDock.Tests.Sip.Hostile;

/// <summary>Security T10: from a source that is no trunk's, nothing comes of any method, for any user, and nothing can be learnt.</summary>
[Trait("Kind", "Sip")]
public sealed class UnknownSourceTests : IAsyncLifetime
{
    private readonly TestAgent _agent = new();
    private readonly ScriptedPhone _stranger = new("127.0.0.66");
    private readonly ScriptedPhone _trunk = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        _stranger.Dispose();
        _trunk.Dispose();
        await _agent.DisposeAsync();
    }

    [Theory]
    [InlineData("INVITE")]
    [InlineData("REFER")]
    [InlineData("MESSAGE")]
    [InlineData("SUBSCRIBE")]
    [InlineData("REGISTER")]
    [InlineData("OPTIONS")]
    [InlineData("BYE")]
    [InlineData("CANCEL")]
    [InlineData("NOTIFY")]
    [InlineData("ACK")]
    public async Task Silence_ForEveryMethod(string method)
    {
        LetIn(SipSourceVerdict.Unknown);
        SendFor(method, "100");
        SendFor(method, "nobody");

        await SettledAsync();
        await _stranger.ExpectSilenceAsync(TimeSpan.FromMilliseconds(50));
        Assert.Equal((0, 0, 2), (_agent.Agent.Counters.Sessions, _agent.Agent.Counters.ServerTransactions, _agent.Agent.Counters.UnknownSource));
    }

    [Theory]
    [InlineData("INVITE")]
    [InlineData("REFER")]
    [InlineData("MESSAGE")]
    [InlineData("SUBSCRIBE")]
    [InlineData("REGISTER")]
    [InlineData("OPTIONS")]
    [InlineData("BYE")]
    [InlineData("CANCEL")]
    public async Task Reject_IsTheSame403ForKnownAndUnknownUsers(string method)
    {
        LetIn(SipSourceVerdict.Reject);

        SendFor(method, "100");
        var known = await _stranger.ExpectAsync("403");
        SendFor(method, "nobody");
        var unknown = await _stranger.ExpectAsync("403");

        Assert.Equal(WithoutItsOwn(known, "100"), WithoutItsOwn(unknown, "nobody"));
        Assert.Equal((0, 0), (_agent.Agent.Counters.Sessions, _agent.Agent.Counters.ServerTransactions));
    }

    [Fact]
    public async Task Broken_RequestsOfStrangersAreNotAnsweredEither()
    {
        LetIn(SipSourceVerdict.Unknown);
        _stranger.Send(_stranger.Request("INVITE", _agent.Address).Replace("CSeq: 1 INVITE", "CSeq: 1 BYE", StringComparison.Ordinal), _agent.Address);
        _stranger.Send("GET / HTTP/1.1\r\nHost: x\r\n\r\n", _agent.Address);

        await SettledAsync();
        await _stranger.ExpectSilenceAsync(TimeSpan.FromMilliseconds(50));
    }

    private void LetIn(SipSourceVerdict others) => _agent.Verdict = source => source.EndPoint.Equals(_trunk.Address) ? SipSourceVerdict.Peer : others;

    private void SendFor(string method, string user) =>
        _stranger.Send(_stranger.Request(method, _agent.Address, $"call-{user}").Replace("sip:100@", $"sip:{user}@", StringComparison.Ordinal), _agent.Address);

    // The socket keeps the order: what came before the answered ping has been judged.
    private async Task SettledAsync()
    {
        _trunk.Send(_trunk.Request("OPTIONS", _agent.Address), _agent.Address);
        await _trunk.ExpectAsync("200");
    }

    private static string WithoutItsOwn(WireMessage answer, string user) => answer.Text
        .Replace(answer.Branch, "BRANCH", StringComparison.Ordinal)
        .Replace(answer.ToTag!, "TAG", StringComparison.Ordinal)
        .Replace($"call-{user}", "CALL", StringComparison.Ordinal)
        .Replace($"sip:{user}@", "sip:USER@", StringComparison.Ordinal);
}
