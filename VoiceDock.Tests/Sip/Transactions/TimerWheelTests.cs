using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using VoiceDock.Core.Sip.Transactions;

namespace VoiceDock.Tests.Sip.Transactions;

[Trait("Kind", "Unit")]
public sealed class TimerWheelTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly TimerWheel _wheel;
    private readonly List<(string Name, double At)> _fired = [];

    public TimerWheelTests() => _wheel = new TimerWheel(_time, NullLogger.Instance);

    private double Now => (_time.GetUtcNow() - _time.Start).TotalMilliseconds;

    public void Dispose() => _wheel.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(495)]
    [InlineData(10_240)]
    [InlineData(29_990)]
    public void Timer_FiresNotBeforeItsTimeAndAtMostOneTickLater(int delay)
    {
        _time.Advance(TimeSpan.FromMilliseconds(123_457));
        var started = Now;
        Start("t", delay);

        Pass(delay + 20);

        Assert.InRange(Assert.Single(_fired).At - started, delay, delay + 11);
        Assert.Equal(0, _wheel.Count);
    }

    [Fact]
    public void LongTimers_FireNotBeforeTheirTime_AllOf200MillisecondsAtOnce()
    {
        _time.Advance(TimeSpan.FromMilliseconds(123_457));
        var started = Now;
        for (var i = 0; i < 20; i++)
        {
            Start($"{i}", 32_000);
            Pass(10);
        }

        Pass(32_220);

        Assert.Equal(20, _fired.Count);
        Assert.All(_fired, f => Assert.InRange(f.At - started - (int.Parse(f.Name, CultureInfo.InvariantCulture) * 10), 32_000, 32_211));
        Assert.InRange(_fired.Select(f => f.At).Distinct().Count(), 1, 2);
    }

    [Fact]
    public void Timers_OfOneSlotAndDifferentTurns_FireEachInItsOwn()
    {
        Start("second turn", 10_300);
        Start("first turn", 60);
        Start("third turn", 20_540);

        Pass(21_000);

        Assert.Equal(["first turn", "second turn", "third turn"], _fired.Select(f => f.Name));
        Assert.Equal([60, 10_300, 20_540], _fired.Select(f => (int)f.At));
    }

    [Fact]
    public void Cancelled_DoesNotFireAndIsNotCounted()
    {
        var entry = Start("t", 50);
        Start("u", 50);
        entry.Cancel();
        entry.Cancel();
        Assert.Equal(1, _wheel.Count);

        Pass(100);

        Assert.Equal("u", Assert.Single(_fired).Name);
    }

    [Fact]
    public void AfterALongPause_DueOnesFireInOrderAndLaterOnesStay()
    {
        Start("late", 40_000);
        Start("b", 9_000);
        Start("a", 3_000);

        _time.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(["a", "b"], _fired.Select(f => f.Name));
        Pass(10_100);
        Assert.Equal("late", _fired[^1].Name);
    }

    [Fact]
    public void Callback_StartingAnother_AndOneThatThrows_DoNotStopTheWheel()
    {
        new Entry(_wheel, () => throw new InvalidOperationException("A bug")).Start(10);
        new Entry(_wheel, () => Start("next", 10)).Start(10);

        Pass(40);

        Assert.Equal("next", Assert.Single(_fired).Name);
    }

    [Fact]
    public void StartedAnew_FiresOnceAtTheNewTime_WithTheNewNumber()
    {
        var entry = Start("t", 50);
        Pass(20);
        entry.Start(100);
        Assert.Equal(1, _wheel.Count);

        Pass(200);

        Assert.InRange(Assert.Single(_fired).At, 120, 131);
        Assert.Equal(entry.Number, Assert.Single(entry.FiredWith));
    }

    [Fact]
    public void Disposed_ForgetsWhatRan_AndStartsNothingMore()
    {
        var entry = Start("t", 50);
        _wheel.Dispose();
        entry.Start(10);
        entry.Cancel();

        Pass(100);

        Assert.Empty(_fired);
        Assert.Equal(0, _wheel.Count);
    }

    private Entry Start(string name, int delay)
    {
        var entry = new Entry(_wheel, () => _fired.Add((name, Now)));
        entry.Start(delay);
        return entry;
    }

    private void Pass(int milliseconds)
    {
        for (var i = 0; i < milliseconds; i += 5) _time.Advance(TimeSpan.FromMilliseconds(5));
    }

    private sealed class Entry(TimerWheel wheel, Action fired) : TimerEntry(wheel)
    {
        public int Number { get; private set; }

        public List<int> FiredWith { get; } = [];

        public void Start(int delay) => Number = Schedule(TimeSpan.FromMilliseconds(delay));

        public new void Cancel() => base.Cancel();

        internal override void OnDue(int round)
        {
            FiredWith.Add(round);
            fired();
        }
    }
}
