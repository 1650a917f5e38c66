using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Sip.Transport;

namespace VoiceDock.Core.Sip.Transactions;

/// <summary>A transaction of ours: sends a request until it is answered.</summary>
internal abstract class ClientTransaction(
    TransactionKey key, TransactionLayer layer, Strand strand, SipTarget remote, IClientTransactionUser user)
    : Transaction(key, layer, strand, remote)
{
    private bool _sentAgain;

    protected IClientTransactionUser User { get; } = user;

    /// <summary>The request as sent; null once it is answered.</summary>
    protected abstract byte[]? Message { get; }

    /// <summary>True until the first response: only then does an ICMP error mean that the request did not arrive.</summary>
    public abstract bool IsUnanswered { get; }

    /// <summary>Sends the request for the first time.</summary>
    public abstract void Start();

    public abstract void OnResponse(SipResponse response, SipTarget source);

    /// <summary>RFC 3261 17.1.4 and 18.4: a transport error ends it, unless the request arrived after all.</summary>
    public void OnUnreachable(TransportFault fault)
    {
        if (!IsUnanswered || IsTerminated) return;
        if (fault.Kind == TransportFaultKind.Broken && !_sentAgain)
        {
            // The connection may have ended before the request was read: once more over a new one (the other side knows it by its branch).
            _sentAgain = true;
            if (Transmit(Message!, retransmission: true)) return;
        }

        User.OnUnreachable(this, fault);
        Terminate();
    }

    protected void TimeOut()
    {
        User.OnTimeout(this);
        Terminate();
    }

    protected override void OnTerminated() => User.OnTerminated(this);
}
