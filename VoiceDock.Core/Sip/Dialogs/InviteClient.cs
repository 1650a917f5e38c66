using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Sip.Transactions;
using VoiceDock.Core.Sip.Transport;

namespace VoiceDock.Core.Sip.Dialogs;

/// <summary>
/// Our INVITE (RFC 3261 13.2): digest, CANCEL, forks and all crossings. It outlives the session's end until its transaction is gone, so that a
/// late answer is still acknowledged and ended and no second phone rings on.
/// </summary>
internal sealed class InviteClient : IInviteRole, IClientTransactionUser
{
    private readonly SessionCore _core;
    private readonly SipTarget _target;
    private readonly StrandTimer _noAnswer;
    private StrandTimer? _cancelGiveUp;
    private readonly Dictionary<string, SentAck> _acks = [];
    private readonly EarlyDialogs _forks;
    private ClientTransaction? _transaction;
    private string? _answerTag;
    private bool _provisional;
    private bool _cancelWanted;
    private bool _cancelSent;
    private string? _cancelReason;

    public InviteClient(SessionCore core, SipRequest request, SipTarget target)
    {
        (_core, _target, Request) = (core, target, request);
        _forks = new EarlyDialogs(core, target);
        _noAnswer = core.Agent.Timer(core.Strand, OnNoAnswer);
    }

    public SipRequest Request { get; private set; }

    /// <summary>Our INVITE always offers: a description come back settles it.</summary>
    public bool IsNegotiated => _core.RemoteSdp is not null;

    public void Start()
    {
        _transaction = _core.Open(Request, _target, this);
        _transaction.Start();
        if (!_transaction.IsTerminated) _noAnswer.Start(_core.Agent.Options.Timers.NoAnswer);
    }

    public void OnResponse(ClientTransaction transaction, SipResponse response, SipTarget source)
    {
        // A challenged try is finished; only the latest one counts.
        if (transaction != _transaction) return;
        _noAnswer.Stop();
        _core.Auth.Observe(response, source);
        if (response.StatusCode < 200) OnProvisional(response);
        else if (response.StatusCode < 300) OnSuccess(response);
        else OnFailure(response, source);
    }

    public void OnTimeout(ClientTransaction transaction)
    {
        if (transaction == _transaction) _core.End(new SipEnd(SipEndKind.NoAnswer, Detail: "No response"));
    }

    public void OnUnreachable(ClientTransaction transaction, TransportFault fault)
    {
        if (transaction == _transaction) _core.End(new SipEnd(SipEnds.For(fault), Detail: fault.Detail));
    }

    public void OnTerminated(ClientTransaction transaction)
    {
        if (transaction == _transaction)
        {
            _cancelGiveUp?.Stop();
            _acks.Clear();
        }

        _core.Detach();
    }

    /// <summary>13.2.2.4: the media is armed, the answer may be acknowledged.</summary>
    public void Ack()
    {
        if (_core.State != SipSessionState.Answered) return;
        _core.State = SipSessionState.Confirmed;
        SendAck(_core.Dialog!);
    }

    public void HangUp(string? reason, SipEndKind? kind = null)
    {
        if (_core.IsEnded) return;
        if (_core.State is SipSessionState.Answered or SipSessionState.Confirmed)
        {
            Ack();
            _core.Bye(reason);
            _core.End(new SipEnd(kind ?? SipEndKind.LocalBye));
            return;
        }

        Cancel(reason);
        _core.End(new SipEnd(kind ?? SipEndKind.Cancelled));
    }

    public Dialog? OtherDialog(string remoteTag) => _forks.Find(remoteTag);

    public void OnOtherBye(string remoteTag) => _forks.Remove(remoteTag);

    public void OnRemoteBye(string? reason)
    {
        if (_core.State == SipSessionState.Early && _forks.Other(_core.Dialog!.RemoteTag) is { } fork)
        {
            // One phone of several is gone; the others ring on.
            _forks.Remove(_core.Dialog.RemoteTag!);
            _core.Adopt(fork);
            return;
        }

        // Answered and hung up before our ACK: it is still owed. On an early dialog the INVITE itself must be ended too.
        if (_core.State == SipSessionState.Answered) Ack();
        else if (_core.State != SipSessionState.Confirmed) Cancel(null);
        _core.End(new SipEnd(SipEndKind.RemoteBye, Detail: reason));
    }

    public void OnSessionEnded() => _noAnswer.Stop();

