using System.Collections.Immutable;
using VoiceDock.Core.Diagnostics.Checks;

namespace VoiceDock.Core.Diagnostics;

/// <summary>Runs the checks of one order one after another and tells each step.</summary>
/// <param name="checks">In the order they run.</param>
/// <param name="told">Gets every new state of the report; must be quick.</param>
internal sealed class DoctorRun(DoctorReport report, Examination exam, IReadOnlyList<ICheck> checks, TimeProvider time, Action<DoctorReport> told)
{
    private DoctorReport _report = report;

    public DoctorReport Report => Volatile.Read(ref _report);

    /// <summary>Ends with the report done, or cancelled when <paramref name="ct"/> is.</summary>
    public async Task<DoctorReport> RunAsync(CancellationToken ct)
    {
        try
        {
            foreach (var check in checks)
            {
                ct.ThrowIfCancellationRequested();
                if (Find(check.Name).Status == CheckStatus.Pending)
                    await RunAsync(check, ct);
            }

            return Finish(ReportStatus.Done);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return Finish(ReportStatus.Cancelled);
        }
    }

    /// <summary>Ends the report of a run that failed by a fault of ours.</summary>
    public DoctorReport Fail() => Finish(ReportStatus.Cancelled);

    private async Task RunAsync(ICheck check, CancellationToken ct)
    {
        Show(Find(check.Name) with { Status = CheckStatus.Running });
        var begun = time.GetTimestamp();
        var finding = await check.RunAsync(exam, ct);
        foreach (var (name, amended) in exam.TakeAmended())
            Show(Applied(Find(name), amended));
        Show(Applied(Find(check.Name), finding) with { TookMs = (int)time.GetElapsedTime(begun).TotalMilliseconds });
    }

    private Check Find(CheckName name) => _report.Checks.First(c => c.Name == name);

    private static Check Applied(Check check, Finding finding) => check with
    {
        Status = finding.Status,
        Sent = finding.Sent ?? check.Sent,
        Received = finding.Received ?? check.Received,
        Cause = finding.Cause,
        Fix = finding.Fix,
        Side = finding.Side,
        Rule = finding.Rule,
        Facts = finding.Facts.Count > 0 ? finding.Facts : check.Facts,
    };

    private void Show(Check check) => Show(_report with
    {
        Checks = [.. _report.Checks.Select(c => c.Name == check.Name ? check : c)],
        RequestPreview = exam.RequestPreview,
    });

    private void Show(DoctorReport next)
    {
        Volatile.Write(ref _report, next);
        told(next);
    }

    // A check that was under way says nothing: what it would have found is not known.
    private DoctorReport Finish(ReportStatus status)
    {
        ImmutableArray<Check> ended = [.. _report.Checks.Select(c => c.IsOver ? c : c with { Status = CheckStatus.Skipped, Cause = "The run ended before this check." })];
        Show(_report with { Checks = ended, Status = status, Verdict = VerdictOf(ended), FinishedAt = time.GetUtcNow().UtcDateTime });
        return _report;
    }

    private static DoctorVerdict VerdictOf(IEnumerable<Check> checks)
    {
        var all = checks.Select(c => c.Status).ToHashSet();
        return all.Contains(CheckStatus.Problem) ? DoctorVerdict.Problem : all.Contains(CheckStatus.Warning) ? DoctorVerdict.Warning : DoctorVerdict.Ok;
    }
}
