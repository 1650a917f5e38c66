using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Sip.Transactions;
using VoiceDock.Core.Sip.Transport;

namespace VoiceDock.Core.Sip.Dialogs;

/// <summary>Requests of the other side inside a dialog (RFC 3261 12.2.2). Used on the session's strand.</summary>
internal sealed class DialogIncoming(SessionCore core)
{
    private ReinviteServer? _offer;

    /// <summary>True while an offer of the other side is not settled.</summary>
    public bool HasOpenOffer => _offer is { IsOpen: true };

    /// <summary>A new request whose tags and source have been checked.</summary>
    public void OnRequest(SipRequest request, SipTarget source)
    {
        var transaction = core.Accept(request, source, request.Method is SipMethods.Invite or SipMethods.Update
            ? new ReinviteServer(core, request)
            : new Unattended(core));
        if (!core.Dialog!.TakeSequence(request.CSeq.Number)) Respond(transaction, request, 500);
        else if (core.IsEnded) Respond(transaction, request, request.Method == SipMethods.Bye ? 200 : 481);
        else Handle(request, transaction);
    }

    /// <summary>An ACK for a 2xx: the INVITE's or the re-INVITE's, told apart by the number.</summary>
    public void OnAck(SipRequest ack)
    {
        if (_offer is { } offer && offer.Request.CSeq.Number == ack.CSeq.Number) offer.OnAck(ack);
        else if (core.Role is InviteServer role && role.Request.CSeq.Number == ack.CSeq.Number) role.OnAck(ack);
    }

    public void OnSessionEnded() => _offer?.OnSessionEnded();

    private void Handle(SipRequest request, ServerTransaction transaction)
    {
        switch (request.Method)
        {
            case SipMethods.Bye:
                // 15.1.2: answered first, whatever else is pending.
                Respond(transaction, request, 200);
                core.Role.OnRemoteBye(SipEnds.ReasonOf(request));
                break;
            case SipMethods.Invite or SipMethods.Update:
                OnOffer(request, transaction);
                break;
            case SipMethods.Info:
                Respond(transaction, request, 200);
                core.Tell(handler => handler.OnInfo(core.Session, request));
                break;
            case SipMethods.Options:
                Respond(transaction, request, 200);
                break;
            default:
                Respond(transaction, request, DefaultAnswers.StatusFor(request.Method, inDialog: true));
                break;
        }
    }

    private void OnOffer(SipRequest request, ServerTransaction transaction)
    {
        var reinvite = (ReinviteServer)transaction.User!;
        if (UnmetRequirement.Of(request) is { } unmet)
        {
            var refusal = core.Agent.Messages.Response(request, 420);
            refusal.Headers.Add("Unsupported", unmet);
            transaction.Respond(refusal);
        }
        else if (!SdpBody.IsReadable(request)) Respond(transaction, request, 415);
        else if (request.Method == SipMethods.Update && request.Body.Length == 0) reinvite.RefreshOnly(transaction);
        // 14.2: one offer at a time. Theirs before is still open: try later; ours is open: glare.
        else if (HasOpenOffer) RetryLater(transaction, request);
        else if (core.State != SipSessionState.Confirmed || core.Reinviting is not null) Respond(transaction, request, 491);
        else (_offer = reinvite).Begin(transaction);
    }

    private void RetryLater(ServerTransaction transaction, SipRequest request)
    {
        var response = core.Agent.Messages.Response(request, 500);
        response.Headers.Add("Retry-After", "1");
        transaction.Respond(response);
    }

    private void Respond(ServerTransaction transaction, SipRequest request, int status)
    {
        var response = core.Agent.Messages.Response(request, status);
        if (request.Method == SipMethods.Options || status == 405) SipCapabilities.AddTo(response);
        if (status == 415) response.Headers.Set("Accept", SipCapabilities.Accept);
        transaction.Respond(response);
    }
}
