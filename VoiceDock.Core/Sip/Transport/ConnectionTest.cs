using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace VoiceDock.Core.Sip.Transport;

/// <summary>
/// Opens one connection as the transport would, apart from those in use, looks at it and closes it. The certificate is judged by the same code, and
/// read also when it is refused. No SIP is sent.
/// </summary>
public static class ConnectionTest
{
    /// <param name="target">TCP or TLS.</param>
    /// <param name="from">Our own address; any for whatever the system chooses.</param>
    /// <exception cref="ArgumentException">The target is UDP.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="ct"/> was cancelled.</exception>
    public static async Task<ConnectionReading> RunAsync(SipTarget target, IPAddress from, TimeSpan patience, TimeProvider time, CancellationToken ct)
    {
        if (!target.IsReliable) throw new ArgumentException("UDP has no connection.", nameof(target));
        using var limit = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        using var socket = new Socket(target.Address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (from.AddressFamily == target.Address.AddressFamily) socket.Bind(new IPEndPoint(from, 0));
            await socket.ConnectAsync(target.EndPoint, either.Token).ConfigureAwait(false);
            return target.TlsPeer is { } peer ? await HandshakeAsync(socket, target, peer, either.Token).ConfigureAwait(false) : new ConnectionReading(null, null, null, null);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new ConnectionReading(ConnectionProblem.Timeout, $"{target} does not answer", null, null);
        }
        catch (SocketException e)
        {
            var fault = TransportFault.For(target, e, established: false);
            return new ConnectionReading(fault.Kind == TransportFaultKind.Timeout ? ConnectionProblem.Timeout : ConnectionProblem.Unreachable, fault.Detail, null, null);
        }
    }

    private static async Task<ConnectionReading> HandshakeAsync(Socket socket, SipTarget target, SipTlsPeer peer, CancellationToken ct)
    {
        var judge = new PeerCertificate(peer);
        X509Certificate2? shown = null;
        await using var tls = new SslStream(new NetworkStream(socket, ownsSocket: false));
        var options = TlsHandshake.ClientOptions(peer, judge);
        options.RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
        {
            if (certificate is X509Certificate2 its) shown = X509CertificateLoader.LoadCertificate(its.RawDataMemory.Span);
            return judge.Accepts(certificate as X509Certificate2, chain, errors);
        };
        try
        {
            await tls.AuthenticateAsClientAsync(options, ct).ConfigureAwait(false);
            return new ConnectionReading(null, null, shown, $"{Version(tls.SslProtocol)}, {tls.NegotiatedCipherSuite}");
        }
        catch (Exception e) when (e is AuthenticationException or IOException or SocketException)
        {
            return new ConnectionReading(ConnectionProblem.Tls, judge.Problem ?? TlsHandshake.WordsFor(e, target), shown, null);
        }
    }

    private static string Version(SslProtocols protocol) => protocol switch
    {
        SslProtocols.Tls13 => "TLS 1.3",
        SslProtocols.Tls12 => "TLS 1.2",
        _ => protocol.ToString(),
    };
}
