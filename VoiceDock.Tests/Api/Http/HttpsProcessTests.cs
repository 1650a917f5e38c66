using System.Net.Security;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using VoiceDock.Tests.Support;
using VoiceDock.Tests.Support.Canary;

namespace VoiceDock.Tests.Api.Http;

/// <summary>The console's own TLS in the real program: a certificate from files, its renewal, what is refused at the start.</summary>
[Trait("Kind", "Api")]
[SupportedOSPlatform("linux")]
public sealed partial class HttpsProcessTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("voicedock-https-").FullName;
    private readonly TestCertificates _authority = new();

    private string Data => Path.Combine(_folder, "data");

    [Fact]
    public async Task Certificate_FromTwoFiles_IsShownAndRenewedWithoutARestart()
    {
        var (certificate, key) = Write("console.example.test");
        await using var program = StartedVoiceDock.With(Data, "--urls", "https://127.0.0.1:0", $"--Http:CertificateFile={certificate}", $"--Http:CertificateKeyFile={key}");
        await program.WaitUntilListeningAsync();
        var port = int.Parse(ConsoleLine().Match(program.Output).Groups[1].Value);
        Assert.Equal(["console.example.test"], await NamesAsync(port));

        using var client = new HttpClient(new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, _, _, _) => true, AllowAutoRedirect = false });
        using var page = await client.GetAsync($"https://127.0.0.1:{port}/login", TestContext.Current.CancellationToken);
        Assert.Equal("max-age=31536000", page.Headers.GetValues("Strict-Transport-Security").Single());

        Write("renewed.example.test");
        await Eventually.AskedAsync(async () => (await NamesAsync(port)).SequenceEqual(["renewed.example.test"]), "the renewed certificate is shown");

        await File.WriteAllTextAsync(certificate, "damaged", TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(() => program.Output.Contains("the one before stays in use", StringComparison.Ordinal) || Poke(port), "the damaged file was looked at");
        Assert.Equal(["renewed.example.test"], await NamesAsync(port));
    }

    [Fact]
    public async Task Tls11_IsRefused()
    {
        var (certificate, key) = Write("console.example.test");
        await using var program = StartedVoiceDock.With(Data, "--urls", "https://127.0.0.1:0", $"--Http:CertificateFile={certificate}", $"--Http:CertificateKeyFile={key}");
        await program.WaitUntilListeningAsync();
        var port = int.Parse(ConsoleLine().Match(program.Output).Groups[1].Value);
#pragma warning disable SYSLIB0039, CA5397 // The old version is what is tested.
        await Assert.ThrowsAnyAsync<Exception>(() => ShakeAsync(port, SslProtocols.Tls11));
#pragma warning restore SYSLIB0039, CA5397
        using var tls = await ShakeAsync(port, SslProtocols.Tls13);
        Assert.Equal(SslProtocols.Tls13, tls.SslProtocol);
    }

    [Fact]
    public async Task WhatCannotBeServed_IsOneSentenceAndChangesNothing()
    {
        var (certificate, _) = Write("console.example.test");
        (string Url, string? File, string Sentence)[] cases =
        [
            ("https://127.0.0.1:0", null, "The address https://127.0.0.1:0 is https, and there is no certificate; set Http:CertificateFile to a PEM or PFX file."),
            ("http://127.0.0.1:0", certificate, "Http:CertificateFile is set, and no address is https; set one, such as --urls https://0.0.0.0:5443."),
            ("https://127.0.0.1:0", "/nowhere/console.pem", "The certificate Http:CertificateFile = /nowhere/console.pem cannot be used: the file is not there."),
            ("https://127.0.0.1:0", certificate, $"The certificate Http:CertificateFile = {certificate} cannot be used:"),
        ];
        foreach (var (url, file, sentence) in cases)
        {
            string[] settings = ["--urls", url];
            await using var program = StartedVoiceDock.With(Data, file is null ? settings : [.. settings, $"--Http:CertificateFile={file}"]);
            Assert.Equal(1, await program.WaitForExitAsync());
            Assert.StartsWith(sentence, program.Output.Trim(), StringComparison.Ordinal);
            Assert.Single(program.Output.Trim().Split('\n'));
            Assert.False(Directory.Exists(Data));
        }
    }

    public void Dispose()
    {
        _authority.Dispose();
        CanaryFolder.Remove(_folder);
    }

    private (string Certificate, string Key) Write(string name)
    {
        var pem = _authority.Issue([name]);
        var (certificate, key) = (Path.Combine(_folder, "fullchain.pem"), Path.Combine(_folder, "privkey.pem"));
        var at = pem.IndexOf("-----BEGIN PRIVATE KEY", StringComparison.Ordinal);
        File.WriteAllText(key, pem[at..]);
        File.WriteAllText(certificate, pem[..at] + _authority.AuthorityPem);
        return (certificate, key);
    }

    // A connection makes the program look at its files.
    private static bool Poke(int port)
    {
        _ = NamesAsync(port);
        return false;
    }

    private static async Task<string[]> NamesAsync(int port)
    {
        using var tls = await ShakeAsync(port, SslProtocols.None);
        var names = ((X509Certificate2)tls.RemoteCertificate!).Extensions.OfType<X509SubjectAlternativeNameExtension>().Single();
        return [.. names.EnumerateDnsNames()];
    }

    private static async Task<SslStream> ShakeAsync(int port, SslProtocols version)
    {
        var socket = new TcpClient();
        await socket.ConnectAsync("127.0.0.1", port, TestContext.Current.CancellationToken);
        var tls = new SslStream(socket.GetStream());
        await tls.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions { TargetHost = "console.example.test", EnabledSslProtocols = version, RemoteCertificateValidationCallback = (_, _, _, _) => true },
            TestContext.Current.CancellationToken);
        return tls;
    }

    [GeneratedRegex(@"^Console: https://127\.0\.0\.1:(\d+)", RegexOptions.Multiline)]
    private static partial Regex ConsoleLine();
}
