using System.Net;
using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Sip.Transactions;

namespace VoiceDock.Core.Sip.Dialogs;

/// <summary>For transactions whose outcome changes nothing: a CANCEL (the INVITE's own final response counts), answers to requests.</summary>
internal sealed class Unattended(SessionCore core) : IClientTransactionUser, IServerTransactionUser
{
    public void OnResponse(ClientTransaction transaction, SipResponse response, IPEndPoint source)
    {
        // Nothing depends on it.
    }

    public void OnTimeout(ClientTransaction transaction)
    {
        // Nothing depends on it.
    }

    public void OnUnreachable(ClientTransaction transaction)
    {
        // Nothing depends on it.
    }

    public void OnTerminated(ClientTransaction transaction) => core.Detach();

    public void OnTerminated(ServerTransaction transaction) => core.Detach();
}
