using VoiceDock.Core.Toll;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Tests.Core.Toll;

[Trait("Kind", "Unit")]
public sealed class TollAlertTests : IDisposable
{
    private readonly TollRig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task MoreThanTwentyFailedCallsInTenMinutes_AreAnAlertUntilTheyAreOld()
    {
        var trunk = await _rig.TrunkAsync();
        var watch = _rig.Get<TollWatch>();
        Fail(trunk, TollAlerts.MostFailed);
        Assert.Empty(watch.Of(trunk.Id));

        _rig.Time.Advance(TimeSpan.FromMinutes(9));
        Fail(trunk, 1);

        var alert = Assert.Single(watch.Of(trunk.Id));
        Assert.Equal((TollAlertKind.ManyFailed, "Office PBX"), (alert.Kind, alert.TrunkName));
        Assert.StartsWith("More than 20 calls over it failed within 10 minutes.", alert.Words, StringComparison.Ordinal);
        _rig.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Empty(watch.Of(trunk.Id));
    }

    [Fact]
    public async Task MoreThanFiftyShortCalls_AreAnAlert_LongerOnesAreNot()
    {
        var trunk = await _rig.TrunkAsync();
        for (var i = 0; i < 60; i++) Talk(trunk, TimeSpan.FromSeconds(12));
        Assert.False(_rig.Alerts.HasManyShort(trunk.Id));

        for (var i = 0; i < TollAlerts.MostShort; i++) Talk(trunk, TimeSpan.FromSeconds(2));
        Assert.False(_rig.Alerts.HasManyShort(trunk.Id));
        Talk(trunk, TimeSpan.FromSeconds(11.9));

        Assert.True(_rig.Alerts.HasManyShort(trunk.Id));
        Assert.False(_rig.Alerts.HasManyFailed(trunk.Id));
    }

    [Fact]
    public async Task CallsOfAnotherTrunk_OnesCalledOffAndOnesNeverPlaced_AreNoSign()
    {
        var trunk = await _rig.TrunkAsync();
        var other = await _rig.TrunkAsync(name: "Other");
        Fail(other, 50);
        for (var i = 0; i < 50; i++)
        {
            using (var called = _rig.Meter.Claim(trunk).Value) called.Begin();
            using var unplaced = _rig.Meter.Claim(trunk).Value;
            unplaced.Failed();
        }

        Assert.False(_rig.Alerts.HasManyFailed(trunk.Id));
        Assert.Equal(["Other"], _rig.Get<TollWatch>().Standing.Select(a => a.TrunkName));
    }

    [Fact]
    public async Task UsedUpCaps_AreAlerts_AndEndWithTheDay()
    {
        var trunk = await _rig.TrunkAsync(calls: 1, minutes: 5);
        var watch = _rig.Get<TollWatch>();
        using (var leg = _rig.Meter.Claim(trunk).Value)
        {
            leg.Begin();
            _rig.Time.Advance(TimeSpan.FromMinutes(5));
        }

        Assert.Equal([TollAlertKind.CallsUsedUp, TollAlertKind.MinutesUsedUp], watch.Of(trunk.Id).Select(a => a.Kind));
        Assert.All(watch.Of(trunk.Id), a => Assert.Contains("refused until 00:00 on 27 November (Europe/Amsterdam)", a.Words));
        _rig.Time.Advance(TimeSpan.FromHours(12));
        Assert.Empty(watch.Of(trunk.Id));
    }

    [Fact]
    public async Task Watch_TellsWhenAnAlertBeginsAndEnds()
    {
        var trunk = await _rig.TrunkAsync();
        var watch = _rig.Get<TollWatch>();
        await watch.StartAsync(CancellationToken.None);
        using var news = watch.Subscribe();
        await using var changes = news.Changes(TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);

        Fail(trunk, TollAlerts.MostFailed + 1);
        Assert.Single(await NextAsync());
        _rig.Time.Advance(TollAlerts.Window);
        Assert.Empty(await NextAsync());
        await watch.StopAsync(CancellationToken.None);

        async Task<IReadOnlyList<TollAlert>> NextAsync()
        {
            var next = changes.MoveNextAsync().AsTask();
            // What is merged for slow readers waits for the clock, which is the test's.
            while (!next.IsCompleted)
            {
                _rig.Time.Advance(TimeSpan.FromMilliseconds(50));
                await Task.Yield();
            }

            Assert.True(await next);
            return changes.Current[^1];
        }
    }

    private void Fail(Trunk trunk, int times)
    {
        for (var i = 0; i < times; i++)
        {
            using var leg = _rig.Meter.Claim(trunk).Value;
            leg.Begin();
            leg.Failed();
        }
    }

    private void Talk(Trunk trunk, TimeSpan length)
    {
        using var leg = _rig.Meter.Claim(trunk).Value;
        leg.Begin();
        leg.Answered();
        _rig.Time.Advance(length);
    }
}
