using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Diagnostics.Reports;

/// <summary>A TLS server on loopback that shows its certificate and says nothing.</summary>
internal sealed class TlsListener : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;
    private volatile string _pem;

    /// <param name="pem">Certificate and key.</param>
    public TlsListener(string pem)
    {
        _pem = pem;
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The certificate of connections from now on.</summary>
    public void Show(string pem) => _pem = pem;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving;
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                using var certificate = TestCertificates.Load(_pem);
                await using var tls = new SslStream(client.GetStream());
                await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, _stop.Token);
                await tls.ReadAtLeastAsync(new byte[1], 1, throwOnEndOfStream: false, _stop.Token);
            }
            catch (Exception end) when (end is OperationCanceledException or AuthenticationException or IOException)
            {
                // the test is over, or the other side went
            }
        }
    }
}
