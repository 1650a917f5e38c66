using System.Net;
using Microsoft.Extensions.Logging;
using VoiceDock.Core.Sip.Transport;

namespace VoiceDock.Core.Sip.Dialogs;

/// <summary>One listening UDP address with its transactions and dialogs. Thread-safe.</summary>
public sealed class SipAgent : IAsyncDisposable
{
    /// <summary>Makes an agent that is not listening yet.</summary>
    public SipAgent(SipAgentOptions options, ISipAgentHandler handler, TimeProvider time, ILogger<SipAgent> logger)
    {
    }

    /// <summary>Every message in and out, repetitions included, secrets masked; raised outside locks on the stack's threads.</summary>
#pragma warning disable CS0067
    public event Action<SipTraceMessage>? Traced;
#pragma warning restore CS0067

    /// <summary>The bound address; throws before <see cref="Start"/>.</summary>
    public IPEndPoint LocalEndPoint => throw new NotImplementedException();

    /// <summary>While true, new INVITEs and OPTIONS are answered 503 with Retry-After; calls in progress go on.</summary>
    public bool Draining { get; set; }

    /// <summary>What the agent holds and has done.</summary>
    public SipAgentCounters Counters => throw new NotImplementedException();

    /// <summary>Binds and starts to receive.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">The address is taken or not ours.</exception>
    public void Start() => throw new NotImplementedException();

    /// <summary>Places a call. The INVITE leaves in the calling thread, before this returns.</summary>
    public SipSession Invite(OutboundInvite invite, ISipSessionHandler handler) => throw new NotImplementedException();

    /// <summary>Sends a request outside a dialog and waits for the final response; never throws for network reasons.</summary>
    public Task<SipExchange> SendAsync(OutboundRequest request, CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>Ends all sessions (BYE, CANCEL, 503) and stops listening.</summary>
    public ValueTask DisposeAsync() => throw new NotImplementedException();
}
