using System.Collections.Frozen;

namespace VoiceDock.Core.Access;

/// <summary>
/// All people in memory, for every command: no database, no lock. Filled at start and after every change, before the change returns, so that a changed
/// role or a disabled account is in force with the next command. Thread-safe.
/// </summary>
public sealed class PeopleDirectory
{
    private volatile Snapshot _now = new([]);

    /// <summary>Raised after the directory shows a change, on the thread that made it. Handlers must be quick and must not throw.</summary>
    public event Action? Changed;

    /// <summary>In the order of their names.</summary>
    public IReadOnlyList<Person> All => _now.People;

    public Person? Find(Guid id) => _now.ById.GetValueOrDefault(id);

    internal void Replace(IEnumerable<Person> people)
    {
        _now = new Snapshot([.. people.OrderBy(p => p.Name, StringComparer.OrdinalIgnoreCase).ThenBy(p => p.Id)]);
        Changed?.Invoke();
    }

    private sealed class Snapshot(IReadOnlyList<Person> people)
    {
        public IReadOnlyList<Person> People { get; } = people;

        public FrozenDictionary<Guid, Person> ById { get; } = people.ToFrozenDictionary(p => p.Id);
    }
}
