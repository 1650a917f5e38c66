using System.Globalization;
using VoiceDock.Core.Assistants;

namespace VoiceDock.Tests.Core.Assistants;

[Trait("Kind", "Unit")]
public sealed class BusinessHoursTests
{
    private static readonly DayOfWeek[] Week = [.. HoursInput.Week];

    [Theory]
    [InlineData("Mon-Fri 09:00-17:30", "2026-01-12T08:59:59+01:00", false, "2026-01-12T09:00+01:00")]
    [InlineData("Mon-Fri 09:00-17:30", "2026-01-12T08:00:00Z", true, "2026-01-12T17:30+01:00")]
    [InlineData("Mon-Fri 09:00-17:30", "2026-01-16T17:30:00+01:00", false, "2026-01-19T09:00+01:00")]
    [InlineData("Fri-Fri 22:00-02:00", "2026-01-17T01:59:59+01:00", true, "2026-01-17T02:00+01:00")]
    [InlineData("Fri-Fri 22:00-02:00", "2026-01-16T01:00:00+01:00", false, "2026-01-16T22:00+01:00")]
    [InlineData("Sat-Sat 09:00-09:00", "2026-01-18T08:59:00+01:00", true, "2026-01-18T09:00+01:00")]
    [InlineData("Mon-Sun 00:00-00:00", "2026-01-18T08:59:00+01:00", true, null)]
    [InlineData("Mon-Sun 08:00-08:00", "2026-01-18T07:59:00+01:00", true, null)]
    [InlineData("Mon-Tue 00:00-00:00", "2026-01-13T00:00:00+01:00", true, "2026-01-14T00:00+01:00")]
    // the night of 29 March 2026 has no 02:xx, the one of 25 October has it twice
    [InlineData("Mon-Sun 02:30-08:00", "2026-03-29T01:59:00+01:00", false, "2026-03-29T03:00+02:00")]
    [InlineData("Sun-Sun 02:10-02:50", "2026-03-29T00:00:00+01:00", false, "2026-04-05T02:10+02:00")]
    [InlineData("Mon-Sun 22:00-02:00", "2026-10-24T23:00:00+02:00", true, "2026-10-25T02:00+02:00")]
    [InlineData("Sun-Sun 02:00-03:00", "2026-10-25T02:00:00+02:00", true, "2026-10-25T03:00+01:00")]
    [InlineData("Sun-Sun 01:30-02:30", "2026-10-25T02:30:00+02:00", false, "2026-10-25T02:00+01:00")]
    public void Amsterdam_OpensAndClosesByItsClock(string hours, string at, bool isOpen, string? next)
    {
        var read = Hours("Europe/Amsterdam", hours);

        Assert.Equal(isOpen, read.IsOpen(Time(at)));
        Assert.Equal(next is null ? null : Time(next), read.NextChange(Time(at)));
    }

    [Theory]
    [InlineData("Europe/Amsterdam", "2026-03-29T01:00Z", 1, 2)]
    [InlineData("Europe/Amsterdam", "2026-10-25T01:00Z", 2, 1)]
    [InlineData("America/New_York", "2026-03-08T07:00Z", -5, -4)]
    [InlineData("America/New_York", "2026-11-01T06:00Z", -4, -5)]
    public void AnyHours_AroundAChangeOfTheClock_AgreeWithTheClockMinuteByMinute(string zone, string change, int before, int after)
    {
        var random = new Random(2026);
        var turn = Time(change);
        var start = turn.AddDays(-3);
        for (var round = 0; round < 60; round++)
        {
            var hours = Any(random, zone);
            var minutes = OpenMinutes(hours, DateOnly.FromDateTime(start.DateTime).AddDays(-3), 28);
            var states = Enumerable.Range(0, 20 * 1440).Select(m => minutes.Contains(Local(start.AddMinutes(m)))).ToArray();

            var wrong = Enumerable.Range(0, 6 * 1440).Where(m => states[m] != hours.IsOpen(start.AddMinutes(m))).Select(m => $"{hours} {string.Join(' ', hours.Days)} at {start.AddMinutes(m):u}");
            Assert.Empty(wrong);
            for (var sample = 0; sample < 40; sample++)
            {
                var m = random.Next(6 * 1440);
                var next = Array.FindIndex(states, m + 1, s => s != states[m]);
                Assert.Equal(next < 0 ? null : start.AddMinutes(next), hours.NextChange(start.AddMinutes(m)));
            }
        }

        DateTime Local(DateTimeOffset at) => at.UtcDateTime.AddHours(at < turn ? before : after);
    }

