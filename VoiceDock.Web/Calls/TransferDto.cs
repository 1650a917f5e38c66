using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Common;

namespace VoiceDock.Web.Calls;

/// <summary>A transfer as clients see it. Its state is the outcome; the answer to the command only said that it began.</summary>
public sealed record TransferDto
{
    public required Guid Id { get; init; }
    public required Guid CallId { get; init; }
    public required string State { get; init; }
    public required string Method { get; init; }
    public required string Destination { get; init; }
    public required string? DestinationName { get; init; }
    public required string? Dialled { get; init; }
    public required Guid? TrunkId { get; init; }
    public required string? TrunkName { get; init; }
    public required RequesterDto RequestedBy { get; init; }
    public required string? Reason { get; init; }
    public required int? SipCode { get; init; }
    public required string? SipReason { get; init; }
    public required string? Explanation { get; init; }
    public required string CallerWith { get; init; }
    public required IReadOnlyList<TransferAttemptDto> Attempts { get; init; }
    public required DateTime CreatedAt { get; init; }
    public required DateTime? AnsweredAt { get; init; }
    public required DateTime? EndedAt { get; init; }

    public static TransferDto From(TransferView transfer) => new()
    {
        Id = transfer.Id,
        CallId = transfer.CallId,
        State = CallWire.StateOf(transfer.State),
        Method = WireName.Of(transfer.Method),
        Destination = transfer.Destination,
        DestinationName = transfer.DestinationName,
        Dialled = transfer.Dialled,
        TrunkId = transfer.TrunkId,
        TrunkName = transfer.TrunkName,
        RequestedBy = new RequesterDto(WireName.Of(transfer.RequestedBy.Type), transfer.RequestedBy.Name),
        Reason = transfer.Reason,
        SipCode = transfer.SipCode,
        SipReason = transfer.SipReason,
        Explanation = transfer.Explanation,
        CallerWith = CallWire.CallerWithOf(transfer.CallerWith),
        Attempts = [.. transfer.Attempts.Select(a => new TransferAttemptDto(
            a.TrunkId, a.TrunkName, a.Target, a.Transport, WireName.Of(a.Method), a.Dialled, a.StartedAt, a.EndedAt, CallWire.StateOf(a.State), a.Reason, a.SipCode))],
        CreatedAt = transfer.CreatedAt,
        AnsweredAt = transfer.AnsweredAt,
        EndedAt = transfer.EndedAt,
    };
}
