using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace VoiceDock.Core.Calls.Engine;

/// <summary>Which address of ours a peer should see: the public one outside our networks, else the one the route to it leaves from. Thread-safe.</summary>
internal sealed class OwnAddress
{
    private const int MostRemembered = 4096;

    private readonly IPAddress _bound;
    private readonly IPAddress? _public;
    private readonly IReadOnlyList<IPNetwork> _local;
    private readonly ConcurrentDictionary<IPAddress, IPAddress> _routes = [];

    public OwnAddress(SipOptions options)
    {
        _bound = IPAddress.Parse(options.Address);
        _public = options.PublicAddress is { Length: > 0 } text ? IPAddress.Parse(text) : null;
        _local = [.. options.LocalNetworks.Select(IPNetwork.Parse)];
    }

    public IPAddress For(IPAddress peer)
    {
        if (_public is not null && !IsLocal(peer))
            return _public;
        if (!_bound.Equals(IPAddress.Any) && !_bound.Equals(IPAddress.IPv6Any))
            return _bound;
        if (_routes.Count > MostRemembered)
            _routes.Clear();
        return _routes.GetOrAdd(peer, RouteTo);
    }

    private bool IsLocal(IPAddress peer) => _local.Any(n => n.Contains(peer));

    // Connecting a UDP socket sends nothing; it only asks the kernel which address it would use.
    private static IPAddress RouteTo(IPAddress peer)
    {
        using var socket = new Socket(peer.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        socket.Connect(peer, 9);
        return ((IPEndPoint)socket.LocalEndPoint!).Address;
    }
}
