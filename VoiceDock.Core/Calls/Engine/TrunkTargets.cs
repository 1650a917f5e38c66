using System.Net;
using VoiceDock.Core.Sip.Transport;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Calls.Engine;

/// <summary>From a trunk's resolved address to the stack's target: the trunk fixes the transport, and for TLS whose certificate is asked for.</summary>
internal static class TrunkTargets
{
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
