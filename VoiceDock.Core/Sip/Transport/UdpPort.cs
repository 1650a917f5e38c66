using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace VoiceDock.Core.Sip.Transport;

/// <summary>
/// One UDP socket, blocking, with a receive thread of its own: an async socket costs two to three times the CPU and a hop over the pool.
/// Sending is thread-safe.
/// </summary>
internal sealed class UdpPort : IDisposable
{
    private const int LargestDatagram = 65_535;
    private const int SocketBufferBytes = 1 << 20;
    private const int SendTries = 4;

    private readonly Socket _socket;
    private readonly IDatagramReceiver _receiver;
    private readonly ILogger _logger;
    private readonly SocketErrorQueue? _errors;
    private readonly Thread _thread;
    private volatile bool _closing;

    /// <summary>Binds; nothing is received before <see cref="Start"/>.</summary>
    /// <exception cref="SocketException">The address is taken or not ours.</exception>
    public UdpPort(IPEndPoint bind, IDatagramReceiver receiver, ILogger logger)
    {
        _receiver = receiver;
        _logger = logger;
        _socket = new Socket(bind.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            if (bind.Address.Equals(IPAddress.IPv6Any)) _socket.DualMode = true;
            _socket.ReceiveBufferSize = SocketBufferBytes;
            _socket.SendBufferSize = SocketBufferBytes;
            _errors = SocketErrorQueue.Open(_socket);
            _socket.Bind(bind);
            LocalEndPoint = (IPEndPoint)_socket.LocalEndPoint!;
        }
        catch
        {
            _socket.Dispose();
            throw;
        }

        _thread = new Thread(ReceiveUntilClosed) { IsBackground = true, Name = $"sip-udp-{LocalEndPoint.Port}" };
    }

    public IPEndPoint LocalEndPoint { get; }

    public void Start() => _thread.Start();

    /// <summary>Sends in the calling thread. False when the system refuses it: no route, too large, not permitted, closed.</summary>
    public bool Send(ReadOnlySpan<byte> datagram, IPEndPoint target)
    {
        for (var attempt = 0; attempt < SendTries; attempt++)
        {
            try
            {
                _socket.SendTo(datagram, SocketFlags.None, target);
                return true;
            }
            catch (SocketException e) when (IsEarlierError(e.SocketErrorCode))
            {
                // The kernel reports an earlier datagram's ICMP error here, once, instead of sending this one.
                ReportUnreachable();
            }
            catch (SocketException e)
            {
                _logger.LogDebug("SIP datagram to {Target} not sent: {Error}", target, e.SocketErrorCode);
                return false;
            }
            catch (ObjectDisposedException)
            {
                return false;
            }
        }

        return false;
    }

    public void Dispose()
    {
        _closing = true;
        _socket.Dispose();
        if (_thread.IsAlive && Thread.CurrentThread != _thread) _thread.Join(TimeSpan.FromSeconds(2));
    }

    private static bool IsEarlierError(SocketError error) =>
        error is SocketError.ConnectionRefused or SocketError.ConnectionReset or SocketError.HostUnreachable;

    private void ReceiveUntilClosed()
    {
        var buffer = new byte[LargestDatagram + 1];
        var from = new SocketAddress(_socket.AddressFamily);
        var sources = new SourceNames(_socket.AddressFamily);
        while (!_closing)
        {
            try
            {
                var length = _socket.ReceiveFrom(buffer, SocketFlags.None, from);
                _receiver.OnDatagram(buffer.AsSpan(0, length), sources.Of(from));
            }
            catch (SocketException) when (_closing)
            {
                return;
            }
            catch (ObjectDisposedException)
            {
                return;
            }
            catch (SocketException e) when (IsEarlierError(e.SocketErrorCode))
            {
                ReportUnreachable();
            }
            catch (Exception e)
            {
                // One bad datagram must not end the thread that serves every call.
                _logger.LogError(e, "A SIP datagram could not be handled");
            }
        }
    }

    private void ReportUnreachable()
    {
        while (_errors is not null && !_closing && _errors.TryRead(out var target))
        {
            if (target is not null) _receiver.OnUnreachable(Plain(target));
        }
    }

    internal static IPEndPoint Plain(IPEndPoint source) =>
        source.Address.IsIPv4MappedToIPv6 ? new IPEndPoint(source.Address.MapToIPv4(), source.Port) : source;
}
