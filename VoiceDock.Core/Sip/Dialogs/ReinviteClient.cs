using System.Security.Cryptography;
using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Sip.Transactions;
using VoiceDock.Core.Sip.Transport;

namespace VoiceDock.Core.Sip.Dialogs;

/// <summary>A re-INVITE of ours (RFC 3261 14.1): digest, glare, ACK. Used on the session's strand.</summary>
internal sealed class ReinviteClient : IClientTransactionUser
{
    private const int GlareRetries = 3;

    private readonly SessionCore _core;
    private readonly string _sdp;
    private readonly TaskCompletionSource<SipReinviteOutcome> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly StrandTimer _retry;
    private SipTarget _target = null!;
    private SipRequest _request = null!;
    private ClientTransaction? _transaction;
    private byte[]? _ack;
    private SipTarget? _ackTarget;
    private int _glares;

    public ReinviteClient(SessionCore core, string sdp)
    {
        (_core, _sdp) = (core, sdp);
        _retry = core.Agent.Timer(core.Strand, Start);
    }

    public Task<SipReinviteOutcome> Outcome => _done.Task;

    /// <summary>Sends it, or waits first for an offer of the other side to be settled (14.1: one at a time).</summary>
    public void Start()
    {
        if (_core.Incoming.HasOpenOffer)
        {
            if (_glares++ < GlareRetries) _retry.Start(_core.Agent.Transactions.Timers.T1);
            else Finish(new SipReinviteOutcome(false, 491, null));
            return;
        }

        _target = _core.NextHop();
        var request = _core.Dialog!.CreateRequest(_core.Agent.Messages, SipMethods.Invite, _target);
        request.Contact = _core.Agent.Messages.Contact(_target, _core.Dialog.Local.Uri.User);
        request.Headers.Set("Allow", SipCapabilities.Allow);
        SdpBody.Set(request, _sdp);
        _core.Auth.BeginRequest();
        Try(request);
    }

    public void OnResponse(ClientTransaction transaction, SipResponse response, SipTarget source)
    {
        if (transaction != _transaction) return;
        _core.Auth.Observe(response, source);
        if (response.StatusCode < 200) return;
        if (response.StatusCode < 300) OnSuccess(response);
        else if (!_core.IsEnded) OnFailure(response, source);
    }

    public void OnTimeout(ClientTransaction transaction)
    {
        if (transaction == _transaction) Lose(null);
    }

    public void OnUnreachable(ClientTransaction transaction, TransportFault fault)
    {
        if (transaction == _transaction) Lose(null);
    }

    public void OnTerminated(ClientTransaction transaction) => _core.Detach();

    public void OnSessionEnded()
    {
        _retry.Stop();
        Finish(new SipReinviteOutcome(false, null, null));
    }

    private void Try(SipRequest request)
    {
        _request = request;
        _transaction = _core.Open(request, _target, this);
        _transaction.Start();
    }

    private void OnSuccess(SipResponse response)
    {
        if (_ack is not null)
        {
            _core.Send(_ack, _ackTarget!, retransmission: true);
            return;
        }

        _core.Refresh(response);
        _ackTarget = _core.NextHop();
        _ack = SipSerializer.Serialize(_core.Dialog!.CreateRequest(_core.Agent.Messages, SipMethods.Ack, _ackTarget, _request.CSeq.Number));
        _core.Send(_ack, _ackTarget, retransmission: false);
        var sdp = SdpBody.Of(response);
        if (sdp is not null && !_core.IsEnded) _core.RemoteSdp = sdp;
        Finish(new SipReinviteOutcome(true, response.StatusCode, sdp));
    }

    private void OnFailure(SipResponse response, SipTarget source)
    {
        if (ChallengeAnswers.IsChallenge(response) && _core.Auth.Answer(response, source, _request, _target, out _) is { } answer)
        {
            var again = _core.Agent.Messages.Again(_request, ++_core.Dialog!.LocalSequence);
            answer.AddTo(again);
            Try(again);
        }
        else if (response.StatusCode == 491 && _glares++ < GlareRetries) _retry.Start(GlareDelay());
        // 12.2.1.2: the other side no longer has the dialog.
        else if (response.StatusCode is 408 or 481) Lose(response);
        else Finish(new SipReinviteOutcome(false, response.StatusCode, null));
    }

    // 14.1: who chose the Call-ID waits 2.1 to 4 s, the other one 0 to 2 s, in steps of 10 ms.
    private TimeSpan GlareDelay()
    {
        var steps = _core.Role is InviteClient ? RandomNumberGenerator.GetInt32(210, 401) : RandomNumberGenerator.GetInt32(0, 201);
        return TimeSpan.FromMilliseconds(10 * steps);
    }

    private void Lose(SipResponse? response)
    {
        Finish(new SipReinviteOutcome(false, response?.StatusCode, null));
        if (_core.IsEnded) return;
        _core.Bye(null);
        _core.End(new SipEnd(SipEndKind.SessionLost, response?.StatusCode, null, "The other side does not know the call any more", response));
    }

    private void Finish(SipReinviteOutcome outcome)
    {
        if (_core.Reinviting == this) _core.Reinviting = null;
        _core.Strand.Post(() => _done.TrySetResult(outcome));
    }
}
