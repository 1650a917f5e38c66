using System.Net;
using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Sip.Transport;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Calls.Engine;

/// <summary>Between a trunk's words for where it is and the stack's: the trunk fixes the transport, and for TLS whose certificate is asked for.</summary>
internal static class TrunkTargets
{
    public static SipTransportKind Of(TrunkTransport transport) => transport switch
    {
        TrunkTransport.Tcp => SipTransportKind.Tcp,
        TrunkTransport.Tls => SipTransportKind.Tls,
        _ => SipTransportKind.Udp,
    };

    public static TrunkTransport Of(SipTransportKind transport) => transport switch
    {
        SipTransportKind.Tcp => TrunkTransport.Tcp,
        SipTransportKind.Tls => TrunkTransport.Tls,
        _ => TrunkTransport.Udp,
    };

    /// <summary>The URI of the host itself; the transport's own port is not written.</summary>
    public static SipUri Uri(TrunkRoute route) =>
        new() { Scheme = "sip", Host = route.Host, Port = route.Port == Trunk.DefaultPortOf(route.Transport) ? null : route.Port };

    public static SipTarget Of(Trunk trunk, IPEndPoint endPoint) => Of(trunk.Transport, endPoint, trunk.Host, trunk.TlsCaPem);

    public static SipTarget Of(TrunkCheckSettings settings, IPEndPoint endPoint) => Of(settings.Transport, endPoint, settings.Host, settings.TlsCaPem);

    // The name asked for is the trunk's own, whatever names DNS led through (RFC 5922 7.3).
    private static SipTarget Of(TrunkTransport transport, IPEndPoint endPoint, string host, string? caPem) => transport switch
    {
        TrunkTransport.Tcp => SipTarget.Tcp(endPoint),
        TrunkTransport.Tls => SipTarget.Tls(endPoint, host, caPem),
        _ => SipTarget.Udp(endPoint),
    };
}
