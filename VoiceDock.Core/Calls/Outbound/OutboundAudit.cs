using VoiceDock.Core.Audit;
using VoiceDock.Core.Common;

namespace VoiceDock.Core.Calls.Outbound;

/// <summary>Who had which call placed, for the transaction that stores the call.</summary>
internal static class OutboundAudit
{
    // By the call's id: written again after a failure it is still one entry.
    public static AuditEntry Entry(CallView call, Actor by) => new()
    {
        Id = call.Id,
        At = call.CreatedAt,
        ActorType = by.Type,
        ActorId = by.Id,
        ActorName = by.Name,
        Address = by.Address,
        Action = OutboundDesk.Command,
        ObjectType = "call",
        ObjectId = call.Id.ToString(),
        ObjectName = call.Caller,
        After = AuditChange.Facts(new { From = call.Number, Assistant = call.AssistantName, Trunk = call.InboundTrunkName }).After,
    };
}
