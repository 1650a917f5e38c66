using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using VoiceDock.Core.Sip.Messages;

namespace VoiceDock.Core.Sip.Transport;

/// <summary>TLS 1.2 and later (RFC 8996), and never without proof of who the other side is (RFC 5922). There is no switch to accept any certificate.</summary>
internal static class TlsHandshake
{
    private const SslProtocols Versions = SslProtocols.Tls12 | SslProtocols.Tls13;

    /// <exception cref="AuthenticationException">With the reason in words, fit for a person.</exception>
    /// <exception cref="IOException">The connection broke.</exception>
    public static async Task<Stream> AsClientAsync(Stream stream, SipTarget target, SipTlsPeer peer, CancellationToken ct)
    {
        var judge = new PeerCertificate(peer);
        var tls = new SslStream(stream);
        try
        {
            await tls.AuthenticateAsClientAsync(ClientOptions(peer, judge), ct).ConfigureAwait(false);
            return tls;
        }
        catch (Exception e) when (e is AuthenticationException or IOException or SocketException)
        {
            await tls.DisposeAsync().ConfigureAwait(false);
            throw new AuthenticationException(judge.Problem ?? WordsFor(e, target), e);
        }
        catch
        {
            await tls.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <exception cref="AuthenticationException">No common version, or the other side refused our certificate.</exception>
    public static async Task<Stream> AsServerAsync(Stream stream, SslStreamCertificateContext certificate, CancellationToken ct)
    {
        var tls = new SslStream(stream);
        try
        {
            var options = new SslServerAuthenticationOptions { ServerCertificateContext = certificate, EnabledSslProtocols = Versions };
            await tls.AuthenticateAsServerAsync(options, ct).ConfigureAwait(false);
            return tls;
        }
        catch
        {
            await tls.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public static SslClientAuthenticationOptions ClientOptions(SipTlsPeer peer, PeerCertificate judge) => new()
    {
        // An address is no server name (RFC 6066 section 3); it is still compared.
        TargetHost = IPAddress.TryParse(peer.Name, out _) ? "" : peer.Name,
        EnabledSslProtocols = Versions,
        CertificateChainPolicy = judge.CreatePolicy(),
        RemoteCertificateValidationCallback = (_, certificate, chain, errors) => judge.Accepts(certificate as X509Certificate2, chain, errors),
    };

    /// <summary>What the other side of an established stream proved itself with; null without.</summary>
    public static ConnectionCertificate? CertificateOf(Stream stream) => stream is SslStream { RemoteCertificate: X509Certificate2 shown }
        ? new ConnectionCertificate(
            SipText.Clean(shown.GetNameInfo(X509NameType.SimpleName, forIssuer: true)), shown.NotAfter.ToUniversalTime(), shown.GetCertHashString(HashAlgorithmName.SHA256))
        : null;

    public static string WordsFor(Exception e, SipTarget target) => e is AuthenticationException
        ? $"{target} speaks no TLS that is accepted here (version 1.2 or later)"
        : $"{target} ended the TLS handshake; does it speak TLS 1.2 on that port?";
}
