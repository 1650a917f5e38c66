using System.Net;
using System.Net.Security;
using Microsoft.Extensions.Logging.Abstractions;
using VoiceDock.Core.Security;
using VoiceDock.Core.Sip.Dialogs;
using VoiceDock.Core.Sip.Transport;
using VoiceDock.Tests.Interop.Peers;
using VoiceDock.Tests.Sip.Peers;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Sip.Dialogs;

/// <summary>SIP over TLS: who does not prove to be the peer gets nothing, not even the request (RFC 5922, RFC 8996).</summary>
[Trait("Kind", "Sip")]
public sealed class TlsTests : IAsyncLifetime
{
    private const string Host = "pbx.example.com";

    private readonly TestCertificates _authority = new();
    private readonly TestAgent _agent = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _agent.DisposeAsync();
        _authority.Dispose();
    }

    [Fact]
    public async Task TwoAgents_CallBothWaysOverOneConnection()
    {
        await using var pbx = Pbx(_authority.Issue([Host]));
        var (call, events) = _agent.Call(Target(pbx));
        var (inbound, inboundEvents) = await pbx.NextCallAsync();
        Assert.Equal(SipTransportKind.Tls, inbound.Remote.Transport);
        Assert.StartsWith("SIP/2.0/TLS", inbound.InviteRequest.Headers["Via"], StringComparison.Ordinal);
        Assert.Contains("<sip:", inbound.InviteRequest.Headers["Contact"], StringComparison.Ordinal);
        Assert.Contains($":{inbound.Remote.Port};transport=tls", inbound.InviteRequest.Headers["Contact"], StringComparison.Ordinal);
        inbound.Answer(ScriptedPhone.Sdp);
        await events.NextAsync("Answered");
        await inboundEvents.NextAsync("Confirmed");

        inbound.HangUp();

        Assert.Equal(SipEndKind.RemoteBye, (await events.EndAsync()).Kind);
        await _agent.AssertEmptyAsync();
        await pbx.AssertEmptyAsync();
        Assert.Equal((1, 1), (_agent.Agent.Counters.Connections, pbx.Agent.Counters.Connections));
    }

    [Theory]
    [InlineData(Host)]
    [InlineData("*.example.com")]
    [InlineData("sip:" + Host)]
    public async Task CertificateForTheHost_IsAccepted(string name)
    {
        await using var pbx = Pbx(_authority.Issue([name]));
        Assert.Equal(SipExchangeOutcome.Answered, (await AskAsync(Target(pbx))).Outcome);
    }

    [Fact]
    public async Task CertificateForTheAddress_IsAccepted()
    {
        await using var pbx = Pbx(_authority.Issue(["127.0.0.1"]));
        Assert.Equal(SipExchangeOutcome.Answered, (await AskAsync(SipTarget.Tls(pbx.Agent.TlsEndPoint!, "127.0.0.1", _authority.AuthorityPem))).Outcome);
    }

    [Theory]
    [InlineData("expired", "The certificate expired on ")]
    [InlineData("wrong name", "The certificate is for other.example.com, not for pbx.example.com")]
    [InlineData("wrong sip domain", "The certificate is for dns.example.com, other.example.com, not for pbx.example.com")]
    [InlineData("self-signed", "The certificate is signed by itself")]
    [InlineData("wrong authority", "The certificate was issued by an unknown authority (Test authority)")]
    [InlineData("no pinned authority", "The certificate was issued by an unknown authority (Test authority)")]
    public async Task CertificateThatProvesNothing_EndsTheCallBeforeAnythingIsSent(string what, string words)
    {
        using var other = new TestCertificates("Test authority");
        var pem = what switch
        {
            "expired" => _authority.Issue([Host], validDays: -1),
            "wrong name" => _authority.Issue(["other.example.com"]),
            "wrong sip domain" => _authority.Issue(["sip:other.example.com", "dns.example.com"]),
            "self-signed" => _authority.Issue([Host], selfSigned: true),
            "wrong authority" => other.Issue([Host]),
            _ => _authority.Issue([Host]),
        };
        await using var pbx = Pbx(pem);

        var (_, events) = _agent.Call(Target(pbx, what == "no pinned authority" ? null : _authority.AuthorityPem));

        var end = await events.EndAsync();
        Assert.Equal(SipEndKind.TlsFailed, end.Kind);
        Assert.StartsWith(words, end.Detail, StringComparison.Ordinal);
        Assert.Equal(0, pbx.Agent.Counters.Received);
        await _agent.AssertEmptyAsync();
    }

    [Theory]
    [InlineData("-tls1", SipExchangeOutcome.TlsFailed)]
    [InlineData("-tls1_1", SipExchangeOutcome.TlsFailed)]
    [InlineData("-tls1_2", SipExchangeOutcome.Timeout)]
    public async Task OldVersions_AreRefused(string version, SipExchangeOutcome outcome)
    {
        var program = ForeignTool.Require("openssl", "openssl");
        var folder = Directory.CreateTempSubdirectory("voicedock-openssl-").FullName;
        var port = FreePort.Tcp();
        await File.WriteAllTextAsync(Path.Combine(folder, "pbx.pem"), _authority.Issue([Host]), TestContext.Current.CancellationToken);
        await using var server = ForeignProcess.Start(program, folder, "s_server", "-accept", $"127.0.0.1:{port}", "-cert", "pbx.pem", "-key", "pbx.pem",
            version, "-cipher", "ALL:@SECLEVEL=0", "-quiet");
        await Eventually.TrueAsync(() => server.HasEnded || FreePort.IsTcpListening(port), () => $"OpenSSL listens: {server.Output}");

        var exchange = await AskAsync(SipTarget.Tls(new IPEndPoint(IPAddress.Loopback, port), Host, _authority.AuthorityPem), TimeSpan.FromSeconds(1));

        // With 1.2 the handshake is fine, and OpenSSL has nothing to say in SIP.
        Assert.Equal(outcome, exchange.Outcome);
        Assert.Equal(version == "-tls1_2", server.Output.Contains("OPTIONS sip:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task PlainSpeaker_IsNoTls()
    {
        await using var plain = new TestAgent();
        await using var agent = new TestAgent(change: o => o with { Connections = new SipConnectionLimits { ConnectTime = TimeSpan.FromMilliseconds(500) } });
        var options = agent.Options(SipTarget.Tls(plain.Address, Host, _authority.AuthorityPem)) with { Timeout = TimeSpan.FromSeconds(5) };

        var exchange = await agent.Agent.SendAsync(options, TestContext.Current.CancellationToken);

        Assert.Equal(SipExchangeOutcome.TlsFailed, exchange.Outcome);
        Assert.EndsWith("does it speak TLS on that port?", exchange.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CertificateFile_ThatChanges_IsShownWithoutARestart()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("voicedock-cert-").FullName, "sip.pem");
        await File.WriteAllTextAsync(file, _authority.Issue(["old.example.com"]), TestContext.Current.CancellationToken);
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        var certificate = new CertificateFile(file, time, NullLogger.Instance);
        await using var pbx = new TestAgent(change: o => o with { Tls = new SipTlsOptions(new IPEndPoint(IPAddress.Loopback, 0), certificate.Current) });
        Assert.Equal(SipExchangeOutcome.TlsFailed, (await AskAsync(Target(pbx))).Outcome);

        await File.WriteAllTextAsync(file, "half a file", TestContext.Current.CancellationToken);
        File.SetLastWriteTimeUtc(file, File.GetLastWriteTimeUtc(file).AddSeconds(2));
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Contains("old.example.com", (await AskAsync(Target(pbx))).Detail, StringComparison.Ordinal);

        await File.WriteAllTextAsync(file, _authority.Issue([Host]), TestContext.Current.CancellationToken);
        File.SetLastWriteTimeUtc(file, File.GetLastWriteTimeUtc(file).AddSeconds(4));
        time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(SipExchangeOutcome.Answered, (await AskAsync(Target(pbx))).Outcome);
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }

    [Fact]
    public async Task ConnectionsAreShared_OnlyForTheSameNameAndAuthority()
    {
        await using var pbx = Pbx(_authority.Issue([Host, "other.example.com"]));
        for (var i = 0; i < 2; i++) Assert.Equal(SipExchangeOutcome.Answered, (await AskAsync(Target(pbx))).Outcome);
        Assert.Equal(1, pbx.Agent.Counters.Connections);

        Assert.Equal(SipExchangeOutcome.Answered, (await AskAsync(SipTarget.Tls(pbx.Agent.TlsEndPoint!, "other.example.com", _authority.AuthorityPem))).Outcome);
        Assert.Equal(2, pbx.Agent.Counters.Connections);
    }

    private static TestAgent Pbx(string pem)
    {
        var context = SslStreamCertificateContext.Create(TestCertificates.Load(pem), null, offline: true);
        return new TestAgent(change: o => o with { Tls = new SipTlsOptions(new IPEndPoint(IPAddress.Loopback, 0), () => context) });
    }

    private SipTarget Target(TestAgent pbx) => Target(pbx, _authority.AuthorityPem);

    private static SipTarget Target(TestAgent pbx, string? authority) => SipTarget.Tls(pbx.Agent.TlsEndPoint!, Host, authority);

    private Task<SipExchange> AskAsync(SipTarget target, TimeSpan? timeout = null) =>
        _agent.Agent.SendAsync(_agent.Options(target) with { Timeout = timeout ?? TimeSpan.FromSeconds(5) }, TestContext.Current.CancellationToken);
}
