using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Sip.Transport;

namespace VoiceDock.Core.Sip.Transactions;

/// <summary>A transaction of ours: sends a request until it is answered.</summary>
internal abstract class ClientTransaction : Transaction
{
    private StrandTimer? _connecting;
    private UdpInstead? _instead;
    private bool _sentAgain;

    protected ClientTransaction(
        TransactionKey key, TransactionLayer layer, Strand strand, SipTarget remote, IClientTransactionUser user, byte[] message, UdpInstead? instead)
        : base(key, layer, strand, remote) => (User, Message, _instead) = (user, message, instead);

    protected IClientTransactionUser User { get; }

    /// <summary>The request as sent; null once nothing may need it any more.</summary>
    protected byte[]? Message { get; set; }

    /// <summary>True until the first response: only then does an ICMP error mean that the request did not arrive.</summary>
    public abstract bool IsUnanswered { get; }

    /// <summary>Sends the request for the first time.</summary>
    public void Start()
    {
        if (!Transmit(Message!, retransmission: false))
        {
            OnUnreachable(TransportFault.Unreachable(Remote));
            return;
        }

        if (_instead is not null) (_connecting ??= Timer(OnConnecting)).Start(2 * Timers.T1);
        StartTimers();
    }

    public abstract void OnResponse(SipResponse response, SipTarget source);

    /// <summary>RFC 3261 17.1.4 and 18.4: a transport error ends it, unless the request arrived after all or another way is left.</summary>
    public void OnUnreachable(TransportFault fault)
    {
        if (!IsUnanswered || IsTerminated) return;
        if (_instead is { } instead && fault.Kind is TransportFaultKind.Unreachable or TransportFaultKind.Timeout)
        {
            GoBackTo(instead);
            return;
        }

        if (fault.Kind == TransportFaultKind.Broken && !_sentAgain)
        {
            // The connection may have ended before the request was read: once more over a new one (the other side knows it by its branch).
            _sentAgain = true;
            if (Transmit(Message!, retransmission: true)) return;
        }

        User.OnUnreachable(this, fault);
        Terminate();
    }

    /// <summary>Starts the retransmissions, over UDP, and the time to give up; also again after a change of transport.</summary>
    protected abstract void StartTimers();

    /// <inheritdoc/>
    protected override void StopTimers() => _connecting?.Stop();

    protected void TimeOut()
    {
        User.OnTimeout(this);
        Terminate();
    }

    protected override void OnTerminated() => User.OnTerminated(this);

    // A firewall that drops the connection's packets says nothing: the call must not wait for it.
    private void OnConnecting()
    {
        if (_instead is { } instead && IsUnanswered && Layer.Abandon(Remote)) GoBackTo(instead);
    }

    private void GoBackTo(UdpInstead instead)
    {
        _instead = null;
        _connecting?.Stop();
        Layer.UdpOnly.Add(instead.Target.EndPoint);
        Remote = instead.Target;
        UdpInstead.SetTransport(instead.Request, Remote);
        Message = SipSerializer.Serialize(instead.Request);
        Start();
    }
}
