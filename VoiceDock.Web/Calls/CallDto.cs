using VoiceDock.Core.Calls;

namespace VoiceDock.Web.Calls;

/// <summary>A call as clients see it, in both official spellings.</summary>
public sealed record CallDto
{
    public required Guid Id { get; init; }
    public required string Status { get; init; }
    public required string Direction { get; init; }
    public required string? CallerPhone { get; init; }
    public required string? AssistantPhone { get; init; }
    public string? AgentPhone => AssistantPhone;
    public required Guid? AssistantId { get; init; }
    public Guid? AgentId => AssistantId;
    public required string? AssistantName { get; init; }
    public string? AgentName => AssistantName;
    public required Guid? NumberId { get; init; }
    public string? PhoneNumber => AssistantPhone;
    public required string? BusinessName { get; init; }
    public required string? EndReason { get; init; }
    public required string? Error { get; init; }
    public required DateTime? StartedAt { get; init; }
    public required DateTime? EndedAt { get; init; }

    /// <summary>Whole seconds since the answer; of a running call until now.</summary>
    public required long? DurationSeconds { get; init; }

    public string? Summary => null;
    public object? AnalysisResult => null;

    /// <summary>What was said; in lists and events always empty.</summary>
    public IReadOnlyList<CallMessageDto> Messages { get; init; } = [];

    public string? RoomName => null;
    public string? RecordingUrl => null;
    public required Guid? ActiveTransferId { get; init; }
    public required bool OnHold { get; init; }
    public required DateTime CreatedAt { get; init; }
    public required DateTime UpdatedAt { get; init; }

    public static CallDto From(CallView call, DateTime utcNow) => new()
    {
        Id = call.Id,
        Status = CallWire.StatusOf(call.State),
        Direction = CallWire.DirectionOf(call.Direction),
        CallerPhone = call.Caller,
        AssistantPhone = call.Number,
        AssistantId = call.AssistantId,
        AssistantName = call.AssistantName,
        NumberId = call.NumberId,
        BusinessName = call.BusinessName,
        EndReason = call.End?.Reason,
        Error = call.End is { } end && (end.IsError || call.State == CallState.Failed) ? end.Sentence : null,
        StartedAt = call.AnsweredAt,
        EndedAt = call.EndedAt,
        DurationSeconds = call.Duration(utcNow) is { } duration ? Math.Max(0, (long)duration.TotalSeconds) : null,
        ActiveTransferId = call.ActiveTransfer?.Id,
        OnHold = call.OnHold,
        CreatedAt = call.CreatedAt,
        UpdatedAt = call.UpdatedAt,
    };

    /// <summary>With what was said, for one call alone.</summary>
    public static CallDto Whole(CallView call, DateTime utcNow) => From(call, utcNow) with { Messages = [.. call.Messages.Select(CallMessageDto.From)] };
}
