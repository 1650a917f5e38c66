using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace VoiceDock.Core.Sip.Transport;

/// <summary>Which address of ours to show to a peer: the advertised one, the bound one, or the one of the route there. Thread-safe.</summary>
internal sealed class LocalAddresses(IPEndPoint bound, Func<SipTarget, int> portTo, Func<IPAddress, IPAddress?>? advertisedFor)
{
    private const int CacheLimit = 1_000;
    private readonly ConcurrentDictionary<IPAddress, IPAddress> _routes = new();
    private readonly bool _isAny = bound.Address.Equals(IPAddress.Any) || bound.Address.Equals(IPAddress.IPv6Any);

    /// <summary>What Via and Contact show to this peer.</summary>
    public IPEndPoint For(SipTarget peer) => new(advertisedFor?.Invoke(peer.Address) ?? (_isAny ? Route(peer.Address) : bound.Address), portTo(peer));

    private IPAddress Route(IPAddress peer)
    {
        if (_routes.TryGetValue(peer, out var known)) return known;
        // Networks change while we run; an emptied cache is cheap to fill again.
        if (_routes.Count >= CacheLimit) _routes.Clear();
        return _routes[peer] = Probe(peer);
    }

    // Connecting a UDP socket sends nothing: it only asks the routing table.
    private static IPAddress Probe(IPAddress peer)
    {
        try
        {
            using var socket = new Socket(peer.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            socket.Connect(peer, 9);
            return ((IPEndPoint)socket.LocalEndPoint!).Address;
        }
        catch (SocketException)
        {
            // No route: sending will fail with its own error; loopback is only there to fill the field.
            return peer.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Loopback : IPAddress.Loopback;
        }
    }
}
