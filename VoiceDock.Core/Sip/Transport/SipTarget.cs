using System.Net;

namespace VoiceDock.Core.Sip.Transport;

/// <summary>
/// Where a message goes or came from, over what. Equal targets share a connection. An <see cref="IPEndPoint"/> alone means UDP.
/// </summary>
/// <param name="Transport">UDP, TCP or TLS.</param>
/// <param name="EndPoint">Address and port; IPv4 never as mapped IPv6.</param>
/// <param name="TlsPeer">Whom a TLS connection of ours must lead to; null for the other transports and for a connection the other side opened.</param>
public sealed record SipTarget(SipTransportKind Transport, IPEndPoint EndPoint, SipTlsPeer? TlsPeer = null)
{
    /// <summary>The address of <see cref="EndPoint"/>.</summary>
    public IPAddress Address => EndPoint.Address;

    /// <summary>The port of <see cref="EndPoint"/>.</summary>
    public int Port => EndPoint.Port;

    /// <summary>True for TCP and TLS: nothing is retransmitted (RFC 3261 section 17).</summary>
    public bool IsReliable => Transport != SipTransportKind.Udp;

    public static implicit operator SipTarget(IPEndPoint endPoint) => new(SipTransportKind.Udp, endPoint);

    public static SipTarget Udp(IPEndPoint endPoint) => new(SipTransportKind.Udp, endPoint);

    public static SipTarget Tcp(IPEndPoint endPoint) => new(SipTransportKind.Tcp, endPoint);

    /// <param name="name">The domain or address the certificate must be for.</param>
    /// <param name="pinnedCaPem">The only authorities trusted, PEM; null: the system's.</param>
    public static SipTarget Tls(IPEndPoint endPoint, string name, string? pinnedCaPem = null) =>
        new(SipTransportKind.Tls, endPoint, new SipTlsPeer(name, pinnedCaPem));

    /// <summary>For a log: <c>tls 192.0.2.1:5061</c>.</summary>
    public override string ToString() => $"{WireName} {EndPoint}";

    /// <summary>As in a URI's transport parameter: <c>udp</c>, <c>tcp</c>, <c>tls</c>.</summary>
    public string WireName => Transport switch
    {
        SipTransportKind.Tcp => "tcp",
        SipTransportKind.Tls => "tls",
        _ => "udp",
    };
}
