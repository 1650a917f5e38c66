using VoiceDock.Core.Media.Codecs;

namespace VoiceDock.Tests.Media.Codecs;

/// <summary>Between 8 and 16 kHz: the telephone band goes through, its mirror image does not.</summary>
[Trait("Kind", "Unit")]
public sealed class HalfBandTests
{
    [Theory]
    [InlineData(50)]
    [InlineData(300)]
    [InlineData(1_000)]
    [InlineData(2_600)]
    [InlineData(3_400)]
    public void UpAndDown_TelephoneBand_IsFlatAndClean(double hz)
    {
        var wide = new short[16_000];
        new HalfBand().Up(Signal.Tone(hz, 8_000, 8_000), wide);
        Assert.InRange(Signal.Snr(wide, hz, 16_000), 45, 200);
        Assert.InRange(Signal.Level(wide, hz, 16_000), 8_900, 9_100);

        var narrow = new short[8_000];
        new HalfBand().Down(wide, narrow);
        Assert.InRange(Signal.Snr(narrow, hz, 8_000), 55, 250);
        Assert.InRange(Signal.Level(narrow, hz, 8_000), 8_800, 9_200);
    }

    [Theory]
    [InlineData(4_600)]
    [InlineData(5_400)]
    [InlineData(7_500)]
    public void Down_AboveTheTelephoneBand_IsGone(double hz)
    {
        var narrow = new short[8_000];
        new HalfBand().Down(Signal.Tone(hz, 16_000, 16_000), narrow);

        Assert.InRange(Signal.Level(narrow, 8_000 - hz, 8_000), 0, 9_000 / 150.0);
    }

    [Fact]
    public void SteadyLevel_StaysTheSame()
    {
        var wide = new short[800];
        var narrow = new short[400];
        new HalfBand().Up(Enumerable.Repeat((short)12_345, 400).ToArray(), wide);
        new HalfBand().Down(wide, narrow);

        Assert.Equal(12_345, wide[^1]);
        Assert.Equal(12_345, narrow[^1]);
    }
}
