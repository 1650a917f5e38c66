using System.Net;
using VoiceDock.Core.Sip.Messages;

namespace VoiceDock.Core.Sip.Transactions;

/// <summary>A transaction of ours: sends a request until it is answered.</summary>
internal abstract class ClientTransaction(
    TransactionKey key, TransactionLayer layer, Strand strand, IPEndPoint remote, IClientTransactionUser user)
    : Transaction(key, layer, strand, remote)
{
    protected IClientTransactionUser User { get; } = user;

    /// <summary>True until the first response: only then does an ICMP error mean that the request did not arrive.</summary>
    public abstract bool IsUnanswered { get; }

    /// <summary>Sends the request for the first time.</summary>
    public abstract void Start();

    public abstract void OnResponse(SipResponse response, IPEndPoint source);

    /// <summary>RFC 3261 17.1.4 and 18.4: a transport error ends it, unless the request arrived after all.</summary>
    public void OnUnreachable()
    {
        if (!IsUnanswered || IsTerminated) return;
        User.OnUnreachable(this);
        Terminate();
    }

    protected void TimeOut()
    {
        User.OnTimeout(this);
        Terminate();
    }

    protected override void OnTerminated() => User.OnTerminated(this);
}
