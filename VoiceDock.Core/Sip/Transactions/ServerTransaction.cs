using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Sip.Transport;

namespace VoiceDock.Core.Sip.Transactions;

/// <summary>A transaction of the other side: answers a request, and again when it is repeated.</summary>
internal abstract class ServerTransaction(
    TransactionKey key, TransactionLayer layer, Strand strand, SipTarget remote, SipTarget source, IServerTransactionUser? user)
    : Transaction(key, layer, strand, remote)
{
    /// <summary>Who answers it.</summary>
    public IServerTransactionUser? User { get; } = user;

    /// <summary>Where the request came from.</summary>
    public SipTarget Source { get; } = source;

    /// <summary>The key under which a second copy of the request, come another way, is recognised (8.2.2.2).</summary>
    public MergeKey? Merge { get; init; }

    /// <summary>Sends a response; ignored when a final one has gone out.</summary>
    public abstract void Respond(SipResponse response);

    /// <summary>The request came again.</summary>
    public abstract void OnRetransmission();

    protected override void OnTerminated() => User?.OnTerminated(this);
}
