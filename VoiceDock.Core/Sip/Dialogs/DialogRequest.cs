using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Sip.Transactions;
using VoiceDock.Core.Sip.Transport;

namespace VoiceDock.Core.Sip.Dialogs;

/// <summary>A request of ours inside a dialog that is no INVITE (BYE, PRACK, REFER): sent, and sent again when challenged by the trunk itself.</summary>
/// <param name="done">Gets the final response, null when none came; without it nothing depends on that.</param>
internal sealed class DialogRequest(SessionCore core, Dialog dialog, SipTarget target, Action<SipResponse?>? done = null) : IClientTransactionUser
{
    private SipRequest? _request;

    public void Send(SipRequest request)
    {
        core.Auth.BeginRequest();
        Try(request);
    }

    public void OnResponse(ClientTransaction transaction, SipResponse response, SipTarget source)
    {
        core.Auth.Observe(response, source);
        if (response.StatusCode < 200) return;
        var request = _request!;
        _request = null;
        if (!ChallengeAnswers.IsChallenge(response) || core.Auth.Answer(response, source, request, target, out _) is not { } answer)
        {
            done?.Invoke(response);
            return;
        }

        var again = core.Agent.Messages.Again(request, ++dialog.LocalSequence);
        answer.AddTo(again);
        Try(again);
    }

    public void OnTimeout(ClientTransaction transaction)
    {
        // A dialog is over whether or not its BYE was heard (RFC 3261 15.1.1).
        if (_request is not null) done?.Invoke(null);
    }

    public void OnUnreachable(ClientTransaction transaction, TransportFault fault)
    {
        if (_request is not null) done?.Invoke(null);
    }

    public void OnTerminated(ClientTransaction transaction) => core.Detach();

    private void Try(SipRequest request)
    {
        _request = request;
        core.Open(request, target, this).Start();
    }
}
