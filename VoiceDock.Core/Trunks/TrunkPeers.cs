using System.Collections.Frozen;
using System.Net;
using VoiceDock.Core.Security;

namespace VoiceDock.Core.Trunks;

/// <summary>
/// Which source addresses belong to which active trunks: their inbound_addresses and the addresses of their hosts. Reads take no lock and do no
/// I/O; names are resolved again in the background by <see cref="TrunkPeerRefresher"/>. The host of a practice trunk is a peer only at its exact port.
/// </summary>
public sealed class TrunkPeers : IDisposable
{
    private readonly Lock _rebuilding = new();
    private readonly TrunkDirectory _directory;
    private readonly OutboundTargetGuard _guard;
    private Dictionary<(string Host, int Port), IReadOnlyList<IPEndPoint>> _resolved = [];
    private volatile Snapshot _now = new([]);

    public TrunkPeers(TrunkDirectory directory, OutboundTargetGuard guard)
    {
        (_directory, _guard) = (directory, guard);
        _directory.Changed += OnTrunkChanged;
        Rebuild(null);
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
    /// The trunk's host as last resolved and guarded; empty when it has no allowed address or is not resolved yet. Names are resolved every 30 s; while the
    /// resolver fails, the last answer is kept for up to 5 minutes.
    /// </summary>
    public IReadOnlyList<IPEndPoint> TargetsOf(Guid trunkId) => _now.ById.TryGetValue(trunkId, out var peer) ? peer.Targets : [];

    public void Dispose() => _directory.Changed -= OnTrunkChanged;

    /// <summary>Names the active trunks use, for the refresher.</summary>
    internal IReadOnlyCollection<(string Host, int Port)> NamesInUse() =>
        [.. _directory.All.Where(t => t.IsActive && !TrunkHost.TryReadLiteral(t.Host, out _)).Select(t => (t.Host, t.EffectivePort)).Distinct()];

    /// <summary>Takes over what the names resolve to now, and rebuilds.</summary>
    internal void Replace(Dictionary<(string Host, int Port), IReadOnlyList<IPEndPoint>> resolved) => Rebuild(resolved);

    /// <summary>Reads the directory again; for the start, which announces nothing.</summary>
    internal void Refresh() => Rebuild(null);

    private void OnTrunkChanged(TrunkChange change) => Rebuild(null);

    private void Rebuild(Dictionary<(string Host, int Port), IReadOnlyList<IPEndPoint>>? resolved)
    {
        lock (_rebuilding)
        {
            _resolved = resolved ?? _resolved;
            var next = new Snapshot([.. _directory.All.Where(t => t.IsActive).Select(t => new TrunkPeer(t, Targets(t)))]);
            if (next.IsSameAs(_now)) return;
            _now = next;
        }

        Changed?.Invoke();
    }

    private IReadOnlyList<IPEndPoint> Targets(Trunk trunk)
    {
        if (!TrunkHost.TryReadLiteral(trunk.Host, out var literal)) return _resolved.GetValueOrDefault((trunk.Host, trunk.EffectivePort), []);
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
            Peers.Count == other.Peers.Count && Peers.Zip(other.Peers).All(p => ReferenceEquals(p.First.Trunk, p.Second.Trunk) && p.First.Targets.SequenceEqual(p.Second.Targets));
    }
}
