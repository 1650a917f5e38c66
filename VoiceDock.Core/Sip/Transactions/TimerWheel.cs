using Microsoft.Extensions.Logging;

namespace VoiceDock.Core.Sip.Transactions;

/// <summary>
/// All timers of an agent in one hashed wheel: starting and stopping one costs a few pointers, however many there are. It does not tick while
/// nothing is due: one timer of the <see cref="TimeProvider"/> is set to the next slot in use. Thread-safe; callbacks run outside its lock.
/// </summary>
internal sealed class TimerWheel : IDisposable
{
    private const int Slots = 1_024;

    // Half a minute is only waited for until something is given up or forgotten: those timers share a wake-up each 200 ms.
    private const int LongTicks = 3_000;
    private const int LongStep = 20;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    private readonly Lock _gate = new();
    private readonly TimerEntry?[] _slots = new TimerEntry?[Slots];
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly long _start;
    private readonly ITimer _timer;
    private long _done = -1;
    private long _alarm = long.MaxValue;
    private int _count;
    private bool _closed;

    public TimerWheel(TimeProvider time, ILogger logger)
    {
        (_time, _logger, _start) = (time, logger, time.GetTimestamp());
        _timer = time.CreateTimer(_ => OnAlarm(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Timers running.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Has it fire once, not before <paramref name="delay"/> is over and at most 10 ms later; 200 ms where it is 30 s or more.</summary>
    /// <returns>The number it fires with.</returns>
    public int Schedule(TimerEntry entry, TimeSpan delay)
    {
        lock (_gate)
        {
            if (entry.IsQueued) Unlink(entry);
            entry.Round++;
            if (_closed) return entry.Round;
            var due = _time.GetElapsedTime(_start) + delay;
            entry.Due = Math.Max(_done + 1, (due.Ticks + Tick.Ticks - 1) / Tick.Ticks);
            if (delay >= LongTicks * Tick) entry.Due += (LongStep - (entry.Due % LongStep)) % LongStep;
            Link(entry);
            if (entry.Due < _alarm) SetAlarm(entry.Due);
            return entry.Round;
        }
    }

    /// <summary>Forgets all timers; later ones never fire.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _closed = true;
            foreach (ref var slot in _slots.AsSpan())
            {
                while (slot is not null) Unlink(slot);
            }
        }

        _timer.Dispose();
    }

    internal void Cancel(TimerEntry entry)
    {
        lock (_gate)
        {
            if (entry.IsQueued) Unlink(entry);
        }
    }

    private void OnAlarm()
    {
        foreach (var (entry, _, round) in TakeDue())
        {
            try
            {
                entry.OnDue(round);
            }
            catch (Exception e)
            {
                // One transaction's bug must not stop the clock of the others.
                _logger.LogError(e, "A SIP timer failed");
            }
        }
    }

    private List<(TimerEntry Entry, long Due, int Round)> TakeDue()
    {
        List<(TimerEntry Entry, long Due, int Round)> due = [];
        lock (_gate)
        {
            if (_closed) return due;
            var now = _time.GetElapsedTime(_start).Ticks / Tick.Ticks;
            // After a long pause every slot is looked at once, not once for each missed turn.
            for (var tick = Math.Max(_done + 1, now - Slots + 1); tick <= now; tick++)
            {
                for (var entry = _slots[tick % Slots]; entry is not null;)
                {
                    var next = entry.Next;
                    if (entry.Due <= now)
                    {
                        Unlink(entry);
                        due.Add((entry, entry.Due, entry.Round));
                    }

                    entry = next;
                }
            }

            _done = Math.Max(_done, now);
            SetAlarm(NextInUse());
        }

        due.Sort(static (a, b) => a.Due.CompareTo(b.Due));
        return due;
    }

    // A slot may hold timers of a later turn only; waking for them once a turn is harmless.
    private long NextInUse()
    {
        if (_count == 0) return long.MaxValue;
        for (var tick = _done + 1; tick <= _done + Slots; tick++)
        {
            if (_slots[tick % Slots] is not null) return tick;
        }

        return long.MaxValue;
    }

    private void SetAlarm(long tick)
    {
        _alarm = tick;
        if (tick == long.MaxValue)
        {
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            return;
        }

        var wait = (tick * Tick) - _time.GetElapsedTime(_start);
        // Rounded up to whole milliseconds, since a timer that fires early would only be set again; never 0, which a TimeProvider may run inline.
        var milliseconds = Math.Max(1, Math.Ceiling(wait.TotalMilliseconds));
        _timer.Change(TimeSpan.FromMilliseconds(milliseconds), Timeout.InfiniteTimeSpan);
    }

    private void Link(TimerEntry entry)
    {
        ref var head = ref _slots[entry.Due % Slots];
        entry.Next = head;
        if (head is not null) head.Previous = entry;
        head = entry;
        entry.IsQueued = true;
        _count++;
    }

    private void Unlink(TimerEntry entry)
    {
        if (entry.Previous is not null) entry.Previous.Next = entry.Next;
        else _slots[entry.Due % Slots] = entry.Next;
        if (entry.Next is not null) entry.Next.Previous = entry.Previous;
        (entry.Next, entry.Previous, entry.IsQueued) = (null, null, false);
        _count--;
    }
}
