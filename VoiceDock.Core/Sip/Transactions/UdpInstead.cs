using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Sip.Transport;

namespace VoiceDock.Core.Sip.Transactions;

/// <summary>The way back for a request that goes over TCP only because of its size (RFC 3261 18.1.1).</summary>
/// <param name="Request">The request; its top Via names TCP.</param>
/// <param name="Target">The same place over UDP.</param>
internal sealed record UdpInstead(SipRequest Request, SipTarget Target)
{
    /// <summary>18.1.1: above this many bytes a request goes over TCP when the path's MTU is not known.</summary>
    public const int LargestOverUdp = 1_300;

    /// <summary>Names another transport in the top Via.</summary>
    public static void SetTransport(SipRequest request, SipTarget target) => request.TopVia = request.TopVia with { Transport = target.WireName };
}
