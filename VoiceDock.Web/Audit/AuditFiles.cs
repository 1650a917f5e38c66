using VoiceDock.Core.Access;
using VoiceDock.Core.Audit;
using VoiceDock.Web.Shared;

namespace VoiceDock.Web.Audit;

/// <summary>The audit log as a file, for a signed-in administrator. That it was taken is an entry of its own.</summary>
public static class AuditFiles
{
    public static void MapAuditFiles(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/settings/audit/export.csv", ExportAsync).RequireAuthorization(RoleNames.Admin).ExcludeFromDescription();

    private static async Task ExportAsync(HttpContext http, AuditBook book, TimeProvider time)
    {
        var filter = AuditFilter.Read(http.Request.QueryString.Value ?? "");
        var actor = http.User.ToActor();
        var taken = await book.ExportAsync(filter.ToQuery(), actor, http.RequestAborted);
        if (!taken.IsOk)
        {
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        http.Response.ContentType = "text/csv; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"audit-{time.GetUtcNow():yyyyMMdd-HHmm}Z.csv\"";
        await http.Response.WriteAsync(AuditCsv.Header, http.RequestAborted);
        await foreach (var entries in taken.Value.WithCancellation(http.RequestAborted))
            await http.Response.WriteAsync(string.Concat(entries.Select(AuditCsv.Line)), http.RequestAborted);
    }
}