    [Fact]
    public void NextChange_InsideAMinute_IsTheEdgeItself() =>
        Assert.Equal(Time("2026-01-12T09:00+01:00"), Hours("Europe/Amsterdam", "Mon-Fri 09:00-17:30").NextChange(Time("2026-01-12T08:59:30.5+01:00")));

    [Fact]
    public void ZoneThatSkipsAWholeDay_HasNoHoursThen() // Samoa had no 30 December 2011
    {
        var friday = Hours("Pacific/Apia", "Fri-Fri 09:00-17:00");

        Assert.Equal(Time("2012-01-06T09:00+14:00"), friday.NextChange(Time("2011-12-29T12:00-10:00")));
    }

    [Fact]
    public void UnknownZone_CountsAsOpen()
    {
        var hours = Hours("Mars/Olympus", "Mon-Mon 09:00-10:00");

        Assert.True(hours.IsOpen(Time("2026-01-18T00:00Z")));
        Assert.Null(hours.NextChange(Time("2026-01-18T00:00Z")));
    }

    [Theory]
    [InlineData("Europe/Amsterdam", true)]
    [InlineData("US/Eastern", true)]
    [InlineData("UTC", true)]
    [InlineData("Etc/GMT+5", true)]
    [InlineData("W. Europe Standard Time", false)]
    [InlineData("CEST", false)]
    [InlineData("+01:00", false)]
    [InlineData("/etc/localtime", false)]
    [InlineData("../../etc/passwd", false)]
    [InlineData("right/Europe/Amsterdam", false)]
    [InlineData("Europe", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Zone_IsKnownByItsIanaName(string? name, bool isKnown) => Assert.Equal(isKnown, ZoneNames.IsKnown(name));

    [Theory]
    [InlineData("amsterdam", "Europe/Amsterdam")]
    [InlineData(" New York ", "America/New_York")]
    [InlineData("Atlantis", null)]
    public void Town_FindsItsZone(string typed, string? zone) => Assert.Equal(zone, ZoneNames.OfTown(typed));

    // every local minute of every opening, counted without any zone
    private static HashSet<DateTime> OpenMinutes(BusinessHours hours, DateOnly first, int days)
    {
        HashSet<DateTime> minutes = [];
        foreach (var date in Enumerable.Range(0, days).Select(first.AddDays).Where(d => hours.Days.Contains(d.DayOfWeek)))
        {
            var end = (hours.To > hours.From ? date : date.AddDays(1)).ToDateTime(hours.To);
            for (var minute = date.ToDateTime(hours.From); minute < end; minute = minute.AddMinutes(1)) minutes.Add(minute);
        }

        return minutes;
    }

    // many of them begin or end in the hours around the change
    private static BusinessHours Any(Random random, string zone) => new(
        zone, Week.Where(_ => random.Next(3) > 0).Append(DayOfWeek.Sunday).ToHashSet(),
        new TimeOnly(random.Next(random.Next(2) == 0 ? 5 : 24), random.Next(60)), new TimeOnly(random.Next(random.Next(2) == 0 ? 5 : 24), random.Next(60)));

    // "Mon-Fri 09:00-17:30"
    private static BusinessHours Hours(string zone, string words)
    {
        string[] names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
        var times = words[8..].Split('-').Select(t => TimeOnly.ParseExact(t, "HH:mm", CultureInfo.InvariantCulture)).ToArray();
        return new(zone, Week[Array.IndexOf(names, words[..3])..(Array.IndexOf(names, words[4..7]) + 1)].ToHashSet(), times[0], times[1]);
    }

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
