using Bunit;
using VoiceDock.Web.Shared;

namespace VoiceDock.Tests.Components.Shared;

[Trait("Kind", "Component")]
public sealed class TimeTests : ConsoleContext
{
    [Theory]
    [InlineData(0, "0:00")]
    [InlineData(7.9, "0:07")]
    [InlineData(754, "12:34")]
    [InlineData(3723, "1:02:03")]
    [InlineData(-5, "0:00")]
    public void Duration_OfALength_IsWrittenAsAClock(double seconds, string expected) =>
        Assert.Equal(expected, Render<Duration>(p => p.Add(d => d.Value, TimeSpan.FromSeconds(seconds))).Find(".num").TextContent);

    [Fact]
    public void Duration_SinceAMoment_IsLeftToTheBrowser()
    {
        var timer = Render<Duration>(p => p.Add(d => d.Since, new DateTime(2025, 11, 3, 9, 0, 0, DateTimeKind.Utc))).Find("vd-timer");

        Assert.Equal("2025-11-03T09:00:00.000Z", timer.GetAttribute("since"));
        Assert.Equal("", timer.TextContent);
    }

    [Fact]
    public void LocalTime_ThatIsMissing_SaysSo() =>
        Assert.Equal("never", Render<LocalTime>(p => p.Add(t => t.At, null).Add(t => t.Missing, "never")).Find(".muted").TextContent);
}
