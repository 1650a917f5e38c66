using VoiceDock.Core.Media.Quality;

namespace VoiceDock.Tests.Media.Quality;

[Trait("Kind", "Unit")]
public sealed class EModelTests
{
    // The middle of each row is worked out by hand from R = 93.2 - 0.024 d - 0.11 max(0, d - 177.3) - 95 p / (p + 4.3).
    [Theory]
    [InlineData(0, 0, 93.2, 4.41)]
    [InlineData(0, 100, 90.8, 4.36)]
    [InlineData(0, 177.3, 88.94, 4.31)]
    [InlineData(0, 400, 59.10, 3.05)]
    [InlineData(0.2, 40, 88.02, 4.29)]
    [InlineData(1, 40, 74.32, 3.79)]
    [InlineData(2, 40, 62.08, 3.21)]
    [InlineData(5, 40, 41.16, 2.12)]
    [InlineData(100, 40, 1.16, 1.00)]
    public void Rating_OfLossAndDelay_FollowsG107(double lossPercent, double delayMs, double rating, double mos)
    {
        Assert.Equal(rating, EModel.Rating(lossPercent, delayMs), 2);
        Assert.Equal(mos, EModel.Mos(rating), 2);
    }

    // G.107 Annex B and its table of what users say: 90 very satisfied, 80 satisfied, 70 some dissatisfied, 60 many, 50 nearly all.
    [Theory]
    [InlineData(-20, 1.0)]
    [InlineData(0, 1.0)]
    [InlineData(3, 1.0)]
    [InlineData(50, 2.58)]
    [InlineData(60, 3.10)]
    [InlineData(70, 3.60)]
    [InlineData(80, 4.02)]
    [InlineData(90, 4.34)]
    [InlineData(100, 4.5)]
    [InlineData(120, 4.5)]
    public void Mos_OfARating_IsThatOfTheTable(double rating, double mos) => Assert.Equal(mos, EModel.Mos(rating), 2);

    [Fact]
    public void Mos_OfALine_CountsRoundTripAndJitterAsDelay()
    {
        Assert.Equal(EModel.Mos(EModel.Rating(0, 20)), EModel.Mos(0, 0, 0));
        Assert.Equal(EModel.Mos(EModel.Rating(1, 20 + 50 + 30)), EModel.Mos(1, jitterMs: 15, roundTripMs: 100));
    }
}
