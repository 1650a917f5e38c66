using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Sip.Transactions;
using VoiceDock.Core.Sip.Transport;

namespace VoiceDock.Core.Sip.Dialogs;

/// <summary>
/// What every received message meets first: its transaction, its dialog, or the checks of RFC 3261 8.2 for a new request. Refusals are
/// stateless (8.2.7): a repeat is simply refused again, and a flood of them holds no memory.
/// </summary>
internal sealed class IncomingMessages(AgentCore agent) : ISipReceiver
{
    private readonly byte[] _tagKey = RandomNumberGenerator.GetBytes(16);

    public void OnResponse(SipResponse response, SipTarget source)
    {
        // 8.1.3.3: a second Via means that it was meant for somebody else.
        if (response.Vias.Count == 1) agent.Transactions.Receive(response, source);
    }

    public void OnUnreachable(SipTarget target, TransportFault fault)
    {
        foreach (var transaction in agent.Transactions.Waiting(target))
        {
            agent.Transport.Post(transaction.Key.Branch, () => transaction.Strand.Run(() =>
            {
                // A second report of the same fault may come after the request has gone another way: over UDP instead of TCP.
                if (TransactionLayer.IsWaiting(transaction, target)) transaction.OnUnreachable(fault);
            }));
        }
    }

    public void OnMalformed(SipRequest partial, SipParseError error, SipTarget source)
    {
        if (partial.Method != SipMethods.Ack && agent.Handler.Arrives(partial, source)) Refuse(partial, source, error.Status, error.Status == 400 ? $"Bad Request: {error.Reason}" : null);
    }

    public void OnRequest(SipRequest request, SipTarget source, SourceStanding standing)
    {
        if (!agent.Handler.Arrives(request, source)) return;
        if (standing == SourceStanding.Rejected)
        {
            if (request.Method != SipMethods.Ack) Refuse(request, source, 403);
        }
        else if (agent.Transactions.FindServer(TransactionKey.ForRequest(request)) is { } transaction) OnKnown(transaction, request, source);
        else if (request.Method == SipMethods.Cancel) OnCancel(request, source);
        else if (request.To.Tag is { } tag) OnInDialog(request, tag, source);
        // Somebody who only owes us an answer may not open anything.
        else if (MayOpen(request, standing)) OnNew(request, source, standing);
    }

    // 17.2.3. The branch is the other side's choice: a stranger who guesses it must not be able to use it.
    private void OnKnown(ServerTransaction transaction, SipRequest request, SipTarget source)
    {
        if (!transaction.Source.Address.Equals(source.Address)) return;
        if (request.Method != SipMethods.Ack) transaction.Strand.Run(transaction.OnRetransmission);
        // Some phones reuse the INVITE's branch for the ACK to a 2xx: it is the dialog's all the same.
        else if (transaction is InviteServerTransaction { IsAccepted: false } invite) transaction.Strand.Run(invite.OnAck);
        else if (request.To.Tag is { } tag) OnInDialog(request, tag, source);
    }

    // 9.2
    private void OnCancel(SipRequest cancel, SipTarget source)
    {
        var invite = agent.Transactions.FindServer(TransactionKey.ForCancelled(cancel));
        if (invite?.User is not ICancellable cancellable || !invite.Source.Address.Equals(source.Address))
        {
            Refuse(cancel, source, 481);
            return;
        }

        Answer(agent.Messages.Response(cancel, 200, toTag: cancellable.LocalTag), cancel, source);
        invite.Strand.Run(() => cancellable.OnCancel(cancel));
    }

    // Both tags and the source must be the dialog's: a guessed Call-ID ends no call.
    private void OnInDialog(SipRequest request, string localTag, SipTarget source)
    {
        var session = agent.Dialogs.Find(request.CallId, localTag);
        var known = session is not null && session.Strand.Run(() =>
        {
            if (session.Find(request.From.Tag) is not { } dialog || !session.AcceptsFrom(source)) return false;
            if (request.Method == SipMethods.Ack) session.Incoming.OnAck(request);
            else session.Incoming.OnRequest(request, dialog, source);
            return true;
        });
        if (!known && request.Method != SipMethods.Ack) Refuse(request, source, 481);
    }

