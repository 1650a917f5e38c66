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
    /// <param name="dialog">The session's, or that of another fork.</param>
    public void OnRequest(SipRequest request, Dialog dialog, SipTarget source)
    {
        var transaction = core.Accept(request, source, MayOffer(request) ? new ReinviteServer(core, request) : new Unattended(core));
        if (!dialog.TakeSequence(request.CSeq.Number)) Respond(transaction, request, 500);
        else if (request.Method == SipMethods.Notify) OnNotify(request, transaction);
        else if (core.IsEnded) Respond(transaction, request, request.Method == SipMethods.Bye ? 200 : 481);
        else if (dialog != core.Dialog) HandleOther(request, transaction);
        else Handle(request, transaction);
    }

    /// <summary>An ACK for a 2xx: the INVITE's or the re-INVITE's, told apart by the number.</summary>
    public void OnAck(SipRequest ack)
    {
        if (_offer is { } offer && offer.Request.CSeq.Number == ack.CSeq.Number) offer.OnAck(ack);
        else if (core.Role is InviteServer role && role.Request.CSeq.Number == ack.CSeq.Number) role.OnAck(ack);
    }

    public void OnSessionEnded() => _offer?.OnSessionEnded();

    private static bool MayOffer(SipRequest request) => request.Method is SipMethods.Invite or SipMethods.Update or SipMethods.Prack;

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
                core.Learn(request);
                OnOffer(request, transaction);
                break;
            case SipMethods.Prack:
                OnPrack(request, transaction);
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

    // A fork that is not the session's may end itself; whatever else it wants has to wait until it is the one that answers.
    private void HandleOther(SipRequest request, ServerTransaction transaction)
    {
        if (request.Method == SipMethods.Bye)
        {
            Respond(transaction, request, 200);
            core.Role.OnOtherBye(request.From.Tag!);
        }
        else if (request.Method == SipMethods.Options || (request.Method == SipMethods.Update && request.Body.Length == 0)) Respond(transaction, request, 200);
        else if (MayOffer(request)) RetryLater(transaction, request);
        else Respond(transaction, request, DefaultAnswers.StatusFor(request.Method, inDialog: true));
    }

    private void OnOffer(SipRequest request, ServerTransaction transaction)
    {
        var reinvite = (ReinviteServer)transaction.User!;
        var bodiless = request.Method == SipMethods.Update && request.Body.Length == 0;
        if (UnmetRequirement.Of(request) is { } unmet) Respond(transaction, request, 420, ("Unsupported", unmet));
        else if (!SdpBody.IsReadable(request)) Respond(transaction, request, 415);
        else if (SessionTimer.TooSmall(core.Agent.Options, request) is { } least) Respond(transaction, request, 422, ("Min-SE", least));
        else if (bodiless) reinvite.RefreshOnly(transaction);
        // 14.2: one offer at a time. Theirs before is still open: try later; ours is open: glare.
        else if (HasOpenOffer) RetryLater(transaction, request);
        else if (core.Reinviting is not null || !MayOfferNow(request)) Respond(transaction, request, 491);
        else (_offer = reinvite).Begin(transaction);
    }

    // RFC 3311 5.2: UPDATE may offer on an early dialog once the INVITE's own offer is answered; a re-INVITE needs a confirmed one.
    private bool MayOfferNow(SipRequest request) =>
        core.State == SipSessionState.Confirmed
        || (request.Method == SipMethods.Update && core.State == SipSessionState.Early && core.Role.IsNegotiated);

    // RFC 3262 section 3: 481 for a PRACK that acknowledges nothing.
    private void OnPrack(SipRequest request, ServerTransaction transaction)
    {
        if (core.Role is not InviteServer role || !SdpBody.IsReadable(request) || !role.TryPrack(request, out var isOffer))
        {
            Respond(transaction, request, 481);
            return;
        }

        if (isOffer) (_offer = (ReinviteServer)transaction.User!).Begin(transaction);
        else Respond(transaction, request, 200);
        role.OnPracked();
    }

    // RFC 3515 2.4.4: a NOTIFY belongs to a REFER of ours, also for a moment after the call itself has ended.
    private void OnNotify(SipRequest request, ServerTransaction transaction)
    {
        if (core.Referral is not { } referral || !referral.Owns(request))
        {
            Respond(transaction, request, 481);
            return;
        }

        Respond(transaction, request, 200);
        referral.OnNotify(request);
    }

    private void RetryLater(ServerTransaction transaction, SipRequest request) => Respond(transaction, request, 500, ("Retry-After", "1"));

    private void Respond(ServerTransaction transaction, SipRequest request, int status, (string Name, string Value)? header = null)
    {
        var response = core.Agent.Messages.Response(request, status);
        if (header is { } extra) response.Headers.Add(extra.Name, extra.Value);
        if (request.Method == SipMethods.Options || status == 405) SipCapabilities.AddTo(response);
        if (status == 415) response.Headers.Set("Accept", SipCapabilities.Accept);
        transaction.Respond(response);
    }
}
