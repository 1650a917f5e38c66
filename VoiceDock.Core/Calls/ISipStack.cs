using System.Net;
using VoiceDock.Core.Common;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Calls;

/// <summary>The SIP engine as the domain sees it. Implemented in Calls/Engine; all members are safe from any thread.</summary>
public interface ISipStack
{
    /// <summary>The address and port SIP is received on; null before the engine has started.</summary>
    IPEndPoint? Address { get; }

    /// <summary>
    /// The addresses a call over this trunk tries, in order (RFC 3263; those that gave no answer lately last), every one of them checked by the target
    /// guard. The caller keeps the list for the whole transfer. Completes synchronously for IP literals. A refusal has code <c>dns_failed</c> or <c>target_refused</c>.
    /// </summary>
    ValueTask<Result<IReadOnlyList<IPEndPoint>>> ResolveAsync(Trunk trunk, CancellationToken cancellation);

    /// <summary>
    /// Places a call of our own: opens its audio and sends the INVITE at once, in the calling thread. What comes of it goes to <paramref name="events"/>, from other
    /// threads and also before this returns. The line's caller is the leg that is dialled. Null when no audio port is free: nothing was sent.
    /// </summary>
    ICallLine? Place(Guid callId, DialPlan plan, Action<LegEvent> events);

    /// <summary>From now on new INVITEs and OPTIONS are answered 503 with Retry-After (RFC 3261 21.5.4); calls in progress go on.</summary>
    void Drain();
}
