using System.Net;
using System.Text;
using Microsoft.Extensions.Logging;
using VoiceDock.Core.Sip.Auth;
using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Sip.Transport;

namespace VoiceDock.Core.Sip.Dialogs;

/// <summary>One listening address (UDP, TCP and, with a certificate, TLS) with its transactions and dialogs. Thread-safe.</summary>
public sealed class SipAgent : IAsyncDisposable
{
    private readonly SipAgentOptions _options;
    private readonly ISipAgentHandler _handler;
    private readonly TimeProvider _time;
    private readonly ILogger<SipAgent> _logger;
    private readonly SipTap _tap;
    private readonly CancellationTokenSource _closing = new();
    private AgentCore? _core;
    private bool _draining;
    private int _disposed;

    /// <summary>Makes an agent that is not listening yet.</summary>
    public SipAgent(SipAgentOptions options, ISipAgentHandler handler, TimeProvider time, ILogger<SipAgent> logger)
    {
        (_options, _handler, _time, _logger) = (options, handler, time, logger);
        _tap = new SipTap(logger);
    }

    /// <summary>Every message in and out, repetitions included, secrets masked; raised outside locks, on the stack's threads or inside a verb,
    /// so two that cross may be told in either order: <see cref="SipTraceMessage.At"/> has the true one.</summary>
    public event Action<SipTraceMessage>? Traced
    {
        add => _tap.Traced += value;
        remove => _tap.Traced -= value;
    }

    /// <summary>The bound address of UDP and TCP.</summary>
    /// <exception cref="InvalidOperationException">Not started.</exception>
    public IPEndPoint LocalEndPoint => Core.Transport.LocalEndPoint;

    /// <summary>The bound address of TLS; null when it is not accepted.</summary>
    /// <exception cref="InvalidOperationException">Not started.</exception>
    public IPEndPoint? TlsEndPoint => Core.Transport.TlsEndPoint;

    /// <summary>While true, new INVITEs and OPTIONS are answered 503 with Retry-After; calls in progress go on.</summary>
    public bool Draining
    {
        get => _draining;
        set
        {
            _draining = value;
            if (_core is { } core) core.Draining = value;
        }
    }

    /// <summary>What the agent holds and has done.</summary>
    public SipAgentCounters Counters => ReadCounters(Core);

    private AgentCore Core => _core ?? throw new InvalidOperationException("The SIP agent has not been started.");

    /// <summary>Binds and starts to receive.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">The address is taken or not ours.</exception>
    public void Start()
    {
        if (_core is not null) throw new InvalidOperationException("The SIP agent has been started before.");
        _core = new AgentCore(_options, _handler, _tap, _time, _logger) { Draining = _draining };
        _core.Transport.Start();
    }

