using VoiceDock.Core.Diagnostics;
using VoiceDock.Core.Numbers;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Web.Overview;


/// <summary>The way from an empty console to the first call, read from what is stored. Pure.</summary>
public static class Checklist
{
    /// <param name="reports">What the doctor has found, newest first.</param>
    /// <param name="hasCalls">Whether a call has ever arrived.</param>
    /// <param name="hasConnected">Whether a transfer was ever answered, which proves a trunk better than a check.</param>
    /// <param name="sipAddress">Where providers reach us, if known.</param>
    public static IReadOnlyList<ChecklistStep> Of(
        IReadOnlyList<Trunk> trunks, IReadOnlyList<DoctorReport> reports, IReadOnlyList<Number> numbers, bool hasCalls, bool hasConnected, string? sipAddress)
    {
        var ready = numbers.Any(IsReady);
        return
        [
            new("Add a trunk", "The address of your phone system, and the user and password it gave VoiceDock.", "/trunks/new", "Add trunk", trunks.Count > 0),
            new("Run the doctor", Found(trunks, reports) ?? "It asks your phone system step by step, and says what to change where. Nothing rings.",
                trunks.Count == 1 ? $"/trunks/{trunks[0].Id}" : "/diagnostics", "Run the doctor", hasConnected || reports.Any(IsPassed)),
            new("Register a number", ready || numbers.Count == 0 ? "The number people call, the assistant that answers it, the trunk it transfers over." : Missing(numbers),
                "/numbers", numbers.Count == 0 ? "Register number" : "Open numbers", ready),
            new("Take a call", sipAddress is null ? "Point your provider at this server and call the number." : $"Point your provider at {sipAddress} and call the number.",
                "/calls", "Watch live calls", hasCalls),
        ];
    }

    private static bool IsReady(Number number) => number is { IsActive: true, Assistant.IsActive: true, TransferTrunk.IsActive: true };

    // Of a saved trunk, to its end, with nothing that keeps calls from working.
    private static bool IsPassed(DoctorReport report) =>
        report is { TrunkId: not null, Status: ReportStatus.Done, Mode: not DoctorMode.DryRun, Verdict: DoctorVerdict.Ok or DoctorVerdict.Warning };

    private static string? Found(IReadOnlyList<Trunk> trunks, IReadOnlyList<DoctorReport> reports) =>
        reports.FirstOrDefault(r => r.Verdict == DoctorVerdict.Problem && trunks.Any(t => t.Id == r.TrunkId)) is { FirstCause.Cause: { } cause } report
            ? $"{report.TrunkName}: {cause}"
            : null;

    private static string Missing(IReadOnlyList<Number> numbers)
    {
        var number = numbers[0];
        var what = number switch
        {
            { IsActive: false } => "is switched off",
            { Assistant: null } => "has no assistant",
            { Assistant.IsActive: false } => "has an assistant that is switched off",
            { TransferTrunk: null } => "has no transfer trunk",
            _ => "has a transfer trunk that is switched off",
        };
        return $"{number.Label} {what}.";
    }
}
