using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Sip.Transport;

namespace VoiceDock.Core.Sip.Transactions;

/// <summary>RFC 3261 17.1.1 (figure 5) with the state Accepted of RFC 6026 (8.4): repeated 2xx still reach the user.</summary>
internal sealed class InviteClientTransaction : ClientTransaction
{
    private StrandTimer? _timerA;
    private StrandTimer? _timerB;
    private StrandTimer? _timerD;
    private StrandTimer? _timerM;
    private SipRequest? _request;
    private byte[]? _ack;
    private TimeSpan _gap;
    private State _state = State.Calling;

    public InviteClientTransaction(
        SipRequest request, byte[] message, UdpInstead? instead, TransactionLayer layer, Strand strand, SipTarget target, IClientTransactionUser user)
        : base(TransactionKey.ForClient(request.TopVia.Branch!, SipMethods.Invite), layer, strand, target, user, message, instead)
    {
        _request = request;
    }

    private enum State
    {
        Calling,
        Proceeding,
        Completed,
        Accepted,
    }

    public override bool IsUnanswered => _state == State.Calling;

    /// <summary>17.1.1.2: retransmit by timer A, over UDP only; give up by timer B.</summary>
    protected override void StartTimers()
    {
        _gap = Timers.T1;
        if (!Remote.IsReliable) (_timerA ??= Timer(OnTimerA)).Start(_gap);
        (_timerB ??= Timer(TimeOut)).Start(Timers.GiveUp);
    }

    public override void OnResponse(SipResponse response, SipTarget source)
    {
        if (IsTerminated) return;
        switch (_state)
        {
            case State.Calling:
                InCalling(response, source);
                break;
            case State.Proceeding:
                InProceeding(response, source);
                break;
            case State.Completed:
                InCompleted(response);
                break;
            default:
                InAccepted(response, source);
                break;
        }
    }

    protected override void StopTimers()
    {
        base.StopTimers();
        _timerA?.Stop();
        _timerB?.Stop();
        _timerD?.Stop();
        _timerM?.Stop();
    }

    // 17.1.1.2: any response ends the retransmissions.
    private void InCalling(SipResponse response, SipTarget source)
    {
        _timerA?.Stop();
        _timerB?.Stop();
        _state = State.Proceeding;
        InProceeding(response, source);
    }

    // 17.1.1.2: provisional ones go up; a final one is acknowledged here (300 and above) or by the user (2xx).
    private void InProceeding(SipResponse response, SipTarget source)
    {
        if (response.StatusCode >= 300) EnterCompleted(response);
        else if (response.StatusCode >= 200) EnterAccepted();
        User.OnResponse(this, response, source);
    }

    // 17.1.1.2: repeated final responses draw the same ACK and stay here.
    private void InCompleted(SipResponse response)
    {
        if (response.StatusCode >= 300) Transmit(_ack!, retransmission: true);
    }

    // RFC 6026 8.4: every 2xx goes up, of this dialog or of another fork; nothing else is expected.
    private void InAccepted(SipResponse response, SipTarget source)
    {
        if (response.StatusCode is >= 200 and < 300) User.OnResponse(this, response, source);
    }

    private void EnterCompleted(SipResponse response)
    {
        _state = State.Completed;
        _ack = SipSerializer.Serialize(AckFor(_request!, response));
        Transmit(_ack, retransmission: false);
        Shrink();
        (_timerD ??= Timer(Terminate)).Start(Rest(Timers.D));
    }

    private void EnterAccepted()
    {
        _state = State.Accepted;
        Shrink();
        (_timerM ??= Timer(Terminate)).Start(Timers.GiveUp);
    }

    private void Shrink() => (_request, Message) = (null, null);

    private void OnTimerA()
    {
        Transmit(Message!, retransmission: true);
        // Doubles without limit (17.1.1.2); timer B ends it.
        _gap *= 2;
        _timerA!.Start(_gap);
    }

    // 17.1.1.3: same Via, Route, Request-URI, From and Call-ID as the INVITE, To of the response. No credentials: it opens nothing.
    private static SipRequest AckFor(SipRequest invite, SipResponse response)
    {
        var ack = new SipRequest(SipMethods.Ack, invite.Uri);
        ack.Headers.Add("Via", invite.TopVia.ToString());
        ack.MaxForwards = 70;
        foreach (var route in invite.Headers.All("Route")) ack.Headers.Add("Route", route);
        ack.Headers.Add("From", invite.Headers["From"]!);
        ack.Headers.Add("To", response.Headers["To"]!);
        ack.CallId = invite.CallId;
        ack.CSeq = new CSeq(invite.CSeq.Number, SipMethods.Ack);
        return ack;
    }
}
