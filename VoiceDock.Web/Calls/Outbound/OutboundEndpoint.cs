using VoiceDock.Core.Access;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.History;
using VoiceDock.Core.Calls.Outbound;
using VoiceDock.Core.Common;
using VoiceDock.Web.Api;
using VoiceDock.Web.Api.Wire;

namespace VoiceDock.Web.Calls.Outbound;

/// <summary><c>POST /calls/outbound</c>.</summary>
internal static class OutboundEndpoint
{
    public static void MapOutbound(this RouteGroupBuilder calls) =>
        calls.MapPost("/outbound", PlaceAsync).Needs(ApiScopes.CallsControl).Takes(OutboundWire.Fields, creating: true)
            .Repeatable((_, made) => Task.FromResult<IResult?>(Answers.Ok(OutboundAnswer.Of(made))))
            .Gives<OutboundAnswer>().Refuses(StatusCodes.Status422UnprocessableEntity, StatusCodes.Status503ServiceUnavailable)
            .Named("PlaceCall", "Call somebody from a number of ours; an assistant speaks when the call is answered");

    private static async Task<IResult> PlaceAsync(HttpContext http, OutboundDesk desk, CallHistory history, CancellationToken cancellation)
    {
        var read = await WireReader.ReadAsync(http, OutboundWire.Fields, creating: true);
        if (!read.IsOk)
        {
            return Answers.Refused(read.Error);
        }

        var caller = ApiCaller.Of(http);
        var order = OutboundReader.Read(read.Value, caller, WireReader.IsStrict(http.Request));
        if (!order.IsOk)
        {
            return Answers.Refused(order.Error);
        }

        if (await FindInterruptedAsync(http, order.Value.Order, history, cancellation) is { } earlier)
        {
            return Answers.Ok(OutboundAnswer.Of(earlier.Id, order.Value.Warnings));
        }

        // Not to be called off by a client that goes away: it could not know whether somebody is being called.
        var placed = await desk.PlaceAsync(order.Value.Order, caller.Actor);
        if (!placed.IsOk)
        {
            return Answers.Refused(placed.Error);
        }

        RepeatedCreates.Note(http, placed.Value.Id);
        return Answers.Ok(OutboundAnswer.Of(placed.Value.Id, order.Value.Warnings));
    }

    /// <summary>What an earlier request with the same Idempotency-Key began before the program died: nobody is called twice.</summary>
    private static async Task<CallView?> FindInterruptedAsync(HttpContext http, OutboundOrder order, CallHistory history, CancellationToken cancellation)
    {
        if (Interruption.SinceOf(http) is not { } since)
        {
            return null;
        }

        var whom = PhoneNumber.Normalise(order.Destination, null) ?? order.Destination.Trim();
        var page = await history.ListAsync(new CallQuery(Limit: 1_000, From: since, NumberIds: order.OnlyNumbers), cancellation);
        return page.Calls.LastOrDefault(c => c.Direction == CallDirection.Outbound && c.Caller == whom);
    }
}
