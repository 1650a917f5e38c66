using System.Net;
using System.Net.Sockets;

namespace VoiceDock.Core.Sip.Transport;

/// <summary>
/// Turns a datagram's raw source into an address without making one anew for each message of the same peer. A fixed number of places: a flood from ever new
/// addresses fills no memory. Used by one receive thread only.
/// </summary>
internal sealed class SourceNames(AddressFamily family)
{
    private const int Places = 256;

    private readonly IPEndPoint _template = new(family == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any, 0);
    private readonly (SocketAddress Raw, IPEndPoint EndPoint)[] _places = new (SocketAddress, IPEndPoint)[Places];

    /// <summary>IPv4 never as mapped IPv6.</summary>
    public IPEndPoint Of(SocketAddress raw)
    {
        ref var place = ref _places[(uint)raw.GetHashCode() % Places];
        if (place.Raw is not null && place.Raw.Equals(raw)) return place.EndPoint;
        place.Raw ??= new SocketAddress(family);
        place.Raw.Size = raw.Size;
        raw.Buffer.Span[..raw.Size].CopyTo(place.Raw.Buffer.Span);
        return place.EndPoint = UdpPort.Plain((IPEndPoint)_template.Create(raw));
    }
}
