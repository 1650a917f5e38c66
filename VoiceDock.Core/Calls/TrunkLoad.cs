using System.Collections.Concurrent;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Common;
using VoiceDock.Core.Toll;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Calls;

/// <summary>Holds each trunk to its calls at once, new calls per second, and calls and minutes a day. Safe from any thread.</summary>
public sealed class TrunkLoad(TollMeter meter, TimeProvider time)
{
    private readonly ConcurrentDictionary<Guid, Gauge> _gauges = [];

    /// <summary>Destination legs that a trunk carries or is about to.</summary>
    public int Active(Guid trunkId) => _gauges.TryGetValue(trunkId, out var gauge) ? gauge.Active : 0;

    /// <summary>Takes a place on the trunk; dispose the slot to give it back.</summary>
    /// <returns>The place, or <c>trunk_cap_reached</c> (a day's) or <c>trunk_busy</c>.</returns>
    internal Result<TrunkSlot> Take(Trunk trunk)
    {
        var leg = meter.Claim(trunk);
        if (!leg.IsOk)
            return leg.Error;
        var gauge = _gauges.GetOrAdd(trunk.Id, _ => new Gauge(time));
        if (gauge.TryTake(trunk.MaxConcurrentCalls, trunk.MaxCallsPerSecond))
            return new TrunkSlot(gauge.GiveBack, leg.Value);
        leg.Value.Dispose();
        return TransferErrors.TrunkBusy(trunk.Name);
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
internal sealed class TrunkSlot(Action giveBack, TollLeg leg) : IDisposable
{
    private Action? _giveBack = giveBack;

    /// <summary>The call as it counts for the day.</summary>
    public TollLeg Leg => leg;

    public void Dispose()
    {
        leg.Dispose();
        Interlocked.Exchange(ref _giveBack, null)?.Invoke();
    }
}
