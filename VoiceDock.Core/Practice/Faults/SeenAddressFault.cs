using System.Globalization;
using System.Net;
using VoiceDock.Core.Sip.Messages;

namespace VoiceDock.Core.Practice.Faults;

/// <summary>Sees requests come from a router's address (RFC 3261 18.2.1, RFC 3581 section 4).</summary>
internal sealed class SeenAddressFault(string name, IPEndPoint seen) : PracticeFault(name)
{
    internal override bool Hears(SipRequest request, PracticeCalls calls)
    {
        var via = request.TopVia;
        var parameters = via.Parameters.With("received", seen.Address.ToString());
        if (parameters.Has("rport")) parameters = parameters.With("rport", seen.Port.ToString(CultureInfo.InvariantCulture));
        request.TopVia = via with { Parameters = parameters };
        return true;
    }
}
