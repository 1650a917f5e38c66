using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace VoiceDock.Core.Sip.Transport;

/// <summary>TCP and TLS: listeners, connections, and who may keep one. What arrives is handed on unparsed.</summary>
internal sealed class StreamTransport : IConnectionOwner, IDisposable
{
    private readonly IStreamReceiver _receiver;
    private readonly SourceFilter _filter;
    private readonly TransportCounters _counters;
    private readonly SipConnections _connections;
    private readonly ILogger _logger;
    private readonly TcpPort? _tcp, _tls;
    private readonly Func<SslStreamCertificateContext>? _certificate;

    /// <param name="tcp">Address to accept TCP on; null: none.</param>
    /// <exception cref="SocketException">An address is taken or not ours.</exception>
    public StreamTransport(
        SipTransportOptions options, IPEndPoint? tcp, IStreamReceiver receiver, SourceFilter filter, ExpectedPeers expected, TransportCounters counters,
        TimeProvider time, ILogger logger)
    {
        (_receiver, _filter, _counters, _logger, _certificate) = (receiver, filter, counters, logger, options.Tls?.Certificate);
        _connections = new SipConnections(this, options.Connections, options.MaxMessageBytes, options.Bind.Address, expected, time);
        try
        {
            if (tcp is not null) _tcp = new TcpPort(tcp, socket => Accept(socket, SipTransportKind.Tcp), time, logger);
            if (options.Tls is { } tls) _tls = new TcpPort(tls.Bind, socket => Accept(socket, SipTransportKind.Tls), time, logger);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Where TLS is accepted; null when it is not.</summary>
    public IPEndPoint? TlsEndPoint => _tls?.LocalEndPoint;

    public int Count => _connections.Count;

    public void Start()
    {
        _tcp?.Start();
        _tls?.Start();
    }

    /// <summary>Queues it on the connection there, opening one when there is none. False: it cannot be sent.</summary>
    public bool Send(byte[] message, SipTarget target)
    {
        try
        {
            var connection = Open(target);
            if (connection is null) return false;
            if (connection.TrySend(message)) return true;
            // It closed at this very moment: a new one may work.
            _connections.Remove(connection);
            return Open(target)?.TrySend(message) ?? false;
        }
        catch (SocketException e)
        {
            _logger.LogWarning("No SIP connection to {Target}: {Error}", target, e.SocketErrorCode);
            return false;
        }
    }

    /// <summary>The port a connection to there leaves from, opening it when there is none; null when it cannot be opened.</summary>
    public int? LocalPortTo(SipTarget target)
    {
        try
        {
            return Open(target)?.LocalPort;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            return null;
        }
    }

    /// <summary>Of the connection there now; null without TLS or without a connection.</summary>
    public ConnectionCertificate? CertificateOf(SipTarget target) => _connections.Find(target)?.Certificate;

    /// <summary>Gives up a connection that is still being made, and says so to all who wait for it; false when it is made.</summary>
    public bool Abandon(SipTarget target)
    {
        if (_connections.Find(target) is not { } connection) return true;
        if (connection.IsEstablished) return false;
        connection.Close(new TransportFault(TransportFaultKind.Timeout, $"{target} does not answer"));
        return true;
    }

    bool IConnectionOwner.OnMessage(SipConnection connection, ReadOnlySpan<byte> message)
    {
        var standing = _filter.Check(connection.Remote, message);
        if (standing != SourceStanding.Dropped) return _receiver.OnMessage(message, connection.Remote, standing);
        TransportCounters.Count(ref _counters.Received);
        connection.Close(null);
        return true;
    }

    void IConnectionOwner.OnBroken(SipConnection connection, ReadOnlySpan<byte> headers)
    {
        var standing = _filter.Check(connection.Remote, headers);
        if (standing != SourceStanding.Dropped) _receiver.OnBroken(headers, connection.Remote, standing);
    }

    void IConnectionOwner.OnPing(SipConnection connection) => TransportCounters.Count(ref _counters.KeepAlives);

    void IConnectionOwner.OnClosed(SipConnection connection, TransportFault? fault)
    {
        _connections.Remove(connection);
        if (fault is null) return;
        if (!connection.Remote.IsAccepted) _logger.LogInformation("SIP connection to {Target} ended: {Why}", connection.Remote, fault.Detail);
        _receiver.OnUnreachable(connection.Remote, fault);
    }

    public void Dispose()
    {
        _tcp?.Dispose();
        _tls?.Dispose();
        _connections.Dispose();
    }

    private SipConnection? Open(SipTarget target)
    {
        var goal = target.IsAccepted && _connections.Find(target) is null && target.Reconnect is { } other ? other : target;
        return _connections.Open(goal, (socket, ct) => ConnectAsync(goal, socket, ct));
    }

    private static async Task<Stream> ConnectAsync(SipTarget target, Socket socket, CancellationToken ct)
    {
        await socket.ConnectAsync(target.EndPoint, ct).ConfigureAwait(false);
        var stream = new NetworkStream(socket, ownsSocket: false);
        return target.TlsPeer is { } peer ? await TlsHandshake.AsClientAsync(stream, target, peer, ct).ConfigureAwait(false) : stream;
    }

    private void Accept(Socket socket, SipTransportKind transport)
    {
        if (TryAccept(socket, transport)) return;
        TransportCounters.Count(ref _counters.ConnectionsRefused);
        socket.Dispose();
    }

    private bool TryAccept(Socket socket, SipTransportKind transport)
    {
        if (socket.RemoteEndPoint is not IPEndPoint remote) return false;
        var source = new SipTarget(transport, UdpPort.Plain(remote));
        var stranger = !_filter.IsKnown(source);
        if (stranger && _filter.IsBlocked(source.Address)) return false;
        // A handshake costs far more than a message: strangers get one only where they are to be told.
        if (stranger && transport == SipTransportKind.Tls && _filter.Check(source, SourceFilter.TlsConnection) == SourceStanding.Dropped) return false;
        SipConnections.Prepare(socket);
        return _connections.TryAdd(source, socket, (accepted, ct) => ShakeAsync(accepted, transport, ct), stranger);
    }

    private async Task<Stream> ShakeAsync(Socket socket, SipTransportKind transport, CancellationToken ct)
    {
        var stream = new NetworkStream(socket, ownsSocket: false);
        return transport == SipTransportKind.Tls ? await TlsHandshake.AsServerAsync(stream, _certificate!(), ct).ConfigureAwait(false) : stream;
    }
}
