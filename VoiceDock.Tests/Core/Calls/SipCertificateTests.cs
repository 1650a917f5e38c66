using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging.Abstractions;
using VoiceDock.Core.Calls.Engine;
using VoiceDock.Core.Common;
using VoiceDock.Core.Sip.Transport;
using VoiceDock.Tests.Sip.Peers;
using VoiceDock.Tests.Support;
using VoiceDock.Tests.Support.Canary;

namespace VoiceDock.Tests.Core.Calls;

/// <summary>Our own certificate: what can be used is shown to who calls over TLS, what cannot stops the start with one sentence.</summary>
[Trait("Kind", "Sip")]
public sealed class SipCertificateTests : IDisposable
{
    private readonly TestCertificates _authority = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("voicedock-cert-").FullName;

    public void Dispose()
    {
        _authority.Dispose();
        CanaryFolder.Remove(_folder);
    }

    [Theory]
    [InlineData("missing", "the file is not there")]
    [InlineData("empty", "")]
    [InlineData("certificate without key", "")]
    [InlineData("key without certificate", "It holds no certificate")]
    public void FileThatCannotBeUsed_IsNamedInOneSentence(string what, string why)
    {
        var path = Path.Combine(_folder, "sip.pem");
        var pem = _authority.Issue(["voicedock.example.com"]);
        var key = pem[pem.IndexOf("-----BEGIN PRIVATE KEY", StringComparison.Ordinal)..];
        if (what != "missing") File.WriteAllText(path, what == "empty" ? "" : what == "key without certificate" ? key : _authority.AuthorityPem);

        var refusal = Assert.Throws<StartupException>(() => Listener(path));

        Assert.StartsWith($"The certificate Sip:CertificateFile = {path} cannot be used: {why}", refusal.Message, StringComparison.Ordinal);
        Assert.EndsWith("Give a PEM file with certificate and private key, or a PFX file without a password.", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
    }

    [Fact]
    public void PfxFile_IsRead()
    {
        var path = Path.Combine(_folder, "sip.pfx");
        using var certificate = TestCertificates.Load(_authority.Issue(["voicedock.example.com"]));
        File.WriteAllBytes(path, certificate.Export(X509ContentType.Pfx));
        Assert.True(Listener(path)!.Certificate().TargetCertificate.HasPrivateKey);
    }

    [Fact]
    public void NoFile_NoListener() => Assert.Null(Listener(null));

    [Fact]
    public async Task CallOverTls_IsAnswered()
    {
        var path = Path.Combine(_folder, "sip.pem");
        await File.WriteAllTextAsync(path, _authority.Issue(["voicedock.example.com"]), TestContext.Current.CancellationToken);
        await using var rig = await CallRig.StartAsync(settings: [("Sip:CertificateFile", path), ("Sip:TlsPort", "0")]);
        await using var pbx = new TestAgent();
        var target = SipTarget.Tls(rig.Get<SipEngine>().TlsAddress!, "voicedock.example.com", _authority.AuthorityPem);

        var (call, events) = pbx.Call(target, change: i => i with { RequestUri = i.RequestUri with { User = CallRig.OurNumber } });

        await events.NextAsync("Provisional");
        var answer = (await events.NextAsync("Answered")).Response!;
        Assert.Contains($":{target.Port};transport=tls", answer.Headers["Contact"], StringComparison.Ordinal);
        call.HangUp();
        await rig.UntilAsync(c => c.Number == CallRig.OurNumber && c.End is not null);
        await pbx.AssertEmptyAsync();
    }

    private static SipTlsOptions? Listener(string? path) => SipCertificate.Listener(
        new SipOptions { Address = $"{IPAddress.Loopback}", TlsPort = 0, CertificateFile = path }, TimeProvider.System, NullLogger.Instance);
}
