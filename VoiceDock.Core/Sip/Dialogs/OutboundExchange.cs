using VoiceDock.Core.Sip.Auth;
using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Sip.Transactions;
using VoiceDock.Core.Sip.Transport;

namespace VoiceDock.Core.Sip.Dialogs;

/// <summary>One request outside a dialog, or of a dialog that no session has, from the first try to its result.</summary>
internal sealed class OutboundExchange : IClientTransactionUser
{
    private readonly AgentCore _agent;
    private readonly SipTarget _target;
    private readonly Strand _strand;
    private readonly ChallengeAnswers _auth;
    private readonly TaskCompletionSource<SipExchange> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly StrandTimer _timeout;
    private SipRequest _request;
    private ClientTransaction? _transaction;
    private long _sentAt;
    private SipResponse? _challenge;
    private bool _finished;

    private OutboundExchange(AgentCore agent, SipRequest request, SipTarget target, ChallengeAnswers auth)
    {
        (_agent, _target, _request, _auth) = (agent, target, request, auth);
        _strand = new Strand(agent.Logger);
        _timeout = agent.Timer(_strand, () => GiveUp(SipExchangeOutcome.Timeout));
    }

    public static Task<SipExchange> RunAsync(AgentCore agent, OutboundRequest outbound, CancellationToken cancellation) =>
        new OutboundExchange(agent, Build(agent.Messages, outbound), outbound.Target, new ChallengeAnswers(outbound.Credentials, outbound.Target))
            .RunAsync(outbound.Timeout, cancellation);

    /// <summary>The BYE of a dialog that no session has.</summary>
    public static Task<SipExchange> RunAsync(AgentCore agent, Dialog dialog, IDigestCredentials? credentials, string? reason, CancellationToken cancellation)
    {
        var hop = dialog.NextHop(agent.Options.AllowsTarget);
        // The connection the other side had opened went with the process it led to.
        if (hop.IsAccepted) hop = hop.Reconnect ?? hop;
        var bye = dialog.CreateRequest(agent.Messages, SipMethods.Bye, hop);
        if (reason is not null) bye.Headers.Add("Reason", reason);
        return new OutboundExchange(agent, bye, hop, new ChallengeAnswers(credentials, dialog.Peer)).RunAsync(null, cancellation);
    }

    public void OnResponse(ClientTransaction transaction, SipResponse response, SipTarget source)
    {
        if (transaction != _transaction || _finished) return;
        _auth.Observe(response, source);
        if (response.StatusCode < 200) return;
        if (!ChallengeAnswers.IsChallenge(response))
        {
            Finish(SipExchangeOutcome.Answered, response);
            return;
        }

        _challenge ??= response;
        if (_auth.Answer(response, source, _request, _target, out var problem) is not { } answer)
        {
            Finish(SipEnds.OutcomeFor(problem), response);
            return;
        }

        _request = _agent.Messages.Again(_request, _request.CSeq.Number + 1);
        answer.AddTo(_request);
        Try();
    }

    public void OnTimeout(ClientTransaction transaction)
    {
        if (transaction == _transaction) Finish(SipExchangeOutcome.Timeout, null);
    }

    public void OnUnreachable(ClientTransaction transaction, TransportFault fault)
    {
        if (transaction == _transaction) Finish(SipEnds.OutcomeFor(fault), null, fault.Detail);
    }

    public void OnTerminated(ClientTransaction transaction)
    {
        // Nothing is held beyond the transaction.
    }

    private async Task<SipExchange> RunAsync(TimeSpan? timeout, CancellationToken cancellation)
    {
        _strand.Run(() =>
        {
            Try();
            if (timeout is { } time && !_finished) _timeout.Start(time);
        });
        await using var registration = cancellation.UnsafeRegister(static state => ((OutboundExchange)state!).Abandon(), this);
        return await _done.Task.ConfigureAwait(false);
    }

    /// <summary>The caller, or the agent, gives up.</summary>
    private void Abandon() => _strand.Run(() => GiveUp(SipExchangeOutcome.Cancelled));

    private static SipRequest Build(MessageMaker messages, OutboundRequest outbound)
    {
        if (outbound.Method is SipMethods.Invite or SipMethods.Ack or SipMethods.Cancel)
            throw new ArgumentException($"{outbound.Method} is not sent this way.", nameof(outbound));
        var request = messages.Request(outbound.Method, outbound.RequestUri, outbound.From.WithTag(SipTokens.Tag()), outbound.To,
            outbound.CallId ?? SipTokens.CallId(), outbound.CSeq, outbound.Target);
        foreach (var (name, value) in outbound.ExtraHeaders) request.Headers.Add(name, value);
        if (!outbound.OmitContact && !request.Headers.Has("Contact")) request.Contact = messages.Contact(outbound.Target, outbound.From.Uri.User);
        if (outbound.Method == SipMethods.Options && !request.Headers.Has("Accept")) request.Headers.Add("Accept", SipCapabilities.Accept);
        return request;
    }

    private void Try()
    {
        _sentAt = _agent.Time.GetTimestamp();
        _transaction = _agent.Transactions.Open(_request, _target, _strand, this);
        _transaction.Start();
    }

    private void GiveUp(SipExchangeOutcome outcome)
    {
        if (_finished) return;
        Finish(outcome, null);
        _transaction?.Terminate();
    }

    private void Finish(SipExchangeOutcome outcome, SipResponse? response, string? detail = null)
    {
        if (_finished) return;
        _finished = true;
        _timeout.Stop();
        var exchange = new SipExchange
        {
            Outcome = outcome,
            Response = response,
            Challenge = _challenge,
            Detail = detail,
            RoundTrip = _agent.Time.GetElapsedTime(_sentAt),
            Request = _request,
            Target = _target,
            Certificate = response is null ? null : _agent.Transport.CertificateOf(_target),
        };
        _strand.Post(() => _done.TrySetResult(exchange));
    }
}
