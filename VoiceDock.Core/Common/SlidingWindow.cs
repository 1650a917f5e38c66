namespace VoiceDock.Core.Common;

/// <summary>
/// Admits at most <see cref="Limit"/> events in any stretch of <see cref="Length"/>. It remembers the moment of each admitted event, so there is
/// no edge of a bucket at which twice the limit slips through. Monotonic clock: a step of the wall clock changes nothing. Thread-safe.
/// </summary>
/// <param name="limit">1 or more; memory is 8 bytes for each.</param>
public sealed class SlidingWindow(int limit, TimeSpan length, TimeProvider time)
{
    private readonly long[] _moments = new long[limit];
    private readonly Lock _lock = new();
    private int _first;
    private int _count;

    public int Limit => limit;

    public TimeSpan Length => length;

    /// <summary>Counts one event if there is room; <see cref="WindowReading.Admitted"/> tells.</summary>
    public WindowReading TryTake()
    {
        lock (_lock)
        {
            var now = time.GetTimestamp();
            DropOldWithLock(now);
            if (_count == limit)
            {
                return ReadWithLock(now, admitted: false);
            }

            _moments[(_first + _count) % limit] = now;
            _count++;
            return ReadWithLock(now, admitted: true);
        }
    }

    /// <summary>What is left, without counting anything. <see cref="WindowReading.Admitted"/> tells whether an event would be admitted.</summary>
    public WindowReading Read()
    {
        lock (_lock)
        {
            var now = time.GetTimestamp();
            DropOldWithLock(now);
            return ReadWithLock(now, _count < limit);
        }
    }

    /// <summary>Takes back the newest counted event, for one that turned out not to count.</summary>
    public void GiveBack()
    {
        lock (_lock)
        {
            _count = Math.Max(0, _count - 1);
        }
    }

    private void DropOldWithLock(long now)
    {
        while (_count > 0 && time.GetElapsedTime(_moments[_first], now) >= length)
        {
            _first = (_first + 1) % limit;
            _count--;
        }
    }

    private WindowReading ReadWithLock(long now, bool admitted)
    {
        var wait = _count == 0 ? TimeSpan.Zero : length - time.GetElapsedTime(_moments[_first], now);
        return new WindowReading(admitted, limit, limit - _count, wait);
    }
}
