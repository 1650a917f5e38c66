using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Sip.Transactions;
using VoiceDock.Core.Sip.Transport;

namespace VoiceDock.Core.Sip.Dialogs;

/// <summary>For transactions whose outcome changes nothing: a CANCEL (the INVITE's own final response counts), answers to requests.</summary>
internal sealed class Unattended(SessionCore core) : IClientTransactionUser, IServerTransactionUser
{
    public void OnResponse(ClientTransaction transaction, SipResponse response, SipTarget source)
    {
        // Nothing depends on it.
    }

    public void OnTimeout(ClientTransaction transaction)
    {
        // Nothing depends on it.
    }

    public void OnUnreachable(ClientTransaction transaction, TransportFault fault)
    {
        // Nothing depends on it.
    }

    public void OnTerminated(ClientTransaction transaction) => core.Detach();

    public void OnTerminated(ServerTransaction transaction) => core.Detach();
}
