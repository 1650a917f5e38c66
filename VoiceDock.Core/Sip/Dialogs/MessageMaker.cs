using System.Net;
using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Sip.Transport;

namespace VoiceDock.Core.Sip.Dialogs;

/// <summary>Puts on our messages what all of them carry: Via, Max-Forwards, Contact, User-Agent. Thread-safe.</summary>
internal sealed class MessageMaker(string userAgent, LocalAddresses addresses)
{
    /// <summary>A request with a fresh branch (RFC 3261 8.1.1).</summary>
    public SipRequest Request(string method, SipUri uri, NameAddr from, NameAddr to, string callId, uint sequence, SipTarget target)
    {
        var request = new SipRequest(method, uri);
        request.Headers.Add("Via", Via(target).ToString());
        request.Headers.Add("Max-Forwards", "70");
        request.Headers.Add("From", from.ToString());
        request.Headers.Add("To", to.ToString());
        request.Headers.Add("Call-ID", callId);
        request.Headers.Add("CSeq", new CSeq(sequence, method).ToString());
        request.Headers.Add("User-Agent", userAgent);
        return request;
    }

    /// <summary>RFC 3261 9.1: same Request-URI, Call-ID, To, From, CSeq number, top Via and Route as the INVITE; never credentials.</summary>
    /// <param name="reason">Value of the Reason header; null leaves it out.</param>
    public static SipRequest Cancel(SipRequest invite, string? reason)
    {
        var cancel = new SipRequest(SipMethods.Cancel, invite.Uri) { TopVia = invite.TopVia };
        cancel.MaxForwards = 70;
        foreach (var name in (string[])["Route", "From", "To", "Call-ID"])
        {
            foreach (var value in invite.Headers.All(name)) cancel.Headers.Add(name, value);
        }

        cancel.CSeq = new CSeq(invite.CSeq.Number, SipMethods.Cancel);
        if (reason is not null) cancel.Headers.Add("Reason", reason);
        return cancel;
    }

    /// <summary>The same request as a new one: next CSeq, fresh branch (22.2: a request with credentials is a new transaction).</summary>
    public SipRequest Again(SipRequest request, uint sequence)
    {
        var again = request.Clone();
        var via = again.TopVia;
        again.TopVia = via with { Parameters = via.Parameters.With("branch", SipTokens.Branch()) };
        again.CSeq = new CSeq(sequence, request.Method);
        return again;
    }

    /// <summary>An answer with our Server header.</summary>
    public SipResponse Response(SipRequest request, int status, string? reason = null, string? toTag = null)
    {
        var response = request.CreateResponse(status, reason, status == 100 ? null : toTag);
        response.Headers.Add("Server", userAgent);
        return response;
    }

    /// <summary>Where requests inside a dialog reach us.</summary>
    public NameAddr Contact(SipTarget peer, string? user)
    {
        var own = addresses.For(peer);
        return new NameAddr
        {
            Uri = new SipUri
            {
                Scheme = "sip",
                User = user,
                Host = own.Address.ToString(),
                Port = own.Port,
                // UDP is what a bare address means (RFC 3263 4.1). sips: would ask for TLS on every hop; a trunk's peer promises its own only.
                Parameters = peer.IsReliable ? SipParameters.Empty.With("transport", peer.WireName) : SipParameters.Empty,
            },
        };
    }

    private Via Via(SipTarget peer)
    {
        var own = addresses.For(peer);
        return new Via
        {
            Transport = peer.WireName,
            Host = own.Address.ToString(),
            Port = own.Port,
            Parameters = SipParameters.Empty.With("branch", SipTokens.Branch()).With("rport"),
        };
    }
}