    private static bool MayOpen(SipRequest request, SourceStanding standing) =>
        (standing == SourceStanding.Peer && request.Method != SipMethods.Ack) || (standing == SourceStanding.Registering && request.Method == SipMethods.Register);

    private void OnNew(SipRequest request, SipTarget source, SourceStanding standing)
    {
        if (!request.Uri.IsSip) Refuse(request, source, 416);
        else if (agent.Transactions.IsMerged(request)) Refuse(request, source, 482);
        else if (UnmetRequirement.Of(request) is { } unmet) Refuse(request, source, 420, null, ("Unsupported", unmet));
        else if (agent.Draining && request.Method is SipMethods.Invite or SipMethods.Options)
            Refuse(request, source, 503, null, ("Retry-After", agent.Options.DrainRetryAfterSeconds.ToString(CultureInfo.InvariantCulture)));
        else if (request.Method == SipMethods.Invite) OnInvite(request, source);
        else OnOther(request, source, standing);
    }

    private void OnInvite(SipRequest request, SipTarget source)
    {
        if (!SdpBody.IsReadable(request))
        {
            Refuse(request, source, 415, null, ("Accept", SipCapabilities.Accept));
            return;
        }

        if (!SdpBody.IsAccepted(request))
        {
            Refuse(request, source, 406);
            return;
        }

        if (SessionTimer.TooSmall(agent.Options, request) is { } least)
        {
            Refuse(request, source, 422, null, ("Min-SE", least));
            return;
        }

        var core = new SessionCore(agent, request.CallId, SipTokens.Tag(), source, credentials: null);
        core.Strand.Run(() =>
        {
            core.Register();
            new InviteServer(core, request, source).Trying();
            core.Strand.Post(() => Offer(core.Session));
        });
    }

    private void Offer(SipSession session)
    {
        try
        {
            agent.Handler.OnInvite(session);
        }
        catch
        {
            // The strand logs it; the caller must not hang.
            session.Reject(500);
            throw;
        }
    }

    private void OnOther(SipRequest request, SipTarget source, SourceStanding standing)
    {
        if (AskOwner(request, source) is { } own)
        {
            // A stranger who has proven nothing makes us remember nothing (RFC 3261 26.3.2.4 asks for stateless challenges).
            if (standing == SourceStanding.Registering && own.StatusCode >= 300)
            {
                if (own.To.Tag is null) own.To = own.To.WithTag(StatelessTag(request));
                Answer(own, request, source);
                return;
            }

            if (own.To.Tag is null) own.To = own.To.WithTag(SipTokens.Tag());
            var strand = new Strand(agent.Logger);
            strand.Run(() => agent.Transactions.Accept(request, ResponseRoute.For(request, source), source, strand, null).Respond(own));
            return;
        }

        var response = agent.Messages.Response(request, DefaultAnswers.StatusFor(request.Method, inDialog: false), toTag: StatelessTag(request));
        if (response.StatusCode is 200 or 405) SipCapabilities.AddTo(response);
        Answer(response, request, source);
    }

    private SipResponse? AskOwner(SipRequest request, SipTarget source)
    {
        try
        {
            return agent.Handler.OnRequest(request, source);
        }
        catch
        {
            // The lane logs it; the other side must not wait.
            Refuse(request, source, 500);
            throw;
        }
    }

    private void Refuse(SipRequest request, SipTarget source, int status, string? reason = null, params (string Name, string Value)[] headers)
    {
        var response = agent.Messages.Response(request, status, reason, StatelessTag(request));
        foreach (var (name, value) in headers) response.Headers.Add(name, value);
        Answer(response, request, source);
    }

    private void Answer(SipResponse response, SipRequest request, SipTarget source) =>
        agent.Transactions.TransmitStateless(SipSerializer.Serialize(response), ResponseRoute.For(request, source));

    // 8.2.7: a stateless server gives the same tag to every copy of a request.
    private string StatelessTag(SipRequest request) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(_tagKey, Encoding.UTF8.GetBytes($"{request.Headers["Call-ID"]} {request.TopVia.Branch}")).AsSpan(0, 10));
}
