using System.Collections.Concurrent;
using System.Net;

namespace VoiceDock.Core.Sip.Transactions;

/// <summary>Addresses that refused or ignored TCP lately: the next large request does not wait for it again. Thread-safe, bounded.</summary>
internal sealed class UdpOnlyPeers(TimeProvider time)
{
    private const int Most = 1_000;
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<IPEndPoint, long> _since = new();

    public bool Contains(IPEndPoint endPoint)
    {
        if (!_since.TryGetValue(endPoint, out var since)) return false;
        if (time.GetElapsedTime(since) < Remembered) return true;
        _since.TryRemove(new(endPoint, since));
        return false;
    }

    public void Add(IPEndPoint endPoint)
    {
        if (_since.Count >= Most) _since.Clear();
        _since[endPoint] = time.GetTimestamp();
    }
}
