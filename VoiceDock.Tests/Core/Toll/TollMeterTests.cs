using VoiceDock.Core.Common;
using VoiceDock.Core.Toll;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Tests.Core.Toll;

/// <summary>Calls and minutes of a trunk and day.</summary>
[Trait("Kind", "Unit")]
public sealed class TollMeterTests : IDisposable
{
    private const int Cap = 10_000;

    private readonly TollRig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task Cap_UnderAHundredThreads_IsReachedAndNeverPassed()
    {
        var trunk = await _rig.TrunkAsync(calls: Cap);
        var (taken, refused) = (0, 0);
        using var gun = new ManualResetEventSlim();
        var threads = Enumerable.Range(0, 100).Select(_ => new Thread(() =>
        {
            gun.Wait();
            for (var i = 0; i < 150; i++)
            {
                using var leg = _rig.Meter.Claim(trunk) is { IsOk: true } claimed ? claimed.Value : null;
                leg?.Begin();
                Interlocked.Increment(ref leg is null ? ref refused : ref taken);
            }
        })).ToList();

        threads.ForEach(t => t.Start());
        gun.Set();
        threads.ForEach(t => t.Join());

        Assert.Equal((Cap, 5_000), (taken, refused));
        Assert.Equal(Cap, _rig.Meter.Today(trunk.Id).Calls);
    }

    [Fact]
    public async Task Cap_WithPlacesGivenBackUnderAHundredThreads_NeverHasOneMoreOutAtOnce()
    {
        var trunk = await _rig.TrunkAsync(calls: 50);
        var (now, most, begun) = (0, 0, 0);
        Parallel.For(0, 10_000, new ParallelOptions { MaxDegreeOfParallelism = 100 }, i =>
        {
            var claim = _rig.Meter.Claim(trunk);
            if (!claim.IsOk) return;
            var held = Interlocked.Increment(ref now);
            InterlockedMax(ref most, held);
            if (i % 3 == 0)
            {
                claim.Value.Begin(); // stays counted: nothing is given back
                Interlocked.Increment(ref begun);
            }
            else
            {
                Interlocked.Decrement(ref now);
            }

            claim.Value.Dispose();
        });

        Assert.InRange(most, 1, 50);
        Assert.Equal(begun, _rig.Meter.Today(trunk.Id).Calls);
        Assert.Equal(50, begun);
    }

    [Fact]
    public async Task Refusal_SaysWhichTrunkWhichCapAndWhenItIsFreeAgain()
    {
        var trunk = await _rig.TrunkAsync(calls: 1);
        Take(trunk).Begin();

        var refusal = _rig.Meter.Claim(trunk).Error!;

        Assert.Equal((ErrorKind.TooMany, "trunk_cap_reached"), (refusal.Kind, refusal.Code));
        Assert.Equal("Trunk 'Office PBX' has reached its cap of 1 call a day. Calls over it are possible again from 00:00 on 27 November (Europe/Amsterdam), or when its cap is raised.", refusal.Message);
        Assert.Equal(TimeSpan.FromHours(12), refusal.RetryAfter);
        Assert.Equal([$"trunk_id: {trunk.Id}", "free_again: 2026-11-26T23:00:00Z"], refusal.Details);
    }

    [Fact]
    public async Task NextDay_BeginsAtTheCompanysMidnight()
    {
        var trunk = await _rig.TrunkAsync(calls: 1);
        Take(trunk).Begin();
        _rig.Time.Advance(TimeSpan.FromHours(12) - TimeSpan.FromMilliseconds(1));
        Assert.False(_rig.Meter.Claim(trunk).IsOk);

        _rig.Time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.True(_rig.Meter.Claim(trunk).IsOk);
        Assert.Equal(new DateOnly(2026, 11, 27), _rig.Meter.Today(trunk.Id).Day.Date);
    }

    [Fact]
    public async Task ClockSetBackAcrossMidnight_FindsYesterdaysCounters()
    {
        var trunk = await _rig.TrunkAsync(calls: 1);
        Take(trunk).Begin();
        _rig.Time.Advance(TimeSpan.FromHours(12.5));
        Take(trunk).Begin();

        _rig.Time.AutoAdvanceAmount = TimeSpan.Zero;
        _rig.Time.AdjustTime(TollRig.Noon);

        Assert.Equal(1, _rig.Meter.Today(trunk.Id).Calls);
        Assert.False(_rig.Meter.Claim(trunk).IsOk);
    }

    [Fact]
    public async Task Minutes_CountWhileCallsRun_AndRefuseNewOnesWithoutEndingThem()
    {
        var trunk = await _rig.TrunkAsync(minutes: 10);
        using var first = Take(trunk);
        first.Begin();
        _rig.Time.Advance(TimeSpan.FromMinutes(4));
        using var second = Take(trunk);
        second.Begin();
        _rig.Time.Advance(TimeSpan.FromMinutes(2.9));
        Assert.Equal(9, _rig.Meter.Today(trunk.Id).Minutes);
        using (var third = Take(trunk)) Assert.NotNull(third);

        _rig.Time.Advance(TimeSpan.FromSeconds(6));
        var refusal = _rig.Meter.Claim(trunk).Error;

        Assert.Contains("cap of 10 minutes a day", refusal?.Message);
        _rig.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(20, _rig.Meter.Today(trunk.Id).Minutes);
        first.Dispose();
        _rig.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(25, _rig.Meter.Today(trunk.Id).Minutes);
    }

    [Fact]
    public async Task CallAcrossMidnight_CountsItsMinutesForTheDayTheyAreSpent()
    {
        var trunk = await _rig.TrunkAsync(minutes: 10);
        _rig.Time.Advance(TimeSpan.FromHours(11.9));
        using var leg = Take(trunk);
        leg.Begin();
        _rig.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(5, _rig.Meter.Today(trunk.Id).Minutes);
        _rig.Time.Advance(TimeSpan.FromSeconds(59));
        _rig.Meter.Accrue();

        _rig.Time.Advance(TimeSpan.FromSeconds(181));

        Assert.Equal((0, 3), (_rig.Meter.Today(trunk.Id).Calls, _rig.Meter.Today(trunk.Id).Minutes));
    }

    [Fact]
    public async Task CallThatIsNeverPlaced_IsNotCounted_NorOneThatIsWithdrawn()
    {
        var trunk = await _rig.TrunkAsync(calls: 1);
        Take(trunk).Dispose();
        var refer = Take(trunk);
        refer.Begin(timed: false);
        refer.Withdraw();
        refer.Dispose();
        refer.Dispose();

        Assert.Equal(0, _rig.Meter.Today(trunk.Id).Calls);
        using var real = Take(trunk);
        real.Begin();
        real.Begin();
        Assert.Equal(1, _rig.Meter.Today(trunk.Id).Calls);
    }

    [Fact]
    public async Task NoCap_IsNoLimit_AndCountsAllTheSame()
    {
        var trunk = await _rig.TrunkAsync();
        for (var i = 0; i < 1_000; i++) Take(trunk).Begin();

        Assert.Equal(1_000, _rig.Meter.Today(trunk.Id).Calls);
        Assert.Null(_rig.Meter.Refusal(trunk));
    }

    private TollLeg Take(Trunk trunk)
    {
        var claim = _rig.Meter.Claim(trunk);
        Assert.True(claim.IsOk, claim.Error?.Message);
        return claim.Value;
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = Volatile.Read(ref most); value > seen; seen = Volatile.Read(ref most))
        {
            if (Interlocked.CompareExchange(ref most, value, seen) == seen) return;
        }
    }
}
