using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using VoiceDock.Core.Toll;

namespace VoiceDock.Tests.Core.Toll;

[Trait("Kind", "Unit")]
public sealed class CompanyDaysTests
{
    [Theory]
    [InlineData("Europe/Amsterdam", "2026-11-26T22:59:59Z", "2026-11-26", "2026-11-25T23:00:00Z", "2026-11-26T23:00:00Z")]
    [InlineData("Europe/Amsterdam", "2026-11-26T23:00:00Z", "2026-11-27", "2026-11-26T23:00:00Z", "2026-11-27T23:00:00Z")]
    [InlineData("Europe/Amsterdam", "2026-03-29T12:00:00Z", "2026-03-29", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z")] // 23 hours
    [InlineData("Europe/Amsterdam", "2026-10-25T12:00:00Z", "2026-10-25", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z")] // 25 hours
    [InlineData("America/New_York", "2026-11-27T04:59:59Z", "2026-11-26", "2026-11-26T05:00:00Z", "2026-11-27T05:00:00Z")]
    [InlineData("Asia/Beirut", "2026-03-29T12:00:00Z", "2026-03-29", "2026-03-28T22:00:00Z", "2026-03-29T21:00:00Z")] // clocks go forward at midnight
    [InlineData("America/Havana", "2026-11-01T12:00:00Z", "2026-11-01", "2026-11-01T04:00:00Z", "2026-11-02T05:00:00Z")] // and back to it
    [InlineData("UTC", "2026-12-31T23:59:59Z", "2026-12-31", "2026-12-31T00:00:00Z", "2027-01-01T00:00:00Z")]
    public void Day_IsTheCompanysFromMidnightToMidnight(string zone, string now, string day, string begins, string ends)
    {
        var time = new FakeTimeProvider(DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture));
        var days = new CompanyDays(Options.Create(new CompanyOptions { TimeZone = zone }), time);

        var today = days.Today;

        Assert.Equal((day, At(begins), At(ends)), ($"{today.Date:yyyy-MM-dd}", today.Begins, today.Ends));
        time.SetUtcNow(today.Ends);
        Assert.Equal((today.Date.AddDays(1), today.Ends), (days.Today.Date, days.Today.Begins));
    }

    [Fact]
    public void NoZone_IsTheServers()
    {
        var time = new FakeTimeProvider();
        time.SetLocalTimeZone(TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo"));

        Assert.Equal("Asia/Tokyo", new CompanyDays(Options.Create(new CompanyOptions()), time).Zone);
    }

    [Fact]
    public void UnknownZone_IsNamed()
    {
        Assert.Contains("'Mars/Olympus'", new CompanyOptions { TimeZone = "Mars/Olympus" }.Problem);
        Assert.Null(new CompanyOptions().Problem);
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
