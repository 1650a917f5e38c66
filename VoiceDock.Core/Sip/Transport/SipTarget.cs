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
    private const int DefaultPort = 5060, DefaultTlsPort = 5061;

    /// <summary>The address of <see cref="EndPoint"/>.</summary>
    public IPAddress Address => EndPoint.Address;

    /// <summary>The port of <see cref="EndPoint"/>.</summary>
    public int Port => EndPoint.Port;

    /// <summary>True for TCP and TLS: nothing is retransmitted (RFC 3261 section 17).</summary>
    public bool IsReliable => Transport != SipTransportKind.Udp;

    /// <summary>True for a connection the other side opened: used while it lives, and nobody listens at its port when it is gone.</summary>
    public bool IsAccepted { get; init; }

    /// <summary>An accepted connection from an address that was no peer's then.</summary>
    internal bool IsStranger { get; init; }

    /// <summary>Where to connect when an accepted connection is gone (RFC 3261 18.2.2). Not part of what makes targets equal.</summary>
    internal SipTarget? Reconnect { get; init; }

    /// <summary>As in a URI's transport parameter: <c>udp</c>, <c>tcp</c>, <c>tls</c>.</summary>
    public string WireName => Transport switch
    {
        SipTransportKind.Tcp => "tcp",
        SipTransportKind.Tls => "tls",
        _ => "udp",
    };

    public static implicit operator SipTarget(IPEndPoint endPoint) => new(SipTransportKind.Udp, endPoint);

    public static SipTarget Udp(IPEndPoint endPoint) => new(SipTransportKind.Udp, endPoint);

    public static SipTarget Tcp(IPEndPoint endPoint) => new(SipTransportKind.Tcp, endPoint);

    /// <param name="name">The domain or address the certificate must be for.</param>
    /// <param name="pinnedCaPem">The only authorities trusted, PEM; null: the system's.</param>
    public static SipTarget Tls(IPEndPoint endPoint, string name, string? pinnedCaPem = null) =>
        new(SipTransportKind.Tls, endPoint, new SipTlsPeer(name, pinnedCaPem));

    /// <summary>The port a URI or Via without one means (RFC 3261 19.1.2).</summary>
    internal static int DefaultPortOf(SipTransportKind transport) => transport == SipTransportKind.Tls ? DefaultTlsPort : DefaultPort;

    /// <summary>The same for a connection that may be gone by the time it is needed: then this name and port at the address it came from.</summary>
    internal SipTarget OrConnectTo(string host, int? port)
    {
        if (!IsAccepted) return this;
        var endPoint = new IPEndPoint(Address, port ?? DefaultPortOf(Transport));
        return this with { Reconnect = Transport == SipTransportKind.Tls ? Tls(endPoint, host) : Tcp(endPoint) };
    }

    public bool Equals(SipTarget? other) =>
        other is not null && Transport == other.Transport && EndPoint.Equals(other.EndPoint) && Equals(TlsPeer, other.TlsPeer);

    public override int GetHashCode() => HashCode.Combine(Transport, EndPoint, TlsPeer);

    /// <summary>For a log: <c>tls 192.0.2.1:5061</c>.</summary>
    public override string ToString() => $"{WireName} {EndPoint}";
}
