using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Common;
using VoiceDock.Core.Numbers;
using VoiceDock.Core.Trunks;
using VoiceDock.Web.Api;
using VoiceDock.Web.Api.Wire;

namespace VoiceDock.Web.Calls;

/// <summary><c>POST /calls/{id}/control</c>: reads a command and hands it to the call's desk, which decides and counts.</summary>
public sealed class CallControl(CallDirectory calls, CallDesk desk, NumberDirectory numbers, ControlBudget budget, TimeProvider time)
{
    private const string Sent = "Command sent successfully";
    private const string Started = "Transfer started";

    public async Task<IResult> RunAsync(string id, HttpContext http, CancellationToken cancellation)
    {
        var caller = ApiCaller.Of(http);
        if (!RouteId.TryRead(id, out var key) || await calls.FindAsync(key, cancellation) is not { } call || !caller.SeesNumber(call.NumberId))
        {
            return Answers.Refused(CallErrors.NotFound);
        }

        var read = await WireReader.ReadAsync(http, ControlWire.Fields, creating: true);
        var answer = read.IsOk ? await RunAsync(call, read.Value, caller, http) : read.Error;
        RateHeaders.ShowIfTighter(http, budget.Read(key), time);
        return answer.IsOk ? Answers.Ok(answer.Value with { Warnings = read.Value.Warnings }) : Answers.Refused(answer.Error);
    }

    private async Task<Result<ControlAnswer>> RunAsync(CallView call, WireRead<ControlBody> read, ApiCaller caller, HttpContext http)
    {
        switch (read.Body.Type)
        {
            case ControlWire.Transfer:
                return await TransferAsync(call, read.Body, caller, http);
            case ControlWire.CancelTransfer:
                var cancelled = await desk.CancelTransferAsync(call.Id, read.Body.TransferId, caller.Actor);
                return cancelled.IsOk ? new ControlAnswer(true, Sent) : cancelled.Error;
            case ControlWire.TakeBack:
                var taken = await desk.TakeBackAsync(call.Id, read.Body.TransferId, caller.Actor);
                return taken.IsOk ? new ControlAnswer(true, Sent) : taken.Error;
            case ControlWire.Say or ControlWire.InjectContext when read.Body.Content is null:
                return ApiErrors.MissingFields(["content"]);
            case ControlWire.InjectContext:
                return Told(await desk.AddContextAsync(call.Id, read.Body.Content, read.Body.TriggerResponse ?? false, caller.Actor));
            case ControlWire.Say when read.Body.Content.Length > ControlWire.LongestSaid:
                return Error.Validation([("content", $"must have at most {ControlWire.LongestSaid} characters")]);
            case ControlWire.Say:
                return Told(await desk.SayAsync(call.Id, read.Body.Content, read.Body.EndAfter ?? false, caller.Actor));
            case ControlWire.Hold:
                return Told(await desk.HoldAsync(call.Id, caller.Actor));
            case ControlWire.Resume:
                return Told(await desk.ResumeAsync(call.Id, caller.Actor));
            case ControlWire.EndCall when read.Body.Message is "":
                return Error.Validation([("message", "must have 1 to 1000 characters, or be absent")]);
            case ControlWire.EndCall:
                return Told(await desk.EndAsync(call.Id, read.Body.Message, caller.Actor));
            default:
                return ControlWire.UnknownCommand(read.Body.Type ?? "");
        }
    }

    private async Task<Result<ControlAnswer>> TransferAsync(CallView call, ControlBody body, ApiCaller caller, HttpContext http)
    {
        if (body.Destination is not { } destination)
        {
            return ApiErrors.MissingFields(["destination"]);
        }

        if (body.Method is { } word && !WireName.TryParse<TransferMethod>(word, out _))
        {
            return Error.Validation([("method", "must be auto, bridge or refer")]);
        }

        if (FindInterrupted(http, call, destination, caller) is { } earlier)
        {
            return new ControlAnswer(true, Started, earlier.Id);
        }

        if (caller.IsBoundToTrunks && TransferTrunkOf(call) is { } trunk && !caller.SeesTrunk(trunk))
        {
            return ApiErrors.ForeignTrunk;
        }

        var transfer = await desk.TransferAsync(call.Id, Order(destination, body), caller.Actor);
        return transfer.IsOk ? new ControlAnswer(true, Started, transfer.Value.Id) : transfer.Error;
    }

    private static TransferOrder Order(string destination, ControlBody body) => new(destination, body.Message)
    {
        AnyHour = body.IgnoreHours ?? false,
        Method = WireName.TryParse<TransferMethod>(body.Method, out var method) ? method : null,
        Summary = body.Summary,
    };

    private static Result<ControlAnswer> Told(Result<CallView> done) => done.IsOk ? new ControlAnswer(true, Sent) : done.Error;

    private Guid? TransferTrunkOf(CallView call) => call.NumberId is { } number ? numbers.Find(number)?.TransferTrunkId : null;

    /// <summary>What an earlier request with the same Idempotency-Key began before the program died: never dialled twice.</summary>
    private static TransferView? FindInterrupted(HttpContext http, CallView call, string destination, ApiCaller caller) =>
        Interruption.SinceOf(http) is { } since
            ? call.Transfers.FirstOrDefault(t => t.CreatedAt >= since && t.Destination == destination && t.RequestedBy.Id == caller.Actor.Id)
            : null;
}
