using System.Net;
using VoiceDock.Core.Common;

namespace VoiceDock.Core.Trunks;

/// <summary>Port: from a trunk's host to the addresses its calls go to, each checked by the target guard. Thread-safe.</summary>
public interface ITrunkTargets
{
    /// <summary>A name was looked up and has other addresses than before (none: one of them is refused). Raised on any thread; must be quick.</summary>
    event Action<TrunkRoute, IReadOnlyList<IPEndPoint>>? Changed;

    /// <summary>
    /// Completes at once for literal addresses and while the last answer lives, else within 2 s. A refusal has code <c>dns_failed</c> or
    /// <c>target_refused</c>.
    /// </summary>
    ValueTask<Result<TrunkTargetList>> FindAsync(TrunkRoute route, CancellationToken ct);

    /// <summary>The same for people to read, with what DNS says besides. Ends within 4 s.</summary>
    Task<TrunkWay> DescribeAsync(TrunkRoute route, CancellationToken ct);
}
