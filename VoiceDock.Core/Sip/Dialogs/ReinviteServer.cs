using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Sip.Transactions;

namespace VoiceDock.Core.Sip.Dialogs;

/// <summary>A re-INVITE (RFC 3261 14.2), an UPDATE (RFC 3311) or a PRACK with an offer (RFC 3262 section 5) of the other side. Used on the session's strand.</summary>
internal sealed class ReinviteServer(SessionCore core, SipRequest request) : IServerTransactionUser, ICancellable
{
    private ServerTransaction? _transaction;
    private AnswerRepeater? _repeater;
    private string? _offered;

    public SipRequest Request => request;

    public string LocalTag => core.LocalTag;

    /// <summary>True until it is answered and, being an INVITE answered 2xx, acknowledged.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>An UPDATE without a description only refreshes the target.</summary>
    public void RefreshOnly(ServerTransaction transaction)
    {
        core.Refresh(request);
        var response = Response(200, null);
        if (core.State == SipSessionState.Confirmed) core.Timer.Agree(request, response);
        transaction.Respond(response);
    }

    /// <summary>Asks the owner.</summary>
    public void Begin(ServerTransaction transaction)
    {
        (_transaction, _offered, IsOpen) = (transaction, SdpBody.Of(request), true);
        if (transaction is InviteServerTransaction) transaction.Respond(core.Agent.Messages.Response(request, 100));
        var offer = new SipReinvite(request, _offered, core.Strand, this);
        core.Tell(handler => handler.OnReinvite(core.Session, offer));
    }

    public void Accept(string sdp)
    {
        if (!IsUndecided) return;
        core.Refresh(request);
        if (_offered is not null) core.RemoteSdp = _offered;
        core.LocalSdp = sdp;
        var response = Response(200, sdp);
        if (core.State == SipSessionState.Confirmed) core.Timer.Agree(request, response);
        if (_transaction is InviteServerTransaction invite)
        {
            _repeater = new AnswerRepeater(core, invite, OnNeverAcked);
            _transaction.Respond(response);
            _repeater.Start();
        }
        else
        {
            _transaction!.Respond(response);
            IsOpen = false;
        }
    }

    public void Reject(int status, string? reason)
    {
        if (!IsUndecided) return;
        IsOpen = false;
        _transaction!.Respond(core.Agent.Messages.Response(request, status, reason));
    }

    public void OnAck(SipRequest ack)
    {
        if (_repeater is not { IsRunning: true }) return;
        _repeater.Stop();
        IsOpen = false;
        if (_offered is not null || SdpBody.Of(ack) is not { } answer) return;
        core.RemoteSdp = answer;
        core.Tell(handler => handler.OnRefreshed(core.Session));
    }

    public void OnCancel(SipRequest cancel) => Reject(487, null);

    public void OnSessionEnded()
    {
        Reject(487, null);
        _repeater?.Stop();
        IsOpen = false;
    }

    public void OnTerminated(ServerTransaction transaction)
    {
        if (_repeater is { IsRunning: true })
        {
            _repeater.Stop();
            OnNeverAcked();
        }

        core.Detach();
    }

    private bool IsUndecided => IsOpen && _repeater is null;

    private void OnNeverAcked()
    {
        IsOpen = false;
        if (core.IsEnded) return;
        core.Bye(null);
        core.End(new SipEnd(SipEndKind.AckTimeout, Detail: "Our answer to a re-INVITE was never acknowledged"));
    }

    private SipResponse Response(int status, string? sdp)
    {
        var response = core.Agent.Messages.Response(request, status);
        response.Contact = core.Agent.Messages.Contact(core.Remote, core.Dialog!.Local.Uri.User);
        response.Headers.Set("Allow", SipCapabilities.Allow);
        response.Headers.Set("Supported", SipCapabilities.Supported);
        if (sdp is not null) SdpBody.Set(response, sdp);
        return response;
    }
}
