using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Sip.Transactions;
using VoiceDock.Core.Sip.Transport;

namespace VoiceDock.Core.Sip.Dialogs;

/// <summary>A re-INVITE (RFC 3261 14.1) or UPDATE (RFC 3311) of ours: digest, glare, 422, ACK. Used on the session's strand.</summary>
internal sealed class ReinviteClient : IClientTransactionUser
{
    private const int GlareRetries = 3;

    private readonly SessionCore _core;
    private readonly string _method;
    private readonly string? _sdp;
    private readonly bool _isRefresh;
    private readonly TaskCompletionSource<SipReinviteOutcome> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly StrandTimer _retry;
    private SipTarget _target = null!;
    private SipRequest _request = null!;
    private ClientTransaction? _transaction;
    private byte[]? _ack;
    private SipTarget? _ackTarget;
    private int _glares;
    private bool _settled;

    /// <param name="sdp">The offer; null for an UPDATE that only refreshes.</param>
    /// <param name="isRefresh">The stack's own: the owner is told only of what the answer changes.</param>
    public ReinviteClient(SessionCore core, string method, string? sdp, bool isRefresh = false)
    {
        (_core, _method, _sdp, _isRefresh) = (core, method, sdp, isRefresh);
        _retry = core.Agent.Timer(core.Strand, Start);
    }

    /// <summary>False for a refresh of the stack's own, which another may wait for.</summary>
    public bool IsOwners => !_isRefresh;

    public Task<SipReinviteOutcome> Outcome => _done.Task;

    /// <summary>Called once with the outcome, on the strand.</summary>
    public event Action<SipReinviteOutcome>? Settled;

    /// <summary>What waits for this one.</summary>
    public ReinviteClient? Next { get; set; }

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
        var request = _core.Dialog!.CreateRequest(_core.Agent.Messages, _method, _target);
        request.Contact = _core.Agent.Messages.Contact(_target, _core.Dialog.Local.Uri.User);
        request.Headers.Set("Allow", SipCapabilities.Allow);
        if (_core.State == SipSessionState.Confirmed) _core.Timer.Ask(request);
        if (_sdp is not null) SdpBody.Set(request, _sdp);
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
        Next?.OnSessionEnded();
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

        if (_settled && _method != SipMethods.Invite) return;
        _core.Refresh(response);
        if (_method == SipMethods.Invite) Acknowledge();
        if (!_core.IsEnded) Take(response);
        Finish(new SipReinviteOutcome(true, response.StatusCode, SdpBody.Of(response)));
    }

    private void Acknowledge()
    {
        _ackTarget = _core.NextHop();
        _ack = SipSerializer.Serialize(_core.Dialog!.CreateRequest(_core.Agent.Messages, SipMethods.Ack, _ackTarget, _request.CSeq.Number));
        _core.Send(_ack, _ackTarget, retransmission: false);
    }

    private void Take(SipResponse response)
    {
        _core.Learn(response);
        if (_core.State == SipSessionState.Confirmed) _core.Timer.OnAccepted(response);
        if (_sdp is not null) _core.LocalSdp = _sdp;
        if (SdpBody.Of(response) is not { } sdp || sdp == _core.RemoteSdp) return;
        _core.RemoteSdp = sdp;
        if (_isRefresh) _core.Tell(handler => handler.OnRefreshed(_core.Session));
    }

    private void OnFailure(SipResponse response, SipTarget source)
    {
        if (ChallengeAnswers.IsChallenge(response) && _core.Auth.Answer(response, source, _request, _target, out _) is { } answer)
        {
            var again = _core.Agent.Messages.Again(_request, ++_core.Dialog!.LocalSequence);
            answer.AddTo(again);
            Try(again);
        }
        else if (_core.Timer.TryRaise(response))
        {
            var again = _core.Agent.Messages.Again(_request, ++_core.Dialog!.LocalSequence);
            _core.Timer.Ask(again);
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
        var (from, to) = _core.Role is InviteClient ? (210, 400) : (0, 200);
        var steps = from + (int)(_core.Agent.Options.Chance() * (to - from + 1));
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
        if (_settled) return;
        _settled = true;
        _core.Finished(this);
        Settled?.Invoke(outcome);
        _core.Strand.Post(() => _done.TrySetResult(outcome));
    }
}
