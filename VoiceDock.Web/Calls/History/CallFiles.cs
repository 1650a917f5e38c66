using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.History;
using VoiceDock.Core.Calls.Trace;

namespace VoiceDock.Web.Calls.History;

/// <summary>What the call pages hand out as files: the history as CSV, the SIP messages of a call as text, diagram or capture. For the signed-in person only.</summary>
public static class CallFiles
{
    // One export reads at most this many calls; who needs more narrows the time.
    private const int MostCalls = 100_000;
    private const int ReadAtOnce = 500;

    public static void MapCallFiles(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/history/export.csv", ExportAsync).RequireAuthorization().ExcludeFromDescription();
        routes.MapGet("/calls/{id:guid}/messages/{format}", MessagesAsync).RequireAuthorization().ExcludeFromDescription();
    }

    private static async Task ExportAsync(HttpContext http, CallHistory history, TimeProvider time)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var filter = HistoryFilter.Read(http.Request.QueryString.Value ?? "") with { Page = 1 };
        // Calls that arrive meanwhile would shift the pages.
        var query = filter.ToQuery(now, ReadAtOnce);
        query = query with { To = query.To ?? now };
        http.Response.ContentType = "text/csv; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"calls-{now:yyyyMMdd-HHmm}Z.csv\"";
        await http.Response.WriteAsync(CallCsv.Header, http.RequestAborted);
        for (var offset = 0; offset < MostCalls; offset += ReadAtOnce)
        {
            var page = await history.ListAsync(query with { Offset = offset }, http.RequestAborted);
            await http.Response.WriteAsync(string.Concat(page.Calls.Select(CallCsv.Line)), http.RequestAborted);
            if (page.Calls.Count < ReadAtOnce)
                break;
        }
    }

    private static async Task<IResult> MessagesAsync(Guid id, string format, CallDirectory calls, CallTraces traces, CancellationToken cancellation) =>
        await calls.FindAsync(id, cancellation) is { } call && await traces.FindAsync(id, cancellation) is { } trace
            ? LadderFormat.File(format, CallLadder.Of(call, trace)) ?? Results.NotFound()
            : Results.NotFound();
}
