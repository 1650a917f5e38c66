using System.Globalization;
using VoiceDock.Core.Common;
using VoiceDock.Core.Diagnostics.Checks;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Diagnostics.Reports;

/// <summary>A report as plain text that a person can send to whoever runs the PBX. English, UTC, at most 100 columns; holds no secret, as the report holds none.</summary>
public static class ReportText
{
    private const int HeadColumn = 16, CheckIndent = 3, CheckColumn = 13;

    /// <summary>Also of a run that is not over: with what it has found so far.</summary>
    public static string Write(DoctorReport report)
    {
        var page = new TextPage();
        page.Heading($"Examination of {(report.TrunkId is null ? "" : "the SIP trunk ")}{report.TrunkName}", '=');
        Head(page, report);
        Cause(page, report.FirstCause);
        page.Heading("Checks", '-');
        foreach (var (check, place) in report.Checks.Where(c => c.Status != CheckStatus.Skipped).Select((c, i) => (c, i + 1)))
            Show(page, check, place);
        NotChecked(page, report.Checks);
        Preview(page, report.RequestPreview);
        return page.ToString();
    }

    private static void Head(TextPage page, DoctorReport report)
    {
        page.Entry("Trunk", $"{report.TrunkName} ({TrunkPresets.For(report.Preset).Title})", HeadColumn);
        page.Entry("Address", report.Address, HeadColumn);
        foreach (var (label, text) in OurSide.Of(report)) page.Entry(label, text, HeadColumn);
        page.Entry("Examined", When(report), HeadColumn);
        page.Entry("Kind", ReportWords.Of(report.Mode), HeadColumn);
        page.Entry("Destination", report.Destination, HeadColumn);
        page.Entry("Verdict", ReportWords.Verdict(report), HeadColumn);
        page.Entry("Report", $"{report.Id}, by VoiceDock", HeadColumn);
    }

    private static string When(DoctorReport report)
    {
        var took = report.FinishedAt is { } end ? $", took {CheckText.Of(end - report.CreatedAt)}" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{report.CreatedAt:yyyy-MM-dd HH:mm:ss} UTC{took}");
    }

    private static void Cause(TextPage page, Check? check)
    {
        if (check is null) return;
        page.Heading(check.Status is CheckStatus.Ok ? "Good to know" : "What is the matter", '-');
        page.Say($"{check.Cause}{(check.Rule is { } rule ? $" ({rule})" : "")}");
        if (check.Fix is { } fix) page.Say($"To change{Where(check)}: {fix}");
    }

    private static void Show(TextPage page, Check check, int place)
    {
        page.Blank();
        var took = check.TookMs is { } ms ? $", {CheckText.Of(TimeSpan.FromMilliseconds(ms))}" : "";
        page.Say($"{place}. {ReportWords.Of(check.Name)} ({WireName.Of(check.Name)}): {ReportWords.Of(check.Status)}{took}");
        page.Entry("Sent", check.Sent, CheckColumn, CheckIndent);
        page.Entry("Received", check.Received, CheckColumn, CheckIndent);
        page.Entry("Means", check.Cause, CheckColumn, CheckIndent);
        page.Entry("Change", check.Fix, CheckColumn, CheckIndent);
        page.Entry("Where", check.Side is { } side ? ReportWords.Of(side) : null, CheckColumn, CheckIndent);
        page.Entry("Rule", check.Rule, CheckColumn, CheckIndent);
        var label = "Found";
        foreach (var fact in check.Facts)
        {
            page.Entry(label, $"- {fact}", CheckColumn, CheckIndent);
            label = "";
        }
    }

    private static string Where(Check check) => check.Side is { } side ? $" {ReportWords.Of(side)}" : "";

    private static void NotChecked(TextPage page, IReadOnlyList<Check> checks)
    {
        var skipped = checks.Where(c => c.Status == CheckStatus.Skipped).GroupBy(c => c.Cause).ToList();
        if (skipped.Count == 0) return;
        page.Heading("Not checked", '-');
        foreach (var why in skipped)
            page.Say($"{string.Join(", ", why.Select(c => ReportWords.Of(c.Name)))}{(why.Key is null ? "" : $": {why.Key}")}");
    }

    private static void Preview(TextPage page, string? request)
    {
        if (string.IsNullOrWhiteSpace(request)) return;
        page.Heading("What a transfer to the destination would send", '-');
        foreach (var line in request.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n')) page.Say(line, CheckIndent);
    }
}
