using VoiceDock.Core.Calls.Transcripts;

namespace VoiceDock.Core.Calls.History;

/// <summary>The stored form of a call.</summary>
public sealed class CallRecord
{
    public Guid Id { get; set; }

    /// <summary>The start of the program that carried the call; a live row of another start was cut off.</summary>
    public Guid BootId { get; set; }

    public long Version { get; set; }

    public CallState State { get; set; }

    public CallDirection Direction { get; set; }

    public string? Caller { get; set; }

    public string? CallerName { get; set; }

    public string? Number { get; set; }

    public Guid? NumberId { get; set; }

    public string? NumberName { get; set; }

    public Guid? AssistantId { get; set; }

    public string? AssistantName { get; set; }

    public string? BusinessName { get; set; }

    public Guid? InboundTrunkId { get; set; }

    public string? InboundTrunkName { get; set; }

    public DateTime CreatedAt { get; set; }

    public DateTime? AnsweredAt { get; set; }

    public DateTime? EndedAt { get; set; }

    public DateTime UpdatedAt { get; set; }

    public CallVerdict EndVerdict { get; set; }

    public string? EndReason { get; set; }

    public string? EndSentence { get; set; }

    public int? EndSipCode { get; set; }

    /// <summary>JSON of the last <see cref="LegQuality"/>.</summary>
    public string? CallerQuality { get; set; }

    public string? FarQuality { get; set; }

    public List<TransferRecord> Transfers { get; set; } = [];

    public List<MessageRecord> Messages { get; set; } = [];
}
