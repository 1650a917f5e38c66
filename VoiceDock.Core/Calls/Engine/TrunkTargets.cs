using System.Net;
using VoiceDock.Core.Sip.Transport;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Calls.Engine;

/// <summary>From a trunk's resolved address to the stack's target: the trunk fixes the transport, and for TLS whose certificate is asked for.</summary>
internal static class TrunkTargets
{
    public static SipTarget Of(Trunk trunk, IPEndPoint endPoint) => Of(trunk.Transport, endPoint);

    public static SipTarget Of(TrunkTransport transport, IPEndPoint endPoint) => transport switch
    {
        TrunkTransport.Udp => SipTarget.Udp(endPoint),
        _ => throw new ArgumentOutOfRangeException(nameof(transport)),
    };
}
