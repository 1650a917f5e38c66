using System.Collections.Frozen;

namespace VoiceDock.Core.Assistants;

/// <summary>All assistants in memory, for the call path: no database, no lock. Thread-safe.</summary>
public sealed class AssistantDirectory
{
    private volatile Snapshot _now = new([]);

    /// <summary>Raised after an assistant changed, under no lock. Handlers must be quick and must not throw.</summary>
    public event Action? Changed;

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<Assistant> All => _now.Assistants;

    public Assistant? Find(Guid id) => _now.ById.GetValueOrDefault(id);

    internal void Replace(IEnumerable<Assistant> assistants) => _now = new Snapshot([.. assistants.OrderBy(a => a.CreatedAt).ThenBy(a => a.Id)]);

    internal void Announce() => Changed?.Invoke();

    private sealed class Snapshot(IReadOnlyList<Assistant> assistants)
    {
        public IReadOnlyList<Assistant> Assistants { get; } = assistants;

        public FrozenDictionary<Guid, Assistant> ById { get; } = assistants.ToFrozenDictionary(a => a.Id);
    }
}
