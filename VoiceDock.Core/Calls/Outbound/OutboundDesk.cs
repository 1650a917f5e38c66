using Microsoft.Extensions.Logging;
using VoiceDock.Core.Access;
using VoiceDock.Core.Assistants;
using VoiceDock.Core.Audit;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Common;
using VoiceDock.Core.Numbers;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Calls.Outbound;

/// <summary>
/// Places calls: a number of ours calls somebody over its trunk, and an assistant speaks. Held to everything a transfer is held to: destination rules, own
/// numbers, the trunk's limits and caps. Thread-safe.
/// </summary>
public sealed class OutboundDesk
{
    public const string Command = "call.place";

    private readonly OutboundParties _parties;
    private readonly CallServices _services;
    private readonly Permits _permits;

    internal OutboundDesk(OutboundParties parties, CallServices services, Permits permits) => (_parties, _services, _permits) = (parties, services, permits);

    /// <summary>
    /// Success means validated, allowed, stored and about to be dialled; what comes of it is in the call's view. Errors: <c>forbidden</c>, <c>draining</c>,
    /// <c>unknown_number</c>, <c>inactive_number</c>, <c>unknown_assistant</c>, <c>inactive_assistant</c>, <c>missing_field</c>, <c>validation_failed</c>,
    /// <c>invalid_destination</c>, <c>destination_not_allowed</c>, <c>own_number</c>, <c>no_transfer_trunk</c>, <c>forbidden_scope</c>, <c>trunk_busy</c>,
    /// <c>trunk_cap_reached</c>, <c>capacity</c>, <c>storage_unavailable</c>.
    /// </summary>
    public async Task<Result<CallView>> PlaceAsync(OutboundOrder order, Actor by)
    {
        if (_permits.Refusal(by, Role.Operator, Command) is { } forbidden)
            return forbidden;
        if (_services.Drain.IsDraining)
            return OutboundErrors.Draining;
        var parties = _parties.Choose(order);
        if (!parties.IsOk)
            return parties.Error;
        var (number, assistant) = parties.Value;
        var step = _services.Planner.Plan(number, order.Destination);
        if (!step.IsOk)
            return Refused(order, by, step.Error);
        if (Seen(step.Value, order) is not { Routes.Count: > 0 } allowed)
            return OutboundErrors.ForeignTrunk;
        if (_services.Calls.LiveCount >= _services.Options.MaxLive)
            return OutboundErrors.Capacity;
        return await PlaceAsync(order, allowed, number, assistant, by);
    }

    private async Task<Result<CallView>> PlaceAsync(OutboundOrder order, TransferStep step, Number number, Assistant assistant, Actor by)
    {
        var isOneTime = order.OneTime is not null;
        var actor = new CallActor(FirstView(step, order.Name, number, assistant, isOneTime), assistant, _services);
        var dialling = new OutboundRun(actor, step, _services);
        if (dialling.Reserve() is { } refusal)
            return Refused(order, by, refusal);
        // On disk with who asked for it, and counted, before its INVITE leaves.
        if (!await _services.Journal.SavePlacedAsync(actor.View, by))
        {
            dialling.Dispose();
            return OutboundErrors.StorageUnavailable;
        }
        _services.Calls.Add(actor);
        _services.Log.LogCallPlaced(actor.Id, number.PhoneNumber, by.Name);
        actor.Begin(dialling);
        return actor.View;
    }

    private Error Refused(OutboundOrder order, Actor by, Error refusal)
    {
        if (TransferRefusals.Of(refusal) is not null)
        {
            var facts = AuditChange.Facts(new { Destination = FieldText.Shown(order.Destination), Why = refusal.Message });
            _services.Audit.Note(by, Command, AuditObject.Of(Command, null), facts, refusal.Code);
        }
        return refusal;
    }

    private static TransferStep Seen(TransferStep step, OutboundOrder order) =>
        order.OnlyTrunks is { } only ? step with { Routes = [.. step.Routes.Where(r => only.Contains(r.Trunk.Id))] } : step;

    private CallView FirstView(TransferStep step, string? name, Number number, Assistant assistant, bool isOneTime)
    {
        var now = _services.Time.GetUtcNow();
        var trunk = step.Routes[0].Trunk;
        return new CallView
        {
            Id = Guid.CreateVersion7(now),
            Version = 1,
            State = CallState.Ringing,
            Direction = CallDirection.Outbound,
            Caller = step.Destination,
            CallerName = name,
            Number = number.PhoneNumber,
            NumberId = number.Id,
            NumberName = number.Name,
            AssistantId = isOneTime ? null : assistant.Id,
            AssistantName = assistant.Name,
            BusinessName = assistant.BusinessName,
            InboundTrunkId = trunk.Id,
            InboundTrunkName = trunk.Name,
            CreatedAt = now.UtcDateTime,
            UpdatedAt = now.UtcDateTime,
        };
    }
}
