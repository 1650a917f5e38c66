using AngleSharp.Dom;
using Bunit;
using VoiceDock.Core.Common;
using VoiceDock.Core.Diagnostics;
using VoiceDock.Core.Diagnostics.Probes;
using VoiceDock.Core.Trunks;
using VoiceDock.Tests.Core.Trunks;
using VoiceDock.Web.Diagnostics;

namespace VoiceDock.Tests.Components.Diagnostics;

/// <summary>A report on the screen while it runs and after: the real doctor, a played PBX.</summary>
[Trait("Kind", "Component")]
public sealed class LiveReportTests : RoomsContext
{
    [Fact]
    public async Task Run_ShowsEachCheckAsItComes_AndTellsItPolitely()
    {
        Pbx.Hold();
        var report = await BeginAsync(await MakeTrunkAsync());
        var live = Open(report.Id);

        live.WaitForAssertion(() => Assert.Equal("step", Row(live, "options").GetAttribute("aria-current")));
        Assert.Equal("false", Row(live, "config").QuerySelector("button")?.GetAttribute("aria-expanded"));
        Assert.Null(Row(live, "credentials").QuerySelector("button"));
        Assert.Contains("Waiting", Row(live, "credentials").TextContent, StringComparison.Ordinal);
        Assert.Contains("Running", live.Find(".verdict").TextContent, StringComparison.Ordinal);

        Pbx.Answer();

        live.WaitForAssertion(() => Assert.Contains("All fine", live.Find(".verdict").TextContent, StringComparison.Ordinal));
        var status = live.FindAll("[role=status][aria-live=polite]").Single();
        Assert.Contains("Everything that can be seen without a call is fine.", status.TextContent, StringComparison.Ordinal);
        Assert.All(live.FindAll(".exam button"), b => Assert.Equal("false", b.GetAttribute("aria-expanded")));
    }

    [Fact]
    public async Task Problem_IsOpen_WithWhatWasSentCameBackMeansAndIsToBeChanged()
    {
        Pbx.Auth = ProbeAuth.Refused;
        var live = Open((await ExamineAsync(await MakeTrunkAsync())).Id);

        live.WaitForAssertion(() => Assert.Contains("Problem", live.Find(".verdict").TextContent, StringComparison.Ordinal));
        var row = Row(live, "credentials");
        Assert.Equal("true", row.QuerySelector("button")?.GetAttribute("aria-expanded"));
        foreach (var said in new[] { "REGISTER", "401 Unauthorized", "refuses our answer", "What to change in VoiceDock", "Rule R08" })
            Assert.Contains(said, row.TextContent, StringComparison.Ordinal);
        Assert.Contains("What to change in VoiceDock", live.Find(".verdict").TextContent, StringComparison.Ordinal);

        row.QuerySelector("button")!.Click();
        Assert.Equal("false", Row(live, "credentials").QuerySelector("button")?.GetAttribute("aria-expanded"));
    }

    [Fact]
    public async Task OldReport_IsNotReadOut()
    {
        var live = Open((await ExamineAsync(await MakeTrunkAsync())).Id);

        live.WaitForAssertion(() => Assert.NotEmpty(live.FindAll(".verdict")));
        Assert.Equal("", live.FindAll("[role=status][aria-live=polite]").Single().TextContent);
    }

    [Fact]
    public async Task Stop_EndsTheRun_AndKeepsWhatWasFound()
    {
        Pbx.Hold();
        var report = await BeginAsync(await MakeTrunkAsync());
        var live = Open(report.Id);
        live.WaitForAssertion(() => Assert.Equal("step", Row(live, "options").GetAttribute("aria-current")));

        live.FindAll("button").Single(b => b.TextContent == "Stop").Click();

        live.WaitForAssertion(() => Assert.Contains("Stopped early", live.Find(".verdict").TextContent, StringComparison.Ordinal));
        Assert.Contains("The run ended before this check.", Row(live, "nat").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(live.FindAll("button"), b => b.TextContent == "Stop");
    }

    [Fact]
    public async Task UnknownReport_AndThatOfAnotherTrunk_AreSaidToBeMissing()
    {
        var report = await ExamineAsync(await MakeTrunkAsync());

        var none = Open(Guid.CreateVersion7());
        none.WaitForAssertion(() => Assert.Contains("There is no such report", none.Markup, StringComparison.Ordinal));
        var foreign = Render<LiveReport>(p => p.Add(r => r.ReportId, report.Id).Add(r => r.OfTrunk, Guid.CreateVersion7()));
        foreign.WaitForAssertion(() => Assert.Contains("There is no such report", foreign.Markup, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData(ProbeAuth.Answered, false)]
    public async Task CallToNobody_IsOffered_WhereThePasswordCouldNotBeProven(ProbeAuth? auth, bool offered)
    {
        Pbx.Auth = auth;
        var trunk = await MakeTrunkAsync();

        var report = await ExamineAsync(trunk);

        Assert.Equal(offered, NobodyOffer.Fits(report, trunk));
        Assert.False(NobodyOffer.Fits(report, null));
    }

    private IRenderedComponent<LiveReport> Open(Guid id) => Render<LiveReport>(p => p.Add(r => r.ReportId, id));

    private static IElement Row(IRenderedComponent<LiveReport> live, string check) => live.Find($"[data-check={check}]");

    private async Task<DoctorReport> BeginAsync(Trunk trunk)
    {
        var begun = await Doctor.StartAsync(new DoctorOrder(Subjects.Of(trunk), TrunkSamples.Ann));
        return begun.IsOk ? begun.Value : throw new InvalidOperationException(begun.Error.Message);
    }

    private async Task<DoctorReport> ExamineAsync(Trunk trunk)
    {
        var begun = await BeginAsync(trunk);
        await Doctor.WaitAsync(begun.Id, Xunit.TestContext.Current.CancellationToken);
        return (await Doctor.FindAsync(begun.Id, Xunit.TestContext.Current.CancellationToken))!;
    }
}
