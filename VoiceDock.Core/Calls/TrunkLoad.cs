using System.Collections.Concurrent;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Calls;

/// <summary>Holds each trunk to its calls at once and new calls per second. Safe from any thread.</summary>
public sealed class TrunkLoad(TimeProvider time)
{
    private readonly ConcurrentDictionary<Guid, Gauge> _gauges = [];

    /// <summary>Destination legs that a trunk carries or is about to.</summary>
    public int Active(Guid trunkId) => _gauges.TryGetValue(trunkId, out var gauge) ? gauge.Active : 0;

    /// <summary>Takes a place on the trunk; dispose the slot to give it back. False when a limit is reached.</summary>
    internal bool TryTake(Trunk trunk, out TrunkSlot? slot)
    {
        var gauge = _gauges.GetOrAdd(trunk.Id, _ => new Gauge(time));
        slot = gauge.TryTake(trunk.MaxConcurrentCalls, trunk.MaxCallsPerSecond) ? new TrunkSlot(gauge.GiveBack) : null;
        return slot is not null;
    }

    /// <summary>A counter and a bucket that refills at the allowed rate and holds one second's worth, at least one call.</summary>
    private sealed class Gauge(TimeProvider time)
    {
        private readonly Lock _gate = new();
        private double _tokens = double.MaxValue;
        private long _filled = time.GetTimestamp();

        public int Active { get; private set; }

        public bool TryTake(int most, double perSecond)
        {
            lock (_gate)
            {
                var now = time.GetTimestamp();
                var size = Math.Max(1, perSecond);
                _tokens = Math.Min(size, _tokens + (time.GetElapsedTime(_filled, now).TotalSeconds * perSecond));
                _filled = now;
                if (Active >= most || _tokens < 1)
                    return false;
                _tokens--;
                Active++;
                return true;
            }
        }

        public void GiveBack()
        {
            lock (_gate)
                Active--;
        }
    }
}

/// <summary>A place on a trunk; disposing it twice gives it back once.</summary>
internal sealed class TrunkSlot(Action giveBack) : IDisposable
{
    private Action? _giveBack = giveBack;

    public void Dispose() => Interlocked.Exchange(ref _giveBack, null)?.Invoke();
}
