using Bunit;
using VoiceDock.Core.Calls.Quality;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Tests.Support;
using VoiceDock.Web.Calls.Detail;

namespace VoiceDock.Tests.Components.Calls;

/// <summary>The charts of a call's audio: drawn on one time axis, told in words.</summary>
[Trait("Kind", "Component")]
public sealed class QualityHistoryTests : ConsoleContext
{
    private static readonly DateTime Nine = new(2026, 11, 3, 9, 0, 0, DateTimeKind.Utc);
    private static readonly QualityPoint Clean = new(4.4f, 50, 0, 2);
    private static readonly QualityPoint Lossy = new(2.5f, 40, 10, 2);
    private static readonly QualityPoint Nothing = new(null, 0, 0, 0);

    [Fact]
    public void Chart_OfEqualSeconds_IsOneStrokeAndAStepWhereItChanges()
    {
        var loss = Chart("Loss", Clean, Clean, Lossy, Clean);

        // Four seconds on an axis of four: 20 % is the upper edge.
        Assert.Equal((20, "M0 97H500V3H750V97H1000"), (loss.Top, loss.Path));
        Assert.Equal("highest 20 %", loss.Worst);
        Assert.Equal("Loss: highest 20 % at 0:02, 0 % in the middle, 0 % last.", loss.Words);
    }

    [Fact]
    public void Chart_WhereNothingWasHeard_HasAGap()
    {
        Assert.Equal("M0 5.7H250M750 5.7H1000", Chart("MOS", Clean, Nothing, Nothing, Clean).Path);
        Assert.Equal(("", "MOS: no audio."), (Chart("MOS", Nothing, Nothing).Path, Chart("MOS", Nothing, Nothing).Words));
    }

    [Fact]
    public void History_OfATransferredCall_PutsTheLegsOnOneAxisAndMarksWhereItWasConnected()
    {
        var call = TestCalls.New(Nine).WithTransfer(TransferState.Connected, Nine.AddSeconds(6));
        LegQualitySeries[] legs =
        [
            new("caller", null, Nine, 1, [.. Enumerable.Repeat(Clean, 10)]),
            new("destination 1", call.Transfers[0].Id, Nine.AddSeconds(6), 1, [.. Enumerable.Repeat(Lossy, 4)]),
        ];

        var page = Render<QualityHistory>(p => p.Add(h => h.Call, call).Add(h => h.Series, legs));

        Assert.Equal(["From the caller", "From the destination Sales"], page.FindAll("h3").Select(h => h.TextContent.Trim()));
        Assert.Equal("0:06 connected with Sales", page.Find(".marks li").TextContent.Trim());
        Assert.All(page.FindAll("svg"), s => Assert.Equal("600", s.QuerySelector(".mark")!.GetAttribute("x1")));
        Assert.StartsWith("M600 ", page.FindAll(".value")[3].GetAttribute("d"), StringComparison.Ordinal);
        Assert.Equal(["0:00", "0:10"], page.FindAll(".axis span").Select(s => s.TextContent));
        Assert.All(page.FindAll("svg"), s => Assert.False(string.IsNullOrEmpty(s.GetAttribute("aria-label"))));
    }

    [Fact]
    public void History_WithoutMeasurements_SaysSo()
    {
        var page = Render<QualityHistory>(p => p.Add(h => h.Call, TestCalls.New(Nine)));

        Assert.Equal("Measured once a second from the answer on.", page.Find(".none").TextContent);
    }

    private static QualityChart Chart(string name, params QualityPoint[] points) =>
        QualityChart.Of(new LegQualitySeries("caller", null, Nine, 1, points), 0, points.Length).Single(c => c.Name == name);
}
