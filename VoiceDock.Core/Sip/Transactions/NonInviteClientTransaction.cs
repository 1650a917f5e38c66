using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Sip.Transport;

namespace VoiceDock.Core.Sip.Transactions;

/// <summary>RFC 3261 17.1.2 (figure 6).</summary>
internal sealed class NonInviteClientTransaction : ClientTransaction
{
    private StrandTimer? _timerE;
    private StrandTimer? _timerF;
    private StrandTimer? _timerK;
    private TimeSpan _gap;
    private State _state = State.Trying;

    public NonInviteClientTransaction(
        SipRequest request, byte[] message, UdpInstead? instead, TransactionLayer layer, Strand strand, SipTarget target, IClientTransactionUser user)
        : base(TransactionKey.ForClient(request.TopVia.Branch!, request.Method), layer, strand, target, user, message, instead)
    {
    }

    private enum State
    {
        Trying,
        Proceeding,
        Completed,
    }

    public override bool IsUnanswered => _state == State.Trying;

    /// <summary>17.1.2.2: retransmit by timer E, over UDP only; give up by timer F.</summary>
    protected override void StartTimers()
    {
        _gap = Timers.T1;
        if (!Remote.IsReliable) (_timerE ??= Timer(OnTimerE)).Start(_gap);
        (_timerF ??= Timer(TimeOut)).Start(Timers.GiveUp);
    }

    public override void OnResponse(SipResponse response, SipTarget source)
    {
        if (IsTerminated) return;
        if (_state is State.Trying or State.Proceeding) InTryingOrProceeding(response, source);
        // 17.1.2.2, Completed: repeated final responses are absorbed.
    }

    protected override void StopTimers()
    {
        base.StopTimers();
        _timerE?.Stop();
        _timerF?.Stop();
        _timerK?.Stop();
    }

    // 17.1.2.2: a provisional response slows the retransmissions to T2, a final one ends them.
    private void InTryingOrProceeding(SipResponse response, SipTarget source)
    {
        if (response.StatusCode < 200)
        {
            _state = State.Proceeding;
        }
        else
        {
            _state = State.Completed;
            _timerE?.Stop();
            _timerF?.Stop();
            Message = null;
            (_timerK ??= Timer(Terminate)).Start(Rest(Timers.T4));
        }

        User.OnResponse(this, response, source);
    }

    private void OnTimerE()
    {
        Transmit(Message!, retransmission: true);
        _gap = _state == State.Proceeding ? Timers.T2 : Doubled(_gap, Timers.T2);
        _timerE!.Start(_gap);
    }
}
