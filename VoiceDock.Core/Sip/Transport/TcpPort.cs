using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace VoiceDock.Core.Sip.Transport;

/// <summary>One listening TCP address; what it accepts is handed on, on a pool thread.</summary>
internal sealed class TcpPort : IDisposable
{
    private const int Backlog = 512;
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(100);

    private readonly Socket _socket;
    private readonly Action<Socket> _accepted;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _closing = new();

    /// <summary>Binds; nothing is accepted before <see cref="Start"/>.</summary>
    /// <exception cref="SocketException">The address is taken or not ours.</exception>
    public TcpPort(IPEndPoint bind, Action<Socket> accepted, TimeProvider time, ILogger logger)
    {
        (_accepted, _time, _logger) = (accepted, time, logger);
        _socket = new Socket(bind.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (bind.Address.Equals(IPAddress.IPv6Any)) _socket.DualMode = true;
            _socket.Bind(bind);
            _socket.Listen(Backlog);
            LocalEndPoint = (IPEndPoint)_socket.LocalEndPoint!;
        }
        catch
        {
            _socket.Dispose();
            throw;
        }
    }

    public IPEndPoint LocalEndPoint { get; }

    public void Start() => _ = Task.Run(AcceptAsync);

    public void Dispose()
    {
        _closing.Cancel();
        _socket.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_closing.IsCancellationRequested)
        {
            try
            {
                var socket = await _socket.AcceptAsync(_closing.Token).ConfigureAwait(false);
                _accepted(socket);
            }
            catch (Exception e) when (_closing.IsCancellationRequested && e is OperationCanceledException or ObjectDisposedException or SocketException)
            {
                return;
            }
            catch (Exception e)
            {
                // Out of handles, or a peer that was gone at once: the next one may be fine, and this thread is the only ear.
                _logger.LogWarning(e, "A SIP connection could not be accepted");
                await Task.Delay(Rest, _time).ConfigureAwait(false);
            }
        }
    }
}
