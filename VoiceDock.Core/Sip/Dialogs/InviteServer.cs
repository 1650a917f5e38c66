using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Sip.Transactions;
using VoiceDock.Core.Sip.Transport;

namespace VoiceDock.Core.Sip.Dialogs;

/// <summary>An INVITE of the other side (RFC 3261 13.3): rung, answered, rejected or taken back.</summary>
internal sealed class InviteServer : IInviteRole, IServerTransactionUser, ICancellable
{
    private readonly SessionCore _core;
    private readonly InviteServerTransaction _transaction;
    private readonly AnswerRepeater _repeater;
    private readonly ReliableResponses _reliable;
    private readonly bool _mustBeReliable;
    private string? _answerWhenPracked;
    private bool _described;
    private bool _byeWhenAcked;
    private string? _byeReason;

    public InviteServer(SessionCore core, SipRequest request, SipTarget source)
    {
        (_core, Request) = (core, request);
        core.Role = this;
        core.Adopt(Dialog.FromInvite(request, core.LocalTag, source));
        core.RemoteSdp = SdpBody.Of(request);
        core.Learn(request);
        _transaction = (InviteServerTransaction)core.Accept(request, source, this);
        _repeater = new AnswerRepeater(core, _transaction, OnNeverAcked);
        _reliable = new ReliableResponses(core, _transaction, () => Reject(504, null, [], SipEndKind.AckTimeout));
        _mustBeReliable = OptionTags.Has(request, "Require", OptionTags.Reliable);
    }

    public SipRequest Request { get; }

    public string LocalTag => _core.LocalTag;

    public bool IsNegotiated => _described && !_reliable.HoldsAnswer;

    /// <summary>17.2.1: 100 at once, so that the other side stops repeating.</summary>
    public void Trying() => _transaction.Respond(_core.Agent.Messages.Response(Request, 100));

    /// <summary>13.3.1.1: 180, or 183 with a description; reliably where the caller requires it (RFC 3262 section 3).</summary>
    public void Progress(int status, string? sdp)
    {
        if (!IsOpen) return;
        var response = InDialog(status, _described ? null : sdp);
        if (_mustBeReliable)
        {
            if (sdp is not null && !_described) (_described, _core.LocalSdp) = (true, sdp);
            _reliable.Send(response);
        }
        else _transaction.Respond(response);

        _core.State = SipSessionState.Early;
    }

    /// <summary>13.3.1.4.</summary>
    public void Answer(string sdp)
    {
        if (!IsOpen) return;
        // RFC 3262 section 3: no 2xx while a description of ours is not acknowledged.
        if (_reliable.HoldsAnswer)
        {
            _answerWhenPracked = sdp;
            return;
        }

        // The description has been sent and acknowledged already: it is not sent twice (RFC 6337 section 2.2).
        var response = InDialog(200, _described ? null : sdp);
        if (!_described) _core.LocalSdp = sdp;
        response.Headers.Set("Allow", SipCapabilities.Allow);
        response.Headers.Set("Supported", SipCapabilities.Supported);
        _core.Timer.Agree(Request, response);
        _reliable.Stop();
        _transaction.Respond(response);
        _core.State = SipSessionState.Answered;
        _repeater.Start();
    }

    public void Reject(int status, string? reason, IEnumerable<(string Name, string Value)> headers, SipEndKind kind = SipEndKind.Rejected)
    {
        if (!IsOpen) return;
        var response = _core.Agent.Messages.Response(Request, status, reason, LocalTag);
        foreach (var (name, value) in headers) response.Headers.Add(name, value);
        _reliable.Stop();
        _transaction.Respond(response);
        _core.End(new SipEnd(kind, status, response.ReasonPhrase, Response: response));
    }

    public void HangUp(string? reason, SipEndKind? kind = null)
    {
        if (_core.IsEnded) return;
        if (IsOpen)
        {
            Reject(kind == SipEndKind.Shutdown ? 503 : 480, null, reason is null ? [] : [("Reason", reason)], kind ?? SipEndKind.Rejected);
            return;
        }

        // Section 15: no BYE before the ACK has come (or has been given up).
        if (_core.State == SipSessionState.Answered) (_byeWhenAcked, _byeReason) = (true, reason);
        else _core.Bye(reason);
        _core.End(new SipEnd(kind ?? SipEndKind.LocalBye));
    }

