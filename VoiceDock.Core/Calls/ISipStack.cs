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

    /// <summary>From now on new INVITEs and OPTIONS are answered 503 with Retry-After (RFC 3261 21.5.4); calls in progress go on.</summary>
    void Drain();
}
