using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Sip.Transport;

namespace VoiceDock.Core.Sip.Transactions;

/// <summary>RFC 3261 17.2.1 (figure 7) with the state Accepted of RFC 6026 (8.5): the user repeats its 2xx itself.</summary>
internal sealed class InviteServerTransaction : ServerTransaction
{
    private StrandTimer? _timerG;
    private StrandTimer? _timerH;
    private StrandTimer? _timerI;
    private StrandTimer? _timerL;
    private byte[]? _last;
    private TimeSpan _gap;
    private State _state = State.Proceeding;

    public InviteServerTransaction(
        SipRequest request, TransactionLayer layer, Strand strand, SipTarget remote, SipTarget source, IServerTransactionUser? user)
        : base(TransactionKey.ForRequest(request), layer, strand, remote, source, user)
    {
        Merge = MergeKey.For(request);
    }

    private enum State
    {
        Proceeding,
        Completed,
        Confirmed,
        Accepted,
    }

    /// <summary>True until the final response.</summary>
    public bool IsPending => _state == State.Proceeding && !IsTerminated;

    /// <summary>True after a 2xx: then an ACK is the dialog's affair.</summary>
    public bool IsAccepted => _state == State.Accepted;

    // 17.2.1, Proceeding: provisional responses stay here, a final one leaves it.
    public override void Respond(SipResponse response)
    {
        if (!IsPending) return;
        _last = SipSerializer.Serialize(response);
        Transmit(_last, retransmission: false);
        if (response.StatusCode >= 300) EnterCompleted();
        else if (response.StatusCode >= 200) EnterAccepted();
    }

    /// <summary>RFC 6026 8.5: the user repeats its 2xx until the ACK.</summary>
    public void RepeatSuccess()
    {
        if (_state == State.Accepted && !IsTerminated) Transmit(_last!, retransmission: true);
    }

    // 17.2.1: in Proceeding and Completed the last response goes out again; in Confirmed and Accepted the repeat is absorbed.
    public override void OnRetransmission()
    {
        if (_state is State.Proceeding or State.Completed && _last is not null && !IsTerminated) Transmit(_last, retransmission: true);
    }

    /// <summary>17.2.1, Completed: the ACK to a final response of 300 and above ends its repetition.</summary>
    public void OnAck()
    {
        if (_state != State.Completed || IsTerminated) return;
        _state = State.Confirmed;
        _timerG?.Stop();
        _timerH?.Stop();
        _last = null;
        (_timerI ??= Timer(Terminate)).Start(Rest(Timers.T4));
    }

    protected override void StopTimers()
    {
        _timerG?.Stop();
        _timerH?.Stop();
        _timerI?.Stop();
        _timerL?.Stop();
    }

    private void EnterCompleted()
    {
        _state = State.Completed;
        _gap = Timers.T1;
        if (!Remote.IsReliable) (_timerG ??= Timer(OnTimerG)).Start(_gap);
        (_timerH ??= Timer(Terminate)).Start(Timers.GiveUp);
    }

    private void EnterAccepted()
    {
        _state = State.Accepted;
        (_timerL ??= Timer(Terminate)).Start(Timers.GiveUp);
    }

    private void OnTimerG()
    {
        Transmit(_last!, retransmission: true);
        _gap = Doubled(_gap, Timers.T2);
        _timerG!.Start(_gap);
    }
}
