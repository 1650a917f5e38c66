using VoiceDock.Core.Assistants;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Common;
using VoiceDock.Tests.Support;
using VoiceDock.Web.Calls;
using VoiceDock.Web.Calls.Live;

namespace VoiceDock.Tests.Components.Calls;

/// <summary>What the directory says of a destination at a moment.</summary>
[Trait("Kind", "Unit")]
public sealed class DestinationStateTests
{
    private static readonly DayOfWeek[] Working = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    // A Friday in winter: Amsterdam is an hour ahead.
    [Theory]
    [InlineData("2026-11-27T07:30Z", true, "closed, opens 09:00")]
    [InlineData("2026-11-27T08:00Z", false, "open until 17:30")]
    [InlineData("2026-11-27T16:29Z", false, "open until 17:30")]
    [InlineData("2026-11-27T16:30Z", true, "closed, opens Mon 09:00")]
    [InlineData("2026-11-29T12:00Z", true, "closed, opens Mon 09:00")]
    public void Hours_AtAMoment_SayWhatIsNext(string now, bool isClosed, string words)
    {
        var state = At(new BusinessHours("Europe/Amsterdam", Working.ToHashSet(), new TimeOnly(9, 0), new TimeOnly(17, 30)), now);

        Assert.Equal((isClosed, words), (state.IsClosed, state.Hours));
    }

    [Fact]
    public void Hours_OfOneDayAWeek_NameTheDateWhenItIsAWeekAhead()
    {
        var state = At(new BusinessHours("UTC", new HashSet<DayOfWeek> { DayOfWeek.Friday }, new TimeOnly(9, 0), new TimeOnly(10, 0)), "2026-11-27T10:00Z");

        Assert.Equal("closed, opens Fri 4 Dec 09:00", state.Hours);
    }

    [Fact]
    public void Hours_AbsentOrNeverEnding_SayNothingToWaitFor()
    {
        Assert.Equal((false, null), (At(null, "2026-11-27T10:00Z").IsClosed, At(null, "2026-11-27T10:00Z").Hours));
        Assert.Equal("always open", At(new BusinessHours("UTC", Enum.GetValues<DayOfWeek>().ToHashSet(), default, default), "2026-11-27T10:00Z").Hours);
    }

    [Fact]
    public void Taken_WhenAnotherCallerIsWithIt_NotByTheCallItself()
    {
        var call = TestCalls.New(DateTime.UtcNow).WithTransfer(TransferState.Connected, DateTime.UtcNow);
        var sales = Destination("201");

        Assert.True(DestinationState.Of(sales, null, null, Guid.NewGuid(), [call], null, default).IsTaken);
        Assert.False(DestinationState.Of(sales, null, null, call.Id, [call], null, default).IsTaken);
        Assert.False(DestinationState.Of(Destination("200"), null, null, Guid.NewGuid(), [call], null, default).IsTaken);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("desk fr", true)]
    [InlineData("FRONT", true)]
    [InlineData("612 34", true)]
    [InlineData("+31 6 1234 5678", true)]
    [InlineData("sales", false)]
    [InlineData("front 9", false)]
    public void Search_FindsByWordsOfTheNameOrDigitsOfTheNumber(string typed, bool finds) =>
        Assert.Equal(finds, DestinationSearch.Finds(Destination("+31612345678"), typed));

    [Fact]
    public void Outcome_OfATransfer_IsAWord()
    {
        var failed = TestCalls.New(DateTime.UtcNow).WithBusy(DateTime.UtcNow).Transfers[0];

        Assert.Equal("Busy", TransferWords.Outcome(failed));
        Assert.Equal("Cancelled", TransferWords.Outcome(failed with { State = TransferState.Cancelled, Reason = "cancelled" }));
        Assert.Equal("Answered", TransferWords.Outcome(failed with { State = TransferState.TakenBack, AnsweredAt = DateTime.UtcNow }));
    }

    private static DestinationState At(BusinessHours? hours, string now) =>
        DestinationState.Of(Destination("200") with { Hours = hours }, null, null, Guid.NewGuid(), [], null, DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture));

    private static TransferDestination Destination(string number) =>
        DialTarget.TryParse(number, out var target) ? new TransferDestination(target, "Front desk", null) : throw new ArgumentException(number);
}
