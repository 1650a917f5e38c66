using VoiceDock.Core.Assistants;
using VoiceDock.Web.Assistants.Destinations;

namespace VoiceDock.Tests.Components.Assistants;

[Trait("Kind", "Unit")]
public sealed class DestinationWordsTests
{
    [Fact]
    public void Summary_SaysInWordsWhatIsSet() => Assert.Equal(
        "Rings 20 s, then 201, +31 6 12345678 · Mon–Fri 09:00–17:30 Amsterdam, closed: 300 · sends ,12# · whispers · asks for 1",
        DestinationWords.Summary(new DestinationInput
        {
            RingSeconds = 20,
            Next = [new NextInput { Number = "201" }, new NextInput { Number = "+31612345678", RingSeconds = 9 }, new NextInput()],
            Hours = Hours("09:00", "17:30", "Europe/Amsterdam", HoursInput.Week.Take(5)),
            Else = "300",
            Digits = ",12#",
            Whisper = "Call from {caller}",
            AcceptKey = true,
        }));

    [Fact]
    public void Summary_NothingSet_IsNothing()
    {
        Assert.Null(DestinationWords.Summary(new DestinationInput { Number = "200", Description = "Sales", AcceptKey = false }));
        Assert.Equal("Then 201", DestinationWords.Summary(new DestinationInput { Next = [new NextInput { Number = "201" }] }));
    }

    [Theory]
    [InlineData("Monday Wednesday Thursday Friday Sunday", "Mon, Wed–Fri, Sun 09:00–17:00 New York")]
    [InlineData("Saturday Sunday", "Sat, Sun 09:00–17:00 New York")]
    [InlineData("", "no day 09:00–17:00 New York")]
    public void Hours_DaysThatFollowEachOtherAreARun(string days, string words) => Assert.Equal(
        words, DestinationWords.Hours(Hours("09:00", "17:00", "America/New_York", days.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<DayOfWeek>))));

    [Theory]
    [InlineData("00:00", "00:00", "every day all day UTC", "Open for 24 hours from then.")]
    [InlineData("08:00", "08:00", "every day from 08:00 for 24 h UTC", "Open for 24 hours from then.")]
    [InlineData("22:00", "02:00", "every day 22:00–02:00 UTC", "Open past midnight, to 02:00 of the day after.")]
    [InlineData("09:00", "17:00", "every day 09:00–17:00 UTC", null)]
    [InlineData(null, "17:00", "every day ?–17:00 UTC", null)]
    public void Hours_PastMidnight_IsSaid(string? from, string? to, string words, string? help)
    {
        var hours = Hours(from, to, "UTC", HoursInput.Week);

        Assert.Equal(words, DestinationWords.Hours(hours));
        Assert.Equal(help, DestinationWords.TimesHelp(hours));
    }

    private static HoursInput Hours(string? from, string? to, string zone, IEnumerable<DayOfWeek> days) => new() { From = from, To = to, Zone = zone, Days = [.. days] };
}
