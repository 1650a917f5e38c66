using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using VoiceDock.Core.Practice;
using VoiceDock.Core.Sip.Dialogs;
using VoiceDock.Core.Sip.Transport;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Practice;

/// <summary>A practice PBX that listens on TLS shows whatever certificate it is given.</summary>
[Trait("Kind", "Sip")]
public sealed class TlsFaultTests : IDisposable
{
    private const string Host = "pbx.example.com";

    private readonly TestCertificates _authority = new();

    public void Dispose() => _authority.Dispose();

    [Theory]
    [InlineData("good", null)]
    [InlineData("ends in 13 days", null)]
    [InlineData("expired", "The certificate expired on ")]
    [InlineData("wrong name", "The certificate is for other.example.com, not for pbx.example.com")]
    [InlineData("self-signed", "The certificate is signed by itself")]
    [InlineData("unknown issuer", "The certificate was issued by an unknown authority")]
    public async Task Certificate_IsTheOneGiven(string what, string? words)
    {
        using var other = new TestCertificates("Nobody's authority");
        var pem = what switch
        {
            "ends in 13 days" => _authority.Issue([Host], validDays: 13),
            "expired" => _authority.Issue([Host], validDays: -1),
            "wrong name" => _authority.Issue(["other.example.com"]),
            "self-signed" => _authority.Issue([Host], selfSigned: true),
            "unknown issuer" => other.Issue([Host]),
            _ => _authority.Issue([Host]),
        };
        var context = SslStreamCertificateContext.Create(TestCertificates.Load(pem), null, offline: true);
        await using var rig = FaultyPbx.Like(FaultyPbx.Options with { Tls = new SipTlsOptions(new IPEndPoint(IPAddress.Loopback, 0), () => context) });

        var exchange = await rig.AskAsync("REGISTER", target: SipTarget.Tls(rig.Pbx.TlsAddress!, Host, _authority.AuthorityPem));

        if (words is null) Assert.Equal(200, exchange.Response!.StatusCode);
        else Assert.StartsWith(words, exchange.Detail, StringComparison.Ordinal);
        Assert.Equal(words is null ? SipExchangeOutcome.Answered : SipExchangeOutcome.TlsFailed, exchange.Outcome);
        if (what != "ends in 13 days") return;
        using var client = new TcpClient();
        await client.ConnectAsync(rig.Pbx.TlsAddress!, TestContext.Current.CancellationToken);
        await using var tls = new SslStream(client.GetStream(), false, (_, _, _, _) => true);
        await tls.AuthenticateAsClientAsync(Host);
        Assert.InRange((((X509Certificate2)tls.RemoteCertificate!).NotAfter.ToUniversalTime() - DateTime.UtcNow).TotalDays, 12.5, 13.5);
    }
}
