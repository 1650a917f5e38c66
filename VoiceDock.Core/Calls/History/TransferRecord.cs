using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Common;

namespace VoiceDock.Core.Calls.History;

/// <summary>The stored form of a transfer.</summary>
public sealed class TransferRecord
{
    public Guid Id { get; set; }

    public Guid CallId { get; set; }

    public TransferState State { get; set; }

    public string Destination { get; set; } = "";

    public string? DestinationName { get; set; }

    public string? Dialled { get; set; }

    public string? Message { get; set; }

    public Guid? TrunkId { get; set; }

    public string? TrunkName { get; set; }

    public ActorType ByType { get; set; }

    public string ById { get; set; } = "";

    public string ByName { get; set; } = "";

    public string? Reason { get; set; }

    public int? SipCode { get; set; }

    public string? SipReason { get; set; }

    public string? Explanation { get; set; }

    public CallerWith CallerWith { get; set; }

    public DateTime CreatedAt { get; set; }

    public DateTime? AnsweredAt { get; set; }

    public DateTime? EndedAt { get; set; }

    /// <summary>JSON list of <see cref="TransferAttemptView"/>.</summary>
    public string Attempts { get; set; } = "[]";
}
