using System.Net;

namespace VoiceDock.Core.Sip.Transport.Targets;

/// <summary>Everything a name resolves to. Immutable.</summary>
/// <param name="IsFromSrv">DNS named hosts and ports by SRV records.</param>
/// <param name="Ttl">How long it may be kept, from when it was asked for.</param>
public sealed record TargetSet(IReadOnlyList<TargetGroup> Groups, bool IsFromSrv, TimeSpan Ttl)
{
    /// <summary>Every address once, in an order that does not change from answer to answer.</summary>
    public IReadOnlyList<IPEndPoint> All { get; } = Groups is [{ EndPoints: { Count: 1 } only }]
        ? only
        : [.. Groups.SelectMany(g => g.EndPoints).Distinct().OrderBy(e => e.Address.AddressFamily).ThenBy(e => e.ToString(), StringComparer.Ordinal)];

    /// <summary>
    /// The order in which one transaction tries the addresses: by priority, and among equals by a draw in which a record's chance is its share of the
    /// weights (RFC 2782).
    /// </summary>
    /// <param name="draw">An even draw of a number from 0 below the one given.</param>
    public IReadOnlyList<IPEndPoint> Draw(Func<int, int> draw)
    {
        if (All.Count == 1) return All;
        var order = new List<IPEndPoint>(All.Count);
        foreach (var equals in Groups.GroupBy(g => g.Priority).OrderBy(g => g.Key))
        {
            // those without weight first: they are drawn only when the number drawn is zero
            var left = equals.OrderBy(g => g.Weight).ToList();
            while (left.Count > 0)
            {
                var next = left[Pick(left, draw)];
                left.Remove(next);
                order.AddRange(next.EndPoints.Except(order));
            }
        }

        return order;
    }

    private static int Pick(List<TargetGroup> left, Func<int, int> draw)
    {
        var drawn = draw(left.Sum(g => g.Weight) + 1);
        var sum = 0;
        return left.FindIndex(g => (sum += g.Weight) >= drawn);
    }
}
