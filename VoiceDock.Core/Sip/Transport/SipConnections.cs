using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace VoiceDock.Core.Sip.Transport;

/// <summary>
/// All TCP and TLS connections by target: those we open are reused by (transport, address, port, TLS name and authority), accepted ones by the
/// address they came from. Thread-safe.
/// </summary>
internal sealed class SipConnections : IDisposable
{
    private static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FlushTime = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<SipTarget, SipConnection> _connections = new();
    private readonly Dictionary<IPAddress, int> _sources = [];
    private readonly Lock _gate = new();
    private readonly IConnectionOwner _owner;
    private readonly SipConnectionLimits _limits;
    private readonly int _maxMessageBytes;
    private readonly IPAddress _local;
    private readonly ExpectedPeers _expected;
    private readonly TimeProvider _time;
    private readonly ITimer _sweep;
    private int _accepted, _strangers;
    private bool _closed;

    /// <param name="local">Address connections of ours leave from.</param>
    public SipConnections(IConnectionOwner owner, SipConnectionLimits limits, int maxMessageBytes, IPAddress local, ExpectedPeers expected, TimeProvider time)
    {
        (_owner, _limits, _maxMessageBytes, _local, _expected, _time) = (owner, limits, maxMessageBytes, local, expected, time);
        _sweep = time.CreateTimer(_ => Sweep(), null, SweepEvery, SweepEvery);
    }

    public int Count => _connections.Count;

    public SipConnection? Find(SipTarget target) => _connections.GetValueOrDefault(target);

    /// <summary>The connection there, opened when there is none. Null: the other side's own connection is gone and we do not know where to
    /// connect, or we are closing.</summary>
    /// <param name="connect">Makes the stream of a new one.</param>
    /// <exception cref="SocketException">The system gives no socket.</exception>
    public SipConnection? Open(SipTarget target, Func<Socket, CancellationToken, Task<Stream>> connect)
    {
        if (Find(target) is { } known) return known;
        if (target.IsAccepted) return target.Reconnect is { } other ? Open(other, connect) : null;
        lock (_gate)
        {
            if (_closed) return null;
            if (Find(target) is { } meanwhile) return meanwhile;
            var socket = NewSocket(target);
            var connection = new SipConnection(target, socket, connect, _owner, _limits, _maxMessageBytes, _time);
            _connections[target] = connection;
            connection.Start();
            return connection;
        }
    }

    /// <summary>Takes an accepted connection in. False: it is one too many, from there or at all.</summary>
    /// <param name="stranger">No peer: these may not take the places of peers.</param>
    public bool TryAdd(SipTarget source, Socket socket, Func<Socket, CancellationToken, Task<Stream>> shake, bool stranger)
    {
        lock (_gate)
        {
            var held = _sources.GetValueOrDefault(source.Address);
            if (_closed || held >= _limits.PerSource || _accepted >= _limits.Total || (stranger && _strangers >= _limits.Total / 2)) return false;
            var connection = new SipConnection(source with { IsAccepted = true, IsStranger = stranger }, socket, shake, _owner, _limits, _maxMessageBytes, _time);
            if (!_connections.TryAdd(connection.Remote, connection)) return false;
            (_sources[source.Address], _accepted, _strangers) = (held + 1, _accepted + 1, _strangers + (stranger ? 1 : 0));
            connection.Start();
            return true;
        }
    }

    /// <summary>To be told of every end.</summary>
    public void Remove(SipConnection connection)
    {
        if (!_connections.TryRemove(new(connection.Remote, connection)) || !connection.Remote.IsAccepted) return;
        lock (_gate)
        {
            (_accepted, _strangers) = (_accepted - 1, _strangers - (connection.Remote.IsStranger ? 1 : 0));
            var left = _sources[connection.Remote.Address] - 1;
            if (left > 0) _sources[connection.Remote.Address] = left;
            else _sources.Remove(connection.Remote.Address);
        }
    }

    /// <summary>Lets what is queued out, for a second at most, and closes all.</summary>
    public void Dispose()
    {
        lock (_gate) _closed = true;
        _sweep.Dispose();
        var all = _connections.Values.ToArray();
        foreach (var connection in all) connection.Finish();
        Task.WaitAll([.. all.Select(c => c.Done)], FlushTime);
        foreach (var connection in all) connection.Close(null);
    }

    private Socket NewSocket(SipTarget target)
    {
        var socket = new Socket(target.Address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            Prepare(socket);
            var any = target.Address.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any;
            var usable = _local.AddressFamily == target.Address.AddressFamily;
            // Bound now, so that its port can be named in a Contact before it is connected.
            socket.Bind(new IPEndPoint(usable ? _local : any, 0));
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>No waiting for more bytes; a peer that vanished is noticed within two minutes.</summary>
    public static void Prepare(Socket socket)
    {
        socket.NoDelay = true;
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 60);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 15);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 4);
    }

    private void Sweep()
    {
        foreach (var (target, connection) in _connections) connection.Sweep(_expected.Contains(target.Address));
    }
}
