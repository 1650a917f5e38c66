using System.Web;
using Microsoft.AspNetCore.WebUtilities;
using VoiceDock.Core.Diagnostics;

namespace VoiceDock.Web.Diagnostics;

/// <summary>Which reports are listed; it is the address of the page. What an address says wrongly is left out.</summary>
/// <param name="Of">A trunk's id, <see cref="Unsaved"/>, or null for all.</param>
/// <param name="Verdict">One of <see cref="DoctorWords.Verdicts"/>, or null for all.</param>
public sealed record ReportFilter(string? Of = null, string? Verdict = null)
{
    /// <summary>Addresses and forms that were not saved, and trunks that are gone.</summary>
    public const string Unsaved = "none";

    public Guid? TrunkId => Guid.TryParse(Of, out var id) ? id : null;

    public bool IsNarrow => Of is not null || Verdict is not null;

    public static ReportFilter Read(string query)
    {
        var values = HttpUtility.ParseQueryString(query);
        var of = values["trunk"] is { } text && (text == Unsaved || Guid.TryParse(text, out _)) ? text : null;
        return new ReportFilter(of, DoctorWords.Verdicts.Select(v => v.Value).FirstOrDefault(v => v == values["verdict"]));
    }

    public string ToQueryString() =>
        QueryHelpers.AddQueryString("", new Dictionary<string, string?> { ["trunk"] = Of, ["verdict"] = Verdict }.Where(v => v.Value is not null));

    public bool Admits(DoctorReport report) => AdmitsSubject(report) && Verdict switch
    {
        null => true,
        "cancelled" => report.Status == ReportStatus.Cancelled,
        "problem" => report.Verdict == DoctorVerdict.Problem,
        "warning" => report.Verdict == DoctorVerdict.Warning,
        _ => report is { Status: ReportStatus.Done, Verdict: DoctorVerdict.Ok },
    };

    private bool AdmitsSubject(DoctorReport report) => Of is null || (Of == Unsaved ? report.TrunkId is null : report.TrunkId == TrunkId);
}