    /// <summary>Places a call. The INVITE leaves in the calling thread, before this returns; when the system refuses to send it,
    /// <see cref="ISipSessionHandler.OnEnded"/> is called inside this call.</summary>
    /// <exception cref="ArgumentException">A header or address holds what must not go on the wire.</exception>
    public SipSession Invite(OutboundInvite invite, ISipSessionHandler handler)
    {
        var agent = Core;
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed) != 0, this);
        var (core, request) = Prepare(agent, invite);
        core.Session.Handler = handler;
        core.Session.AcceptsFrom = invite.AcceptsFrom;
        var role = new InviteClient(core, request, invite.Target);
        core.Role = role;
        core.Strand.Run(() =>
        {
            core.Register();
            try
            {
                role.Start();
            }
            catch
            {
                core.Forget();
                throw;
            }
        });
        return core.Session;
    }

    /// <summary>The INVITE that <see cref="Invite"/> would send first, secrets masked, and over what. Nothing is sent and nothing is kept.</summary>
    /// <exception cref="ArgumentException">A header or address holds what must not go on the wire.</exception>
    public (string Text, SipTarget Target) Rehearse(OutboundInvite invite)
    {
        var agent = Core;
        var (message, target, _) = agent.Transactions.Form(Prepare(agent, invite).Request, invite.Target);
        return (SecretMask.Apply(Encoding.UTF8.GetString(message)), target);
    }

    /// <summary>Sends a request outside a dialog and waits for the final response; never throws for network reasons.</summary>
    /// <exception cref="ArgumentException">The method is INVITE, ACK or CANCEL, or a header holds what must not go on the wire.</exception>
    public async Task<SipExchange> SendAsync(OutboundRequest request, CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _closing.Token);
        return await OutboundExchange.RunAsync(Core, request, either.Token).ConfigureAwait(false);
    }

    /// <summary>
    /// Sends the BYE of a dialog that an earlier process had, and waits for the final response, 64*T1 at most; never throws for network reasons. Nothing
    /// else of that dialog is known here: what its other side sends gets 481.
    /// </summary>
    /// <param name="credentials">Answer challenges that come from the dialog's peer.</param>
    /// <param name="reason">Value of the Reason header (RFC 3326).</param>
    /// <exception cref="FormatException">The dialog is damaged.</exception>
    public async Task<SipExchange> ByeAsync(SipDialogState dialog, IDigestCredentials? credentials, string? reason, CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _closing.Token);
        return await OutboundExchange.RunAsync(Core, Dialog.Read(dialog), credentials, reason, either.Token).ConfigureAwait(false);
    }

    /// <summary>Ends all sessions (BYE, CANCEL, 503), tells their owners <see cref="SipEndKind.Shutdown"/> and stops listening.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        if (_core is { } core)
        {
            core.Draining = true;
            foreach (var session in core.Dialogs.All) session.Strand.Run(() => session.Role.HangUp(null, SipEndKind.Shutdown));
            await _closing.CancelAsync().ConfigureAwait(false);
            core.Dispose();
        }

        _closing.Dispose();
    }

    private static (SessionCore Core, SipRequest Request) Prepare(AgentCore agent, OutboundInvite invite)
    {
        var tag = SipTokens.Tag();
        var callId = invite.CallId ?? SipTokens.CallId();
        var request = Build(agent.Messages, invite, callId, tag);
        var core = new SessionCore(agent, callId, tag, invite.Target, invite.Credentials) { LocalSdp = invite.Sdp };
        core.Timer.Ask(request);
        return (core, request);
    }

    private static SipRequest Build(MessageMaker messages, OutboundInvite invite, string callId, string tag)
    {
        var request = messages.Request(SipMethods.Invite, invite.RequestUri, invite.From.WithTag(tag), invite.To, callId, 1, invite.Target);
        request.MaxForwards = invite.MaxForwards;
        request.Contact = messages.Contact(invite.Target, invite.From.Uri.User);
        request.Headers.Add("Allow", SipCapabilities.Allow);
        foreach (var (name, value) in invite.ExtraHeaders) request.Headers.Add(name, value);
        SdpBody.Set(request, invite.Sdp);
        return request;
    }

    private static SipAgentCounters ReadCounters(AgentCore core)
    {
        var totals = core.Transport.Counters;
        return new SipAgentCounters
        {
            Sessions = core.Dialogs.Count,
            ClientTransactions = core.Transactions.ClientCount,
            ServerTransactions = core.Transactions.ServerCount,
            Timers = core.Wheel.Count,
            Received = Volatile.Read(ref totals.Received),
            Sent = Volatile.Read(ref totals.Sent),
            Retransmitted = Volatile.Read(ref totals.Retransmitted),
            ParseErrors = Volatile.Read(ref totals.ParseErrors),
            UnknownSource = core.Transport.UnknownSource,
            Throttled = core.Transport.Throttled,
            Oversized = Volatile.Read(ref totals.Oversized),
            KeepAlives = Volatile.Read(ref totals.KeepAlives),
            LaneDrops = Volatile.Read(ref totals.LaneDrops),
            Connections = core.Transport.Connections,
            ConnectionsRefused = Volatile.Read(ref totals.ConnectionsRefused),
        };
    }
}
