using System.Globalization;
using System.Net;
using VoiceDock.Core.Sip.Messages;

namespace VoiceDock.Core.Sip.Transport;

/// <summary>Where the answer to a request goes (RFC 3261 18.2, RFC 3581 section 4).</summary>
internal static class ResponseRoute
{
    /// <summary>Notes the true source in the top Via, so that every answer copied from it carries <c>received</c> and <c>rport</c>.</summary>
    public static void Stamp(SipRequest request, SipTarget source)
    {
        var via = request.TopVia;
        var parameters = via.Parameters;
        var asksPort = parameters.Has("rport");
        if (asksPort) parameters = parameters.With("rport", source.Port.ToString(CultureInfo.InvariantCulture));
        if (asksPort || !IsSource(via.Host, source.Address)) parameters = parameters.With("received", source.Address.ToString());
        if (!ReferenceEquals(parameters, via.Parameters)) request.TopVia = via with { Parameters = parameters };
    }

    /// <summary>Back over the same connection (18.2.2), or always the address the request came from (maddr is ignored: it would let a peer aim our answers at others).</summary>
    public static SipTarget For(SipRequest request, SipTarget source)
    {
        var via = request.TopVia;
        if (source.IsReliable) return source.OrConnectTo(via.Host, via.Port);
        return via.Parameters.Has("rport") ? source : source with { EndPoint = new IPEndPoint(source.Address, via.Port ?? SipTarget.DefaultPortOf(source.Transport)) };
    }

    private static bool IsSource(string host, IPAddress source) => IPAddress.TryParse(host, out var address) && address.Equals(source);
}
