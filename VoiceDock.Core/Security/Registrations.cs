namespace VoiceDock.Core.Security;

/// <summary>A small copy-on-write list whose entries leave when their handle is disposed. Reading takes no lock. Thread-safe.</summary>
internal sealed class Registrations<T>
{
    private readonly Lock _lock = new();
    private volatile Entry[] _entries = [];

    public bool Any(Func<T, bool> test)
    {
        foreach (var entry in _entries)
        {
            if (test(entry.Item)) return true;
        }

        return false;
    }

    public IDisposable Add(T item)
    {
        var entry = new Entry(this, item);
        lock (_lock) _entries = [.. _entries, entry];
        return entry;
    }

    private void Remove(Entry entry)
    {
        lock (_lock) _entries = [.. _entries.Where(e => e != entry)];
    }

    private sealed class Entry(Registrations<T> owner, T item) : IDisposable
    {
        public T Item { get; } = item;

        public void Dispose() => owner.Remove(this);
    }
}
