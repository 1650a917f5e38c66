using System.Globalization;
using MudBlazor;
using VoiceDock.Core.Diagnostics;
using VoiceDock.Core.Diagnostics.Reports;
using VoiceDock.Web.Shared;

namespace VoiceDock.Web.Diagnostics;

/// <summary>What the doctor's checks and reports are called on screens, where the report's own words are too long or too few.</summary>
public static class DoctorWords
{
    public static readonly IReadOnlyList<(string Value, string Words)> Verdicts =
        [("problem", "Problem"), ("warning", "Warning"), ("ok", "All fine"), ("cancelled", "Stopped early")];

    /// <summary>What goes on while the check runs.</summary>
    public static string Doing(CheckName name) => name switch
    {
        CheckName.Config => "Reading the settings…",
        CheckName.Dns => "Asking DNS…",
        CheckName.Connect => "Connecting…",
        CheckName.Options => "Asking for a sign of life (OPTIONS)…",
        CheckName.Credentials => "Asking with user name and password; this changes nothing on the PBX…",
        CheckName.Register => "Looking at the registration…",
        CheckName.Nat => "Comparing the addresses both sides name…",
        CheckName.Media => "Looking at the audio…",
        CheckName.Offer => "Comparing codecs and encryption…",
        CheckName.Number => "Writing the number as this trunk dials it…",
        _ => "Putting the message together…",
    };

    public static string Status(CheckStatus status) => status switch
    {
        CheckStatus.Pending => "Waiting",
        CheckStatus.Running => "Running",
        CheckStatus.Ok => "Fine",
        CheckStatus.Warning => "Warning",
        CheckStatus.Problem => "Problem",
        _ => "Skipped",
    };

    public static Tone Tone(CheckStatus status) => status switch
    {
        CheckStatus.Running => Shared.Tone.Info,
        CheckStatus.Ok => Shared.Tone.Up,
        CheckStatus.Warning => Shared.Tone.Suspect,
        CheckStatus.Problem => Shared.Tone.Down,
        _ => Shared.Tone.Neutral,
    };

    public static string? Icon(CheckStatus status) => status switch
    {
        CheckStatus.Ok => Icons.Material.Outlined.Check,
        CheckStatus.Warning => Icons.Material.Outlined.PriorityHigh,
        CheckStatus.Problem => Icons.Material.Outlined.Close,
        CheckStatus.Skipped => Icons.Material.Outlined.Remove,
        _ => null,
    };

    public static string Mode(DoctorMode mode) => mode switch
    {
        DoctorMode.DryRun => "Dry run",
        DoctorMode.Ring => "Ring",
        DoctorMode.Tone => "Tone",
        DoctorMode.Nobody => "Call to nobody",
        _ => "Silent",
    };

    /// <summary>What kind of run it was, where that is more than the silent one: "Ring 200"; null for the silent one.</summary>
    public static string? Kind(DoctorReport report) =>
        report.Mode == DoctorMode.Silent ? null : report.Destination is null ? Mode(report.Mode) : $"{Mode(report.Mode)} {report.Destination}";

    /// <summary>How it ended, in a word or two.</summary>
    public static string Verdict(DoctorReport report) => report switch
    {
        { Status: ReportStatus.Running } => "Running",
        { Verdict: DoctorVerdict.Problem } => "Problem",
        { Verdict: DoctorVerdict.Warning } => "Warning",
        { Status: ReportStatus.Cancelled } => "Stopped early",
        _ => "All fine",
    };

    public static Tone Tone(DoctorReport report) => report switch
    {
        { Status: ReportStatus.Running } => Shared.Tone.Info,
        { Verdict: DoctorVerdict.Problem } => Shared.Tone.Down,
        { Verdict: DoctorVerdict.Warning } => Shared.Tone.Suspect,
        { Status: ReportStatus.Cancelled } => Shared.Tone.Neutral,
        _ => Shared.Tone.Up,
    };

    /// <summary>The sentence on top: the first cause, or what its absence means.</summary>
    public static string Headline(DoctorReport report) => report switch
    {
        { Status: ReportStatus.Running } => $"Examining {report.TrunkName}…",
        { Verdict: DoctorVerdict.Problem or DoctorVerdict.Warning, FirstCause.Cause: { } cause } => cause,
        { Status: ReportStatus.Cancelled } => "The run was stopped before its end. Nothing wrong was found until then.",
        { Mode: DoctorMode.Ring or DoctorMode.Tone } => "Everything works, the call included.",
        { Mode: DoctorMode.DryRun } => "The destination can be dialled with these settings; nothing was sent.",
        _ => "Everything that can be seen without a call is fine.",
    };

    /// <summary>"pbx.example.com:5060 over UDP".</summary>
    public static string Address(DoctorReport report)
    {
        var parts = report.Address.Split(' ', 2);
        return parts.Length == 2 ? $"{parts[1]} over {parts[0].ToUpperInvariant()}" : report.Address;
    }

    public static string Took(int milliseconds) => milliseconds switch
    {
        < 1 => "< 1 ms",
        < 1000 => string.Create(CultureInfo.InvariantCulture, $"{milliseconds} ms"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 1000.0:0.0} s"),
    };

    /// <summary>How long the whole run took; null while it runs.</summary>
    public static string? Took(DoctorReport report) =>
        report.FinishedAt is { } end ? Took((int)Math.Max(0, (end - report.CreatedAt).TotalMilliseconds)) : null;

    /// <summary>
    /// A check the kind of run does not have: over without having run, or about a destination where none is given. What a stopped run did not come
    /// to is none of these; it is told where it would have stood.
    /// </summary>
    public static bool IsOutside(DoctorReport report, Check check) =>
        (report.Destination is null && check.Name is CheckName.Number or CheckName.Transfer)
        || (report.Status != ReportStatus.Cancelled && check is { Status: CheckStatus.Skipped, TookMs: null });

    /// <summary>For ears: what a check that is over has found.</summary>
    public static string Said(Check check) => $"{ReportWords.Of(check.Name)}: {Status(check.Status).ToLowerInvariant()}. {check.Cause}";
}
