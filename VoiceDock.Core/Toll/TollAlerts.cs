using System.Collections.Concurrent;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Toll;

/// <summary>
/// Notices what fraud and broken routes look like: many failed or very short calls over one trunk. An alert stands as long as that is so. Calls of the
/// practice PBX, which cost nothing, are not looked at. Monotonic clock, in memory, thread-safe.
/// </summary>
public sealed class TollAlerts(TimeProvider time)
{
    public const int MostFailed = 20;
    public const int MostShort = 50;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);
    public static readonly TimeSpan ShortCall = TimeSpan.FromSeconds(12);

    private readonly ConcurrentDictionary<Guid, Recent> _trunks = [];

    /// <summary>Raised by the call that makes too many of them, under no lock; that there are fewer comes with time. Handlers must be quick and must not throw.</summary>
    internal event Action? TooMany;

    public bool HasManyFailed(Guid trunkId) => _trunks.TryGetValue(trunkId, out var recent) && recent.Failed.IsPassed(time);

    public bool HasManyShort(Guid trunkId) => _trunks.TryGetValue(trunkId, out var recent) && recent.Short.IsPassed(time);

    internal void NoteFailed(Trunk trunk) => Note(trunk, r => r.Failed);

    internal void NoteShort(Trunk trunk) => Note(trunk, r => r.Short);

    private void Note(Trunk trunk, Func<Recent, Moments> which)
    {
        if (trunk.IsPractice) return;
        var moments = which(_trunks.GetOrAdd(trunk.Id, _ => new Recent()));
        if (moments.Add(time)) TooMany?.Invoke();
    }

    private sealed class Recent
    {
        public Moments Failed { get; } = new(MostFailed + 1);

        public Moments Short { get; } = new(MostShort + 1);
    }

    /// <summary>The last moments, as many as make an alert: it stands while the oldest of them is within the window.</summary>
    private sealed class Moments(int size)
    {
        private readonly Lock _gate = new();
        private readonly long[] _ring = new long[size];
        private int _next, _count;

        /// <returns>True when this moment makes them too many.</returns>
        public bool Add(TimeProvider time)
        {
            lock (_gate)
            {
                var before = IsPassedWithLock(time);
                _ring[_next] = time.GetTimestamp();
                _next = (_next + 1) % size;
                _count = Math.Min(size, _count + 1);
                return !before && IsPassedWithLock(time);
            }
        }

        public bool IsPassed(TimeProvider time)
        {
            lock (_gate) return IsPassedWithLock(time);
        }

        private bool IsPassedWithLock(TimeProvider time) => _count == size && time.GetElapsedTime(_ring[_next]) < Window;
    }
}
