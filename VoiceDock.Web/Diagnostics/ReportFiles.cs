using System.Text;
using VoiceDock.Core.Diagnostics;
using VoiceDock.Core.Diagnostics.Reports;

namespace VoiceDock.Web.Diagnostics;

/// <summary>A report as a text file, to hand to whoever runs the PBX. For the signed-in person only.</summary>
public static class ReportFiles
{
    public static string PathOf(Guid reportId) => $"/diagnostics/{reportId}/report.txt";

    public static void MapReportFiles(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/diagnostics/{id:guid}/report.txt", ReadAsync).RequireAuthorization().ExcludeFromDescription();

    private static async Task<IResult> ReadAsync(Guid id, Doctor doctor, HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-store";
        return await doctor.FindAsync(id, http.RequestAborted) is { } report
            ? Results.File(Encoding.UTF8.GetBytes(ReportText.Write(report)), "text/plain; charset=utf-8", $"trunk-report-{report.CreatedAt:yyyyMMdd-HHmmss}Z.txt")
            : Results.NotFound();
    }
}
