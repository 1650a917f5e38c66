using VoiceDock.Core.Calls;
using VoiceDock.Tests.Support;
using VoiceDock.Web.Calls.History;
using VoiceDock.Web.Shared;

namespace VoiceDock.Tests.Components.Calls;

[Trait("Kind", "Unit")]
public sealed class HistoryFilterTests
{
    private static readonly DateTime Nine = new(2026, 11, 3, 9, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData("")]
    [InlineData("?last=24h")]
    [InlineData("?from=2026-11-01T08:00Z&to=2026-11-02T08:30Z")]
    [InlineData("?q=%2B3161&trunk=0199c2f0-0000-7000-8000-000000000001&state=error&failed=1&page=3")]
    public void Address_ReadAndWritten_IsTheSame(string query) =>
        Assert.Equal(Uri.UnescapeDataString(query), Uri.UnescapeDataString(HistoryFilter.Read(query).ToQueryString()));

    [Theory]
    [InlineData("?last=yesterday&state=odd&trunk=7&page=-2&page=x&from=soon")]
    [InlineData("?page=0")]
    public void Address_Unreadable_MeansEverything(string query) => Assert.Equal(new HistoryFilter(), HistoryFilter.Read(query));

    [Fact]
    public void Query_OfASlidingRange_CountsFromNow()
    {
        var query = HistoryFilter.Read("?last=24h&page=2&state=error").ToQuery(Nine);

        Assert.Equal((Nine.AddHours(-24), null, HistoryFilter.PageSize), (query.From, query.To, query.Offset));
        Assert.Equal([CallState.EndedWithError, CallState.Failed], query.States!);
    }

    [Theory]
    [InlineData("+31612345678", "+31612345678")]
    [InlineData("=HYPERLINK(\"http://x\")", "\"'=HYPERLINK(\"\"http://x\"\")\"")]
    [InlineData("-1+2", "'-1+2")]
    [InlineData("@sum", "'@sum")]
    [InlineData("+not a number", "'+not a number")]
    [InlineData("Vries, Eva", "\"Vries, Eva\"")]
    [InlineData(null, "")]
    public void Csv_Cell_IsNeverAFormula(string? text, string cell) => Assert.Equal(cell, Csv.Cell(text));

    [Fact]
    public void Csv_Line_HasACellForEveryColumnAndTimesInUtc()
    {
        var call = TestCalls.New(Nine).WithBusy(Nine.AddSeconds(5)).Over(CallEndReasons.Caller, Nine.AddSeconds(65));

        var cells = CallCsv.Line(call).TrimEnd().Split(',');

        Assert.Equal(CallCsv.Header.TrimEnd().Split(',').Length, cells.Length);
        Assert.Equal(("2026-11-03T09:00:00.000Z", "65", "ended", "busy", "486"), (cells[2], cells[4], cells[11], cells[18], cells[19]));
    }
}
