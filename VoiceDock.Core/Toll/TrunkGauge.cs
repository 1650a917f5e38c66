namespace VoiceDock.Core.Toll;

/// <summary>The counters of one trunk. Thread-safe; every call takes the same short lock, so that a cap is never passed by one.</summary>
internal sealed class TrunkGauge(Guid trunkId, CompanyDays days, TimeProvider time)
{
    // A clock that is set back finds yesterday's counters as they were.
    private const int MostDays = 3;

    private readonly Lock _gate = new();
    private readonly Dictionary<DateOnly, Counter> _days = [];
    private int _running;
    private long _accruedAt = time.GetTimestamp();

    public TrunkUse Read()
    {
        lock (_gate) return UseWithLock();
    }

    /// <summary>Counts a call unless <paramref name="refuses"/> the use so far.</summary>
    /// <returns>The day it was counted for; null when it was refused, with the use that was looked at.</returns>
    public DateOnly? TryCount(Func<TrunkUse, bool> refuses, out TrunkUse use)
    {
        lock (_gate)
        {
            use = UseWithLock();
            if (refuses(use)) return null;
            CounterWithLock(use.Day.Date).Add(1, TimeSpan.Zero);
            return use.Day.Date;
        }
    }

    /// <summary>The call was not placed after all.</summary>
    public void Uncount(DateOnly day)
    {
        lock (_gate) CounterWithLock(day).Add(-1, TimeSpan.Zero);
    }

    public void Begin()
    {
        lock (_gate)
        {
            AccrueWithLock();
            _running++;
        }
    }

    public void End()
    {
        lock (_gate)
        {
            AccrueWithLock();
            _running--;
        }
    }

    /// <summary>What changed since it was last <see cref="Written"/>.</summary>
    /// <param name="all">Also the time of calls that run, which changes always.</param>
    public void Collect(List<TrunkDay> changed, bool all)
    {
        lock (_gate)
        {
            if (all) AccrueWithLock();
            changed.AddRange(_days.Where(d => d.Value.IsChanged).Select(d => d.Value.ToRow(trunkId, d.Key)));
        }
    }

    public void Written(TrunkDay row)
    {
        lock (_gate)
        {
            if (DateOnly.TryParseExact(row.Day, TrunkDays.Format, out var day) && _days.TryGetValue(day, out var counter)) counter.Written(row);
        }
    }

    /// <summary>What was stored before this start.</summary>
    public void Load(DateOnly day, TrunkDay row)
    {
        lock (_gate) _days[day] = new Counter(row);
    }

    private TrunkUse UseWithLock()
    {
        AccrueWithLock();
        var today = days.Today;
        return _days.TryGetValue(today.Date, out var counter) ? new TrunkUse(today, counter.Calls, counter.Time) : new TrunkUse(today, 0, TimeSpan.Zero);
    }

    // Monotonic: a step of the wall clock changes the day, and never how long a call has lasted.
    private void AccrueWithLock()
    {
        var now = time.GetTimestamp();
        if (_running > 0) CounterWithLock(days.Today.Date).Add(0, time.GetElapsedTime(_accruedAt, now) * _running);
        _accruedAt = now;
    }

    private Counter CounterWithLock(DateOnly day)
    {
        if (_days.TryGetValue(day, out var counter)) return counter;
        if (_days.Count >= MostDays && _days.Where(d => !d.Value.IsChanged).Select(d => d.Key).Order().FirstOrDefault() is var oldest) _days.Remove(oldest);
        return _days[day] = new Counter(null);
    }

    private sealed class Counter(TrunkDay? stored)
    {
        private int _writtenCalls = stored?.Calls ?? 0;
        private long _writtenMilliseconds = stored?.Milliseconds ?? 0;

        public int Calls { get; private set; } = stored?.Calls ?? 0;

        public TimeSpan Time { get; private set; } = TimeSpan.FromMilliseconds(stored?.Milliseconds ?? 0);

        public bool IsChanged => Calls != _writtenCalls || (long)Time.TotalMilliseconds != _writtenMilliseconds;

        public void Add(int calls, TimeSpan time)
        {
            Calls += calls;
            Time += time;
        }

        public TrunkDay ToRow(Guid trunkId, DateOnly day) => new()
        {
            Id = TrunkDays.IdOf(trunkId, day),
            TrunkId = trunkId,
            Day = TrunkDays.NameOf(day),
            Calls = Calls,
            Milliseconds = (long)Time.TotalMilliseconds,
        };

        public void Written(TrunkDay row) => (_writtenCalls, _writtenMilliseconds) = (row.Calls, row.Milliseconds);
    }
}
