using System.Net;
using System.Net.Sockets;
using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Sip.Transport;

namespace VoiceDock.Core.Sip.Dialogs;

/// <summary>
/// Where a request inside a dialog is sent. A peer names that address itself (Contact, Record-Route), so it is taken only when it can be
/// right: names are not looked up, a private address of a peer we know by a public one is behind its NAT, and the owner may forbid a target.
/// In all these cases the peer's own signalling address is used.
/// </summary>
internal static class NextHop
{
    public static SipTarget Find(SipUri uri, SipTarget peer, Func<IPAddress, bool>? allows)
    {
        // Nobody but the proven peer may be talked to, and it is there already.
        if (peer.Transport == SipTransportKind.Tls) return peer.OrConnectTo(uri.Host, uri.Port);
        if (!IPAddress.TryParse(uri.Host, out var address) || address.AddressFamily != peer.Address.AddressFamily) return peer;
        // The dialog's connection carries the whole dialog; reconnecting leads to the same address.
        if (address.Equals(peer.Address)) return peer.IsReliable ? peer.OrConnectTo(uri.Host, uri.Port) : Target(uri, address, peer);
        if (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any)) return peer;
        if (IPAddress.IsLoopback(address) && !IPAddress.IsLoopback(peer.Address)) return peer;
        if (IsPrivate(address) && !IsPrivate(peer.Address)) return peer;
        return allows is null || allows(address) ? Target(uri, address, peer) : peer;
    }

    // Carriers strip transport parameters: without one, what the peer speaks.
    private static SipTarget Target(SipUri uri, IPAddress address, SipTarget peer)
    {
        var transport = uri.Parameters["transport"];
        if (transport is null && peer.IsReliable) return peer;
        var endPoint = new IPEndPoint(address, uri.Port ?? SipTarget.DefaultPortOf(SipTransportKind.Udp));
        return string.Equals(transport, "tcp", StringComparison.OrdinalIgnoreCase) ? SipTarget.Tcp(endPoint)
            : string.Equals(transport, "tls", StringComparison.OrdinalIgnoreCase) ? peer
            : SipTarget.Udp(endPoint);
    }

    private static bool IsPrivate(IPAddress address)
    {
        if (address.AddressFamily == AddressFamily.InterNetworkV6) return address.IsIPv6UniqueLocal || address.IsIPv6LinkLocal;
        var b = address.GetAddressBytes();
        return b[0] switch
        {
            10 or 127 => true,
            100 => b[1] is >= 64 and < 128,
            169 => b[1] == 254,
            172 => b[1] is >= 16 and < 32,
            192 => b[1] == 168,
            _ => false,
        };
    }
}
