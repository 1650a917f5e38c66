using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Engine;
using VoiceDock.Core.Media;
using VoiceDock.Tests.Media;

namespace VoiceDock.Tests.Core.Calls;

/// <summary>The engine's counters as the figures of a call.</summary>
[Trait("Kind", "Unit")]
public sealed class QualitySampleTests
{
    [Fact]
    public async Task Of_ALegWithReports_IsRoundedForPeople()
    {
        var quality = QualitySample.Of((await StatsAsync()) with { Mos = 4.3777, RoundTripMs = 24.3777, FarLost = 5, FarJitterMs = 2 }, isOneWay: false);

        Assert.Equal(new LegQuality(990, 1000, 10, 3.1, false) { Mos = 4.38, RoundTripMs = 24.4, FarLossPercent = 0.5 }, quality);
        Assert.Equal(1, quality.LossPercent);
    }

    [Fact]
    public async Task Of_ALegWithoutReports_LeavesThemUnknown()
    {
        var quality = QualitySample.Of((await StatsAsync()) with { IsOneWay = true }, isOneWay: true);

        Assert.Equal(new LegQuality(990, 1000, 10, 3.1, true), quality);
        Assert.Equal(0, quality.Bars);
    }

    [Fact]
    public async Task Of_AFarEndThatReportsMoreLossThanWasSent_IsAHundredPercent() =>
        Assert.Equal(100, QualitySample.Of((await StatsAsync()) with { FarLost = 5000 }, isOneWay: false).FarLossPercent);

    // ITU-T G.109: R 80, 70 and 60 are where users go from satisfied to some, many and nearly all dissatisfied.
    [Theory]
    [InlineData(4.4, 4)]
    [InlineData(4.0, 4)]
    [InlineData(3.99, 3)]
    [InlineData(3.59, 2)]
    [InlineData(3.09, 1)]
    public void Bars_OfAMos_AreItsWords(double mos, int bars) => Assert.Equal(bars, new LegQuality(1000, 1000, 0, 0, false) { Mos = mos }.Bars);

    private static async Task<MediaLegStats> StatsAsync()
    {
        await using var bench = new MediaBench();
        return bench.Call.OpenLeg(new LegRecorder()).ReadStats() with { PacketsIn = 990, PacketsOut = 1000, Lost = 10, JitterMs = 3.141 };
    }
}
