using VoiceDock.Core.Calls.Quality;

namespace VoiceDock.Tests.Core.Calls;

/// <summary>Seconds of audio kept in bounded memory.</summary>
[Trait("Kind", "Unit")]
public sealed class QualityLineTests
{
    private static readonly DateTime Nine = new(2026, 11, 3, 9, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Add_AFewSeconds_KeepsEach()
    {
        var line = new QualityLine("caller", null, Nine);
        line.Add(new QualityPoint(4.4f, 50, 0, 1));
        line.Add(new QualityPoint(null, 0, 0, 0));

        var series = line.Read();

        Assert.Equal(("caller", (Guid?)null, Nine, 1, 2), (series.Leg, series.TransferId, series.StartedAt, series.StepSeconds, series.Seconds));
        Assert.Equal([new QualityPoint(4.4f, 50, 0, 1), new QualityPoint(null, 0, 0, 0)], series.Points);
    }

    [Fact]
    public void Add_TenHours_StaysWithinSixHundredPointsAndLosesNoPacket()
    {
        var line = new QualityLine("caller", null, Nine);
        for (var second = 0; second < 36_000; second++)
        {
            line.Add(new QualityPoint(second == 20_000 ? 1.5f : 4.4f, 50, second == 20_000 ? 25 : 0, second == 30_000 ? 90 : 2));
            Assert.InRange(line.Read().Points.Count, 0, QualityLine.MostPoints);
        }

        var series = line.Read();

        Assert.Equal(64, series.StepSeconds);
        Assert.Equal(36_000 / 64 * 64, series.Seconds);
        Assert.Equal((50 * series.Seconds, 25), (series.Points.Sum(p => p.Received), series.Points.Sum(p => p.Lost)));
        Assert.Equal((20_000 / 64, 30_000 / 64), (series.Points.ToList().FindIndex(p => p.Mos == 1.5f), series.Points.ToList().FindIndex(p => p.JitterMs == 90)));
    }

    [Fact]
    public void Point_WithAnother_IsTheSumAndTheWorse()
    {
        var joined = new QualityPoint(4.4f, 50, 0, 9).With(new QualityPoint(2.5f, 40, 10, 3));

        Assert.Equal(new QualityPoint(2.5f, 90, 10, 9), joined);
        Assert.Equal(10, joined.LossPercent);
        Assert.Equal(4.4f, new QualityPoint(null, 0, 0, 0).With(new QualityPoint(4.4f, 50, 0, 1)).Mos);
        Assert.Null(new QualityPoint(null, 0, 0, 0).LossPercent);
    }
}
