using System.Net;

namespace VoiceDock.Core.Sip.Registrations;

/// <summary>Counts something by source address; full at so many within a time, and for that time from then on. Memory is bounded. Thread-safe.</summary>
internal sealed class SourceTally(int most, TimeSpan window, TimeProvider time, int maxEntries = 10_000)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<IPAddress, Entry> _entries = [];

    /// <summary>True once so many were noted. Addresses that are new while all places are taken count as full.</summary>
    public bool IsFull(IPAddress source)
    {
        lock (_gate) return _entries.TryGetValue(source, out var entry) ? entry.Count >= most && !IsOver(entry) : _entries.Count >= maxEntries && !Sweep();
    }

    public void Note(IPAddress source)
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue(source, out var entry) || IsOver(entry)) entry = new Entry(0, time.GetTimestamp());
            // it stays full from the note that filled it
            _entries[source] = entry.Count + 1 < most ? entry with { Count = entry.Count + 1 } : new Entry(most, time.GetTimestamp());
        }
    }

    public void Forget(IPAddress source)
    {
        lock (_gate) _entries.Remove(source);
    }

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

    private readonly record struct Entry(int Count, long Since);
}
