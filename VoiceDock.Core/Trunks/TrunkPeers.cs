using System.Collections.Frozen;
using System.Net;
using VoiceDock.Core.Security;

namespace VoiceDock.Core.Trunks;

/// <summary>
/// Which source addresses belong to which active trunks: their inbound_addresses, the addresses of their hosts, and those their PBXs registered from. Reads take no lock and do no
/// I/O; names are resolved again in the background by <see cref="TrunkPeerRefresher"/>. The host of a practice trunk is a peer only at its exact port.
/// </summary>
public sealed class TrunkPeers : IDisposable
{
    private readonly Lock _rebuilding = new();
    private readonly TrunkDirectory _directory;
    private readonly OutboundTargetGuard _guard;
    private readonly Dictionary<TrunkRoute, IReadOnlyList<IPEndPoint>> _resolved = [];
    private readonly Dictionary<Guid, IReadOnlyList<IPAddress>> _registered = [];
    private volatile Snapshot _now = new([]);

    public TrunkPeers(TrunkDirectory directory, OutboundTargetGuard guard)
    {
        (_directory, _guard) = (directory, guard);
        _directory.Changed += OnTrunkChanged;
        Rebuild();
    }

    /// <summary>Raised after the peers changed (trunk edited, or a host moved), under no lock. Handlers must be quick and must not throw.</summary>
    public event Action? Changed;

    /// <summary>For the receive thread: no lock, no I/O, and no allocation for the common address families.</summary>
    public bool IsPeer(IPEndPoint source) => _now.Admits(Plain(source.Address), source.Port);

    /// <summary>All active trunks that share the source, oldest first; empty for a stranger.</summary>
    public IReadOnlyList<Trunk> TrunksAt(IPEndPoint source)
    {
        var address = Plain(source.Address);
        return [.. _now.Peers.Where(p => p.Admits(address, source.Port)).Select(p => p.Trunk)];
    }

    /// <summary>Whether this very trunk may send from there, whatever the port: media candidates, requests within a dialog.</summary>
    public bool IsPeerOf(Guid trunkId, IPAddress source) => _now.ById.TryGetValue(trunkId, out var peer) && peer.Owns(Plain(source));

    /// <summary>
    /// The trunk's host as last resolved and guarded; empty when it has no allowed address or is not resolved yet. The answers are those calls use.
    /// </summary>
    public IReadOnlyList<IPEndPoint> TargetsOf(Guid trunkId) => _now.ById.TryGetValue(trunkId, out var peer) ? peer.Targets : [];

    /// <summary>Where the trunk's PBX is registered from now; empty when it is not any more. Any port of such an address counts.</summary>
    internal void SetRegistered(Guid trunkId, IReadOnlyList<IPAddress> sources)
    {
        lock (_rebuilding)
        {
            if (sources.Count == 0) _registered.Remove(trunkId);
            else _registered[trunkId] = [.. sources.Select(Plain).Distinct()];
        }

        Rebuild();
    }

    public void Dispose() => _directory.Changed -= OnTrunkChanged;

    /// <summary>Routes of the active trunks that lead over a name, for the refresher.</summary>
    internal IReadOnlyList<TrunkRoute> NamesInUse() =>
        [.. _directory.All.Where(t => t.IsActive && !TrunkHost.TryReadLiteral(t.Host, out _)).Select(t => t.Route).Distinct()];

    /// <summary>Takes over where a name leads now; nowhere when <paramref name="targets"/> is empty.</summary>
    internal void Note(TrunkRoute route, IReadOnlyList<IPEndPoint> targets)
    {
        lock (_rebuilding)
        {
            if (targets.Count == 0) _resolved.Remove(route);
            else _resolved[route] = targets;
        }

        Rebuild();
    }

    /// <summary>Reads the directory again; for the start, which announces nothing.</summary>
    internal void Refresh() => Rebuild();

    private void OnTrunkChanged(TrunkChange change) => Rebuild();

    private void Rebuild()
    {
        lock (_rebuilding)
        {
            foreach (var gone in _resolved.Keys.Except(NamesInUse()).ToList()) _resolved.Remove(gone);
            var next = new Snapshot([.. _directory.All.Where(t => t.IsActive).Select(t => new TrunkPeer(t, Targets(t), _registered.GetValueOrDefault(t.Id, [])))]);
            if (next.IsSameAs(_now)) return;
            _now = next;
        }

        Changed?.Invoke();
    }

    private IReadOnlyList<IPEndPoint> Targets(Trunk trunk)
    {
        if (!TrunkHost.TryReadLiteral(trunk.Host, out var literal)) return _resolved.GetValueOrDefault(trunk.Route, []);
        return _guard.Check(literal, trunk.EffectivePort).IsAllowed ? [new IPEndPoint(literal, trunk.EffectivePort)] : [];
    }

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    private sealed class Snapshot(IReadOnlyList<TrunkPeer> peers)
    {
        private readonly FrozenSet<IPAddress> _anyPort = peers.SelectMany(p => p.AnyPortAddresses).ToFrozenSet();
        private readonly IPNetwork[] _networks = [.. peers.SelectMany(p => p.Networks).Distinct()];
        private readonly IPEndPoint[] _exact = [.. peers.SelectMany(p => p.ExactEndPoints)];

        public IReadOnlyList<TrunkPeer> Peers { get; } = peers;

        public FrozenDictionary<Guid, TrunkPeer> ById { get; } = peers.ToFrozenDictionary(p => p.Trunk.Id);

        public bool Admits(IPAddress address, int port)
        {
            if (_anyPort.Contains(address)) return true;
            foreach (var network in _networks)
            {
                if (network.Contains(address)) return true;
            }

            foreach (var exact in _exact)
            {
                if (exact.Port == port && exact.Address.Equals(address)) return true;
            }

            return false;
        }

        public bool IsSameAs(Snapshot other) =>
            Peers.Count == other.Peers.Count && Peers.Zip(other.Peers).All(p => p.First.IsSameAs(p.Second));
    }
}
