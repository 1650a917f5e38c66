using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Sip.Transport;

namespace VoiceDock.Core.Sip.Transactions;

/// <summary>Who started a client transaction. Called on the transaction's strand, with its lock held.</summary>
internal interface IClientTransactionUser
{
    /// <summary>A response that is no retransmission the transaction absorbs; 2xx to INVITE come every time.</summary>
    void OnResponse(ClientTransaction transaction, SipResponse response, SipTarget source);

    /// <summary>No final response (INVITE: none at all) in 64*T1. <see cref="OnTerminated"/> follows.</summary>
    void OnTimeout(ClientTransaction transaction);

    /// <summary>Nothing arrives there, and why. <see cref="OnTerminated"/> follows.</summary>
    void OnUnreachable(ClientTransaction transaction, TransportFault fault);

    /// <summary>Gone from the table; exactly once, the last call.</summary>
    void OnTerminated(ClientTransaction transaction);
}
