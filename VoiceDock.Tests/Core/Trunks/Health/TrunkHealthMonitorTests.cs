using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using VoiceDock.Core.Trunks;
using VoiceDock.Core.Trunks.Health;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Trunks.Health;

/// <summary>When probes are sent, by a clock the test moves; only the peers are played.</summary>
[Trait("Kind", "Unit")]
public sealed class TrunkHealthMonitorTests : IAsyncDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(250);

    private readonly HealthTable _table = new();
    private readonly PlayedPeers _peers;
    private readonly TrunkRegistrations _registrations;
    private TrunkHealthMonitor? _monitor;
    private double _chance = 0.5;

    public TrunkHealthMonitorTests() => (_peers, _registrations) = (new PlayedPeers(_table.Time), new TrunkRegistrations(_table.Time));

    [Theory]
    [InlineData(0, 27)]
    [InlineData(0.5, 30)]
    [InlineData(1, 33)]
    public async Task Probes_ComeAtTheInterval_TenPercentEarlierOrLater(double chance, double seconds)
    {
        _chance = chance;
        await StartAsync();
        // The first probe of a process compiles its way, and the clock is moved on meanwhile.
        await ProbeAsync(2);
        Assert.InRange((await ProbeAsync(3) - await ProbeAsync(2)).TotalSeconds, seconds - 1, seconds + 1);
        Assert.InRange((await ProbeAsync(4) - await ProbeAsync(3)).TotalSeconds, seconds - 1, seconds + 1);
    }

    [Fact]
    public async Task FirstProbe_ComesSoonAfterTheStart()
    {
        var started = _table.Time.GetElapsedTime(0);
        await StartAsync();
        Assert.InRange((await ProbeAsync(1) - started).TotalSeconds, 0, 5.5);
    }

    [Fact]
    public async Task SuspectTrunk_IsAskedEveryFiveSeconds_DownAtItsInterval()
    {
        _peers.IsThere = _ => Task.FromResult(false);
        await StartAsync();
        Assert.InRange((await ProbeAsync(2) - await ProbeAsync(1)).TotalSeconds, 4, 6);
        await Eventually.TrueAsync(() => _table.Health.State == HealthState.Down, "the second miss was noted");
        Assert.InRange((await ProbeAsync(3) - await ProbeAsync(2)).TotalSeconds, 29, 31);
    }

    [Fact]
    public async Task PeerThatDiesRightAfterAProbe_IsDownWithinTheWorstCase()
    {
        var isThere = true;
        _peers.IsThere = async _ =>
        {
            if (isThere) return true;
            await Task.Delay(TimeSpan.FromSeconds(4), _table.Time, CancellationToken.None);
            return false;
        };
        await StartAsync();
        await ProbeAsync(1);
        await Eventually.TrueAsync(() => _table.Health.State == HealthState.Up, "the first answer was noted");
        isThere = false;
        var died = _table.Time.GetElapsedTime(0);

        await AdvanceUntilAsync(() => _table.Health.State == HealthState.Down, "the trunk is down");

        // 30 + 4 + 5 + 4 of the design, and the jitter and the steps of the clock
        Assert.InRange((_table.Time.GetElapsedTime(0) - died).TotalSeconds, 13, 43 + 3 + 4);
    }

    [Fact]
    public async Task CallThatFoundNobody_BringsTheNextProbeForward()
    {
        await StartAsync();
        await ProbeAsync(1);
        await Eventually.TrueAsync(() => _table.Health.State == HealthState.Up, "the first answer was noted");
        _table.CallMissed();
        var missed = _table.Time.GetElapsedTime(0);

        Assert.InRange((await ProbeAsync(2) - missed).TotalSeconds, 4, 6);
        await Eventually.TrueAsync(() => _table.Health.State == HealthState.Up, "the answer was noted");
    }

    [Fact]
    public async Task ProbeThatHangs_IsTheOnlyOne()
    {
        var hanging = new TaskCompletionSource<bool>();
        _peers.IsThere = _ => hanging.Task;
        await StartAsync();
        await ProbeAsync(1);
        _table.CallMissed();
        for (var i = 0; i < 100; i++) _table.Time.Advance(TimeSpan.FromSeconds(10));

        Assert.Single(_peers.Asked);
        hanging.SetResult(true);
        await ProbeAsync(2);
        Assert.Equal(1, _peers.MostAtOnce);
    }

    [Fact]
    public async Task TrunkSwitchedOffOrWithIntervalZero_IsNotAsked_OwnIntervalCounts()
    {
        var off = TrunkSamples.Made(t => t.IsActive = false);
        var never = TrunkSamples.Made(t => t.OptionsIntervalSeconds = 0);
        var seldom = TrunkSamples.Made(t => t.OptionsIntervalSeconds = 120);
        _table.Directory.Replace([off, never, seldom]);
        await StartAsync();

        Assert.InRange((await ProbeAsync(2) - await ProbeAsync(1)).TotalSeconds, 119, 121);
        Assert.All(_peers.Asked, a => Assert.Equal(seldom.Id, a.Trunk));
    }

    [Fact]
    public async Task EditedTrunk_IsAskedSoon_DeletedTrunk_NotAgain()
    {
        await StartAsync();
        await ProbeAsync(1);
        var edited = TrunkSamples.Made(then: t => (t.Id, t.UpdatedAt) = (_table.Trunk.Id, _table.Trunk.UpdatedAt + TimeSpan.FromSeconds(1)));
        _table.Directory.Replace([edited]);
        var at = _table.Time.GetElapsedTime(0);
        _table.Directory.Announce(new TrunkChange(TrunkChangeKind.Updated, edited));
        Assert.InRange((await ProbeAsync(2) - at).TotalSeconds, 0, 1.5);

        _table.Directory.Replace([]);
        _table.Directory.Announce(new TrunkChange(TrunkChangeKind.Deleted, edited));
        for (var i = 0; i < 100; i++) _table.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(2, _peers.Asked.Count);
    }

    [Fact]
    public async Task ThreeHundredTrunks_AreAskedOncePerInterval_SpreadOverIt()
    {
        var many = Enumerable.Range(0, 300).Select(_ => TrunkSamples.Made()).ToList();
        _table.Directory.Replace(many);
        var chance = new Random(5);
        await StartAsync(chance.NextDouble);

        await AdvanceUntilAsync(() => _peers.Asked.Count >= 300, "each was asked once");
        var first = _peers.Asked.Take(300).ToList();
        Assert.Equal(300, first.DistinctBy(a => a.Trunk).Count());
        Assert.True(first.CountBy(a => Math.Floor(a.At.TotalSeconds)).Max(p => p.Value) < 150, "the first probes are spread over five seconds");

        await AdvanceUntilAsync(() => _peers.Asked.Count >= 600, "each was asked again");
        Assert.Equal(300, _peers.Asked.Skip(300).Take(300).DistinctBy(a => a.Trunk).Count());
    }

    [Fact]
    public async Task ProbeThatThrows_IsTriedAgain()
    {
        var asked = 0;
        _peers.IsThere = _ => Interlocked.Increment(ref asked) == 1 ? throw new InvalidOperationException("played") : Task.FromResult(true);
        await StartAsync();

        await ProbeAsync(2);

        await Eventually.TrueAsync(() => _table.Health.State == HealthState.Up, "the second probe was noted");
    }

    [Fact]
    public async Task PeerThatIgnoresOptions_IsUpByItsRegistration()
    {
        _peers.IsThere = _ => Task.FromResult(false);
        await StartAsync();
        await ProbeAsync(2);
        await Eventually.TrueAsync(() => _table.Health.State == HealthState.Down, "the second miss was noted");

        _registrations.Note(new TrunkRegistration(_table.Trunk.Id, TrunkRegistrationState.Registered, DateTime.UnixEpoch));
        Assert.Equal("Up NoOptions", _table.Shown);
        await ProbeAsync(3);
        Assert.Equal("Up NoOptions", _table.Shown);

        _registrations.Note(new TrunkRegistration(_table.Trunk.Id, TrunkRegistrationState.Unreachable));
        Assert.Equal("Up NoOptions", _table.Shown);
    }

    public async ValueTask DisposeAsync()
    {
        if (_monitor is not null) await _monitor.StopAsync(CancellationToken.None);
    }

    private Task StartAsync(Func<double>? chance = null)
    {
        _monitor = new TrunkHealthMonitor(
            _table.Directory, _table.Lights, _registrations, new TrunkChecker(_peers, _table.Lights, _table.Fingerprints, TestPeople.Permits(), TestPeople.Audit()), Options.Create(new TrunkHealthOptions()), chance ?? (() => _chance),
            _table.Time, NullLogger<TrunkHealthMonitor>.Instance);
        return _monitor.StartAsync(CancellationToken.None);
    }

    /// <summary>Moves the clock on until the probe with this number was sent; the time of that probe.</summary>
    private async Task<TimeSpan> ProbeAsync(int number)
    {
        await AdvanceUntilAsync(() => _peers.Asked.Count >= number, $"probe {number} was sent");
        return _peers.Asked.ElementAt(number - 1).At;
    }

    private async Task AdvanceUntilAsync(Func<bool> claim, string what)
    {
        for (var i = 0; i < 4_000 && !claim(); i++)
        {
            _table.Time.Advance(Step);
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }

        Assert.True(claim(), what);
    }
}
