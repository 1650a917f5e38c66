using VoiceDock.Tests.Bench;

namespace VoiceDock.Tests.Media;

/// <summary>Alone on the machine as far as the test run goes: they measure.</summary>
[CollectionDefinition("Media load", DisableParallelization = true)]
[Collection("Media load")]
[Trait("Kind", "Unit")]
public sealed class MediaLoadTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Bridge_FiftyCallsAtOnce_LosesNothing()
    {
        await using var bench = new MediaBench(MediaBench.Options() with { Threads = 0 });
        using var load = new MediaLoad(bench.Engine, calls: 50);
        var result = load.Run(TimeSpan.FromSeconds(3));
        output.WriteLine($"50 bridged G.711 calls: {result}");
        Assert.Equal(result.Sent, result.Received);
    }

    [Fact]
    public async Task Bridge_AHundredCalls_CostLittleCpu()
    {
        await using var bench = new MediaBench(MediaBench.Options() with { Threads = 0 });
        using var load = new MediaLoad(bench.Engine, calls: 100);
        var result = load.Run(TimeSpan.FromSeconds(4));
        output.WriteLine($"100 bridged G.711 calls: {result}");
        Assert.InRange(result.CpuPer100Calls, 0.1, 60);
        Assert.InRange(result.Sent - result.Received, 0, result.Sent / 100);
    }
}
