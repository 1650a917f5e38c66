using System.Net;

namespace VoiceDock.Core.Sip.Registrations;

/// <summary>Counts wrong passwords by source address, and stops hearing an address that gave too many. Thread-safe.</summary>
internal sealed class FailureLock(int most, TimeSpan window, TimeProvider time, int maxEntries = 10_000)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<IPAddress, Entry> _entries = [];

    /// <summary>True while the address is not heard.</summary>
    public bool IsLocked(IPAddress source)
    {
        lock (_gate) return _entries.TryGetValue(source, out var entry) ? entry.Failures >= most && !IsOver(entry) : _entries.Count >= maxEntries && !Sweep();
    }

    public void Note(IPAddress source)
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue(source, out var entry) || IsOver(entry)) entry = new Entry(0, time.GetTimestamp());
            // the lock lasts from the failure that made it
            _entries[source] = entry.Failures + 1 < most ? entry with { Failures = entry.Failures + 1 } : new Entry(most, time.GetTimestamp());
        }
    }

    public void Forget(IPAddress source)
    {
        lock (_gate) _entries.Remove(source);
    }

    /// <summary>An operator changed an account: whoever failed before may try again.</summary>
    public void ForgetAll()
    {
        lock (_gate) _entries.Clear();
    }

    private bool IsOver(Entry entry) => time.GetElapsedTime(entry.Since) >= window;

    private bool Sweep()
    {
        foreach (var (address, entry) in _entries)
        {
            if (IsOver(entry)) _entries.Remove(address);
        }

        return _entries.Count < maxEntries;
    }

    private readonly record struct Entry(int Failures, long Since);
}
