using Microsoft.Extensions.Logging.Abstractions;
using VoiceDock.Core.Sip.Transport;

namespace VoiceDock.Tests.Sip.Transport;

[Trait("Kind", "Unit")]
public sealed class DispatchLaneTests
{
    [Fact]
    public void Items_AreHandledInOrderAlsoAfterOneFailed()
    {
        var handled = new List<int>();
        using var done = new ManualResetEventSlim();
        using var lane = new DispatchLane<int>("test", 1_000, item =>
        {
            if (item == 3) throw new InvalidOperationException("A bug");
            handled.Add(item);
            if (item == 99) done.Set();
        }, NullLogger.Instance);

        for (var i = 0; i < 100; i++) Assert.True(lane.TryPost(i));

        Assert.True(done.Wait(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken));
        Assert.Equal(Enumerable.Range(0, 100).Where(i => i != 3), handled);
    }

    [Fact]
    public void Full_FurtherItemsAreRefused()
    {
        using var entered = new ManualResetEventSlim();
        using var go = new ManualResetEventSlim();
        using var lane = new DispatchLane<int>("test", 2, _ =>
        {
            entered.Set();
            go.Wait(TimeSpan.FromSeconds(5));
        }, NullLogger.Instance);
        Assert.True(lane.TryPost(0));
        Assert.True(entered.Wait(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken));

        Assert.Equal([true, true, false], new[] { lane.TryPost(1), lane.TryPost(2), lane.TryPost(3) });
        go.Set();
    }

    [Fact]
    public void Closed_TakesNothingMore()
    {
        var lane = new DispatchLane<int>("test", 2, _ => { }, NullLogger.Instance);
        lane.Dispose();

        Assert.False(lane.TryPost(1));
    }
}
