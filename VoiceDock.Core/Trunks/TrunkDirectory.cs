using System.Collections.Frozen;

namespace VoiceDock.Core.Trunks;

/// <summary>
/// All trunks in memory, for the call path: no database, no lock. Filled at start and by <see cref="TrunkStore"/> after every change.
/// Thread-safe.
/// </summary>
public sealed class TrunkDirectory
{
    private volatile Snapshot _now = new([]);

    /// <summary>
    /// Raised after the directory shows the change, on the thread that made it, under no lock of this room. Handlers must be quick and must not throw.
    /// </summary>
    public event Action<TrunkChange>? Changed;

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<Trunk> All => _now.Trunks;

    public Trunk? Find(Guid id) => _now.ById.GetValueOrDefault(id);

    internal void Replace(IEnumerable<Trunk> trunks) => _now = new Snapshot([.. trunks.OrderBy(t => t.CreatedAt).ThenBy(t => t.Id)]);

    internal void Announce(TrunkChange change) => Changed?.Invoke(change);

    private sealed class Snapshot(IReadOnlyList<Trunk> trunks)
    {
        public IReadOnlyList<Trunk> Trunks { get; } = trunks;

        public FrozenDictionary<Guid, Trunk> ById { get; } = trunks.ToFrozenDictionary(t => t.Id);
    }
}