    // 9.1: no CANCEL before a provisional response; it is remembered until one comes.
    private void Cancel(string? reason)
    {
        (_cancelWanted, _cancelReason) = (true, reason);
        if (_provisional) SendCancel();
    }

    private void OnProvisional(SipResponse response)
    {
        _provisional = true;
        if (_cancelWanted)
        {
            SendCancel();
            return;
        }

        if (response.StatusCode == 100 || _answerTag is not null) return;
        if (response.To.Tag is not null)
        {
            if (_forks.Take(Request, response) is not { } dialog) return;
            _core.Learn(response);
            _core.Adopt(dialog);
        }

        if (SdpBody.Of(response) is { } sdp) _core.RemoteSdp = sdp;
        _core.State = SipSessionState.Early;
        _core.Tell(handler => handler.OnProvisional(_core.Session, response));
    }

    private void OnSuccess(SipResponse response)
    {
        var tag = response.To.Tag ?? "";
        if (_acks.TryGetValue(tag, out var sent))
        {
            _core.RepeatedAnswers++;
            _core.Send(sent.Message, sent.Target, retransmission: true);
        }
        else if (_core.State is SipSessionState.Inviting or SipSessionState.Early)
        {
            _answerTag = tag;
            _core.Learn(response);
            _core.Adopt(_forks.Confirm(Request, response));
            // Another fork's description is not this one's.
            _core.RemoteSdp = SdpBody.Of(response) ?? _forks.SdpOf(tag);
            _core.Timer.OnAccepted(response);
            _core.State = SipSessionState.Answered;
            _core.Tell(handler => handler.OnAnswered(_core.Session, response));
        }
        else if (_answerTag != tag)
        {
            Refuse(response);
        }
    }

    // 13.2.2.4: another fork answered too, or anybody after we gave up. It must be acknowledged before it can be ended.
    private void Refuse(SipResponse response)
    {
        var dialog = _forks.Confirm(Request, response);
        SendAck(dialog);
        var target = dialog.NextHop(_core.Agent.Options.AllowsTarget);
        new DialogRequest(_core, dialog, target).Send(dialog.CreateRequest(_core.Agent.Messages, SipMethods.Bye, target));
    }

    private void SendAck(Dialog dialog)
    {
        var target = dialog.NextHop(_core.Agent.Options.AllowsTarget);
        var message = SipSerializer.Serialize(dialog.CreateRequest(_core.Agent.Messages, SipMethods.Ack, target, Request.CSeq.Number));
        _acks[dialog.RemoteTag ?? ""] = new SentAck(message, target);
        _core.Send(message, target, retransmission: false);
    }

    private void OnFailure(SipResponse response, SipTarget source)
    {
        _cancelGiveUp?.Stop();
        if (_core.IsEnded) return;
        if (_core.Timer.TryRaise(response))
        {
            // RFC 4028 section 7.3: the same INVITE once more with the larger interval.
            var raised = _core.Agent.Messages.Again(Request, Request.CSeq.Number + 1);
            _core.Timer.Ask(raised);
            Retry(raised);
            return;
        }

        if (!ChallengeAnswers.IsChallenge(response))
        {
            _core.End(EndBy(SipEndKind.Rejected, response));
            return;
        }

        if (_core.Auth.Answer(response, source, Request, _target, out var problem) is { } answer)
        {
            var again = _core.Agent.Messages.Again(Request, Request.CSeq.Number + 1);
            answer.AddTo(again);
            Retry(again);
            return;
        }

        _core.End(EndBy(SipEnds.For(problem), response));
    }

    private void Retry(SipRequest again)
    {
        Request = again;
        _provisional = false;
        _forks.Clear();
        Start();
    }

    private static SipEnd EndBy(SipEndKind kind, SipResponse response) =>
        new(kind, response.StatusCode, SipText.Clean(response.ReasonPhrase), SipEnds.ReasonOf(response), response);

    private void SendCancel()
    {
        if (_cancelSent || _transaction is null || _transaction.IsTerminated) return;
        _cancelSent = true;
        _core.Open(MessageMaker.Cancel(Request, _cancelReason), _transaction.Remote, new Unattended(_core)).Start();
        _cancelGiveUp ??= _core.Agent.Timer(_core.Strand, () => _transaction?.Terminate());
        _cancelGiveUp.Start(_core.Agent.Transactions.Timers.GiveUp);
    }

    private void OnNoAnswer()
    {
        Cancel(null);
        _core.End(new SipEnd(SipEndKind.NoAnswer, Detail: "No response"));
    }

    private readonly record struct SentAck(byte[] Message, SipTarget Target);
}
