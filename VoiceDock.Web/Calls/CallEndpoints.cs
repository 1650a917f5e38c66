using VoiceDock.Core.Access;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.History;
using VoiceDock.Core.Calls.Trace;
using VoiceDock.Web.Api;
using VoiceDock.Web.Calls.Events;
using VoiceDock.Web.Calls.Outbound;

namespace VoiceDock.Web.Calls;

/// <summary><c>/calls</c>.</summary>
public static class CallEndpoints
{
    public static void MapCalls(this RouteGroupBuilder api)
    {
        var calls = api.MapGroup("/calls").WithTags("Calls");
        calls.MapGet("/", ListAsync).Needs(ApiScopes.CallsRead).Queries(
                ("limit", "1-1000, default 100; more is clamped."),
                ("offset", "Calls to skip, default 0."),
                ("status", "Only calls with this status."),
                ("start_date", "Only calls that arrived at or after this ISO 8601 date or time (UTC)."),
                ("end_date", "Only calls that arrived before this time, or until the end of this date (UTC)."))
            .Gives<CallListAnswer>().Named("ListCalls", "List calls, newest first");
        calls.MapGet("/events", (HttpContext http, CallStream stream) => stream.RunAsync(http)).Needs(ApiScopes.CallsRead)
            .Queries(("call_id", "Only the events of this call."))
            .Streams().Named("StreamCallEvents", "Follow calls and transfers as server-sent events; Last-Event-ID goes on where a stream broke off");
        calls.MapOutbound();
        calls.MapGet("/{id}", GetAsync).Needs(ApiScopes.CallsRead).Gives<CallDto>().Named("GetCall", "Read a call");
        calls.MapGet("/{id}/transfers", TransfersAsync).Needs(ApiScopes.CallsRead).Gives<TransferListAnswer>().Named("ListTransfers", "List a call's transfers, oldest first");
        calls.MapGet("/{id}/quality", QualityAsync).Needs(ApiScopes.CallsRead).Gives<CallQualityAnswer>()
            .Named("GetCallQuality", "Read how the audio of every leg of a call did over time: MOS, loss and jitter each second, also while it runs");
        calls.MapGet("/{id}/sip-trace", TraceAsync).Needs(ApiScopes.DiagnosticsRun)
            .Queries(("format", "json (absent: this), text, mermaid (a sequence diagram), or pcap (a capture file, rebuilt from the masked messages)."))
            .Gives<SipTraceAnswer>().Named("GetSipTrace", "Read the SIP messages of every leg of a call, secrets masked, also while it runs");
        calls.MapPost("/{id}/control", (string id, HttpContext http, CallControl control, CancellationToken cancellation) => control.RunAsync(id, http, cancellation))
            .Needs(ApiScopes.CallsControl).Takes(ControlWire.Fields, creating: true).Repeatable()
            .Gives<ControlAnswer>()
            .Refuses(StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity, StatusCodes.Status503ServiceUnavailable)
            .Named("ControlCall", "Command a call in progress: transfer it, cancel the transfer, take it back, say something, tell the assistant something, hold, resume, end it");
    }

    private static async Task<IResult> ListAsync(HttpContext http, CallHistory history, TimeProvider time, CancellationToken cancellation)
    {
        var query = CallListQuery.Read(http.Request.Query);
        if (!query.IsOk)
        {
            return Answers.Refused(query.Error);
        }

        var asked = query.Value with { NumberIds = ApiCaller.Of(http).OnlyNumbers };
        var page = await history.ListAsync(asked, cancellation);
        var now = time.GetUtcNow().UtcDateTime;
        return Answers.Ok(new CallListAnswer([.. page.Calls.Select(c => CallDto.From(c, now))], new PageDto(page.Total, asked.Limit, asked.Offset)));
    }

    private static async Task<IResult> GetAsync(string id, HttpContext http, CallDirectory calls, TimeProvider time, CancellationToken cancellation) =>
        await FindAsync(id, http, calls, cancellation) is { } call
            ? Answers.Ok(CallDto.Whole(call, time.GetUtcNow().UtcDateTime))
            : Answers.Refused(CallErrors.NotFound);

    private static async Task<IResult> TransfersAsync(string id, HttpContext http, CallDirectory calls, CancellationToken cancellation) =>
        await FindAsync(id, http, calls, cancellation) is { } call
            ? Answers.Ok(new TransferListAnswer([.. call.Transfers.Select(TransferDto.From)]))
            : Answers.Refused(CallErrors.NotFound);

    private static async Task<IResult> TraceAsync(string id, HttpContext http, CallDirectory calls, CallTraces traces, CancellationToken cancellation) =>
        await FindAsync(id, http, calls, cancellation) is { } call
            ? LadderFormat.Show(http.Request.Query["format"], CallLadder.Of(call, await traces.FindAsync(call.Id, cancellation)))
            : Answers.Refused(CallErrors.NotFound);

    private static async Task<IResult> QualityAsync(string id, HttpContext http, CallDirectory calls, CallTraces traces, CancellationToken cancellation) =>
        await FindAsync(id, http, calls, cancellation) is { } call
            ? Answers.Ok(new CallQualityAnswer(CallQualityDto.From(call.Id, await traces.FindQualityAsync(call.Id, cancellation))))
            : Answers.Refused(CallErrors.NotFound);

    private static async Task<CallView?> FindAsync(string id, HttpContext http, CallDirectory calls, CancellationToken cancellation) =>
        RouteId.TryRead(id, out var key) && await calls.FindAsync(key, cancellation) is { } call && ApiCaller.Of(http).SeesNumber(call.NumberId) ? call : null;
}
