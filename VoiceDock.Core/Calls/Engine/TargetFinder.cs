using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using VoiceDock.Core.Common;
using VoiceDock.Core.Security;
using VoiceDock.Core.Sip.Transport.Targets;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Calls.Engine;

/// <summary>A trunk's targets: resolved by the SIP stack, and only those our socket can reach.</summary>
internal sealed class TargetFinder : ITrunkTargets
{
    private readonly TargetResolver _resolver;
    private readonly Func<int, int> _draw;
    private readonly IPAddress _bound;

    public TargetFinder(TargetResolver resolver, IOptions<SipOptions> options, Func<int, int> draw)
    {
        (_resolver, _draw, _bound) = (resolver, draw, IPAddress.Parse(options.Value.Address));
        _resolver.Changed += (query, targets) => Changed?.Invoke(Route(query), Reachable(targets));
    }

    public event Action<TrunkRoute, IReadOnlyList<IPEndPoint>>? Changed;

    public ValueTask<Result<TrunkTargetList>> FindAsync(TrunkRoute route, CancellationToken ct)
    {
        var pending = _resolver.ResolveAsync(new TargetQuery(route.Host, route.Port, TrunkTargets.Of(route.Transport)), ct);
        return pending.IsCompletedSuccessfully ? new(List(route, pending.Result)) : new(WaitAsync(route, pending));
    }

    public async Task<TrunkWay> DescribeAsync(TrunkRoute route, CancellationToken ct)
    {
        var found = await _resolver.ResolveAsync(new TargetQuery(route.Host, route.Port, TrunkTargets.Of(route.Transport)), ct);
        var naptr = route.MayUseSrv ? await _resolver.NaptrAsync(route.Host, ct) : [];
        if (!found.IsOk)
            return new TrunkWay([], false, TimeSpan.Zero, naptr, found.Error);
        var stops = found.Value.Groups.OrderBy(g => g.Priority).ThenByDescending(g => g.Weight)
            .SelectMany(g => g.EndPoints.Select(e => new TrunkStop(e, g.Host, g.Priority, g.Weight, IsReachable(e.AddressFamily))));
        return new TrunkWay([.. stops], found.Value.IsFromSrv, found.Value.Ttl, naptr, null);
    }

    private async Task<Result<TrunkTargetList>> WaitAsync(TrunkRoute route, ValueTask<Result<TargetSet>> pending) => List(route, await pending);

    private Result<TrunkTargetList> List(TrunkRoute route, Result<TargetSet> found)
    {
        if (!found.IsOk)
            return found.Error;
        var all = Reachable(found.Value.All);
        return all.Count == 0
            ? SecurityErrors.DnsFailed(route.Host, $"it has only addresses of the other IP version than Sip:Address {_bound}.")
            : new TrunkTargetList(Reachable(found.Value.Draw(_draw)), all, found.Value.IsFromSrv, found.Value.Ttl);
    }

    private IReadOnlyList<IPEndPoint> Reachable(IReadOnlyList<IPEndPoint> targets) => [.. targets.Where(t => IsReachable(t.AddressFamily))];

    // a socket bound to all IPv6 addresses speaks IPv4 too
    private bool IsReachable(AddressFamily family) => family == _bound.AddressFamily || _bound.Equals(IPAddress.IPv6Any);

    private static TrunkRoute Route(TargetQuery query) => new(query.Host, query.Port, TrunkTargets.Of(query.Transport));
}
