using System.Net;
using VoiceDock.Core.Calls.Recovery;
using VoiceDock.Core.Security;
using VoiceDock.Core.Sip.Dialogs;
using VoiceDock.Core.Sip.Transport;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Calls.Engine;

/// <summary>Ends the dialogs of an earlier process over the running agent.</summary>
internal sealed class OrphanByes(SipEngine engine, TrunkDirectory trunks, OutboundTargetGuard guard) : IOrphanByes
{
    private const string Reason = "SIP;cause=500;text=\"VoiceDock was restarted\"";

    public async Task<string?> EndAsync(LegDialog leg, CancellationToken cancellation)
    {
        var trunk = leg.TrunkId is { } id ? trunks.Find(id) : null;
        var peer = Peer(leg, trunk);
        // The address was allowed when the call was made; the settings may have changed since.
        if (guard.Check(peer.Address, peer.IsAccepted ? Trunk.DefaultPort : peer.Port) is { IsAllowed: false } refusal)
            return $"nothing is sent to {peer.EndPoint}: {refusal.Reason}";
        var dialog = new SipDialogState(
            leg.SipCallId, leg.Local, leg.Remote, leg.RemoteTarget, leg.Routes, checked((uint)leg.Sequence), peer, leg.Authenticates);
        var credentials = trunk is not null && leg.Authenticates ? engine.Parts.Digest(trunk) : null;
        var exchange = await engine.Parts.Agent.ByeAsync(dialog, credentials, Reason, cancellation);
        if (exchange.Outcome == SipExchangeOutcome.Cancelled)
            throw new OperationCanceledException("VoiceDock stopped before the BYE was answered.", cancellation);
        return Problem(exchange);
    }

    private static SipTarget Peer(LegDialog leg, Trunk? trunk)
    {
        var endPoint = IPEndPoint.Parse(leg.Peer);
        return leg switch
        {
            { Transport: "udp" } => SipTarget.Udp(endPoint),
            { TlsName: { } name } => SipTarget.Tls(endPoint, name, trunk?.TlsCaPem),
            _ => new SipTarget(leg.Transport == "tls" ? SipTransportKind.Tls : SipTransportKind.Tcp, endPoint) { IsAccepted = leg.IsAccepted },
        };
    }

    // 481 and 408 say that there is no such call any more (RFC 5057 5.1): that is what we want.
    private static string? Problem(SipExchange exchange) => exchange switch
    {
        { Response.StatusCode: < 300 or 408 or 481 } => null,
        { Response: { } answer } => $"it answered {answer.StatusCode} to the BYE",
        { Outcome: SipExchangeOutcome.Timeout } => "it did not answer the BYE",
        { Detail: { } detail } => $"the BYE did not get there: {detail}",
        _ => "the BYE did not get there",
    };
}