    /// <summary>RFC 3262 section 3: false for a PRACK that acknowledges nothing. A description in it is the answer to ours, or another offer.</summary>
    public bool TryPrack(SipRequest prack, out bool isOffer)
    {
        isOffer = false;
        if (!_reliable.TryAcknowledge(prack, Request.CSeq.Number)) return false;
        if (SdpBody.Of(prack) is not { } sdp) return true;
        if (SdpBody.Of(Request) is null && _core.RemoteSdp is null) _core.RemoteSdp = sdp;
        else isOffer = true;
        return true;
    }

    /// <summary>The PRACK has been answered: what waited for it goes out.</summary>
    public void OnPracked()
    {
        if (!IsOpen) return;
        _reliable.Continue();
        if (_answerWhenPracked is not { } sdp || _reliable.HoldsAnswer) return;
        _answerWhenPracked = null;
        Answer(sdp);
    }

    public Dialog? OtherDialog(string remoteTag) => null;

    public void OnOtherBye(string remoteTag)
    {
        // An INVITE of the other side makes one dialog.
    }

    /// <summary>The ACK to our 2xx.</summary>
    public void OnAck(SipRequest ack)
    {
        if (!_repeater.IsRunning) return;
        _repeater.Stop();
        if (_byeWhenAcked)
        {
            _core.Bye(_byeReason);
            return;
        }

        if (_core.State != SipSessionState.Answered) return;
        if (SdpBody.Of(ack) is { } sdp) _core.RemoteSdp = sdp;
        _core.State = SipSessionState.Confirmed;
        _core.Tell(handler => handler.OnConfirmed(_core.Session));
    }

    // 9.2: only an INVITE without a final response can be taken back; a later CANCEL changes nothing.
    public void OnCancel(SipRequest cancel)
    {
        if (!IsOpen) return;
        _reliable.Stop();
        _transaction.Respond(_core.Agent.Messages.Response(Request, 487, toTag: LocalTag));
        _core.End(new SipEnd(SipEndKind.RemoteCancel, Detail: SipEnds.ReasonOf(cancel)));
    }

    public void OnRemoteBye(string? reason)
    {
        // 15.1.2: a BYE on an early dialog leaves the INVITE to be answered 487.
        if (_transaction.IsPending) _transaction.Respond(_core.Agent.Messages.Response(Request, 487, toTag: LocalTag));
        _repeater.Stop();
        _reliable.Stop();
        _core.End(new SipEnd(SipEndKind.RemoteBye, Detail: reason));
    }

    public void OnSessionEnded()
    {
        // The repeater goes on: the other side may still be waiting for our 2xx, and must ACK it before it can be told BYE.
    }

    public void OnTerminated(ServerTransaction transaction)
    {
        // Timer L and the repeater end at the same time; whichever comes first, nobody will ACK any more.
        if (_repeater.IsRunning)
        {
            _repeater.Stop();
            OnNeverAcked();
        }

        _core.Detach();
    }

    private bool IsOpen => !_core.IsEnded && _transaction.IsPending;

    // 13.3.1.4: no ACK in 64*T1: the session is ended with a BYE.
    private void OnNeverAcked()
    {
        _core.Bye(_byeReason);
        _core.End(new SipEnd(SipEndKind.AckTimeout, Detail: "Our answer was never acknowledged"));
    }

    // 12.1.1: a response that makes a dialog copies Record-Route and carries Contact.
    private SipResponse InDialog(int status, string? sdp)
    {
        var response = _core.Agent.Messages.Response(Request, status, toTag: LocalTag);
        foreach (var route in Request.Headers.All("Record-Route")) response.Headers.Add("Record-Route", route);
        response.Contact = _core.Agent.Messages.Contact(_core.Remote, Request.Uri.User);
        if (sdp is not null) SdpBody.Set(response, sdp);
        return response;
    }
}
