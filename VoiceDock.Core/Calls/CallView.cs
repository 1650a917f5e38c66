using System.Collections.Immutable;
using VoiceDock.Core.Calls.Transcripts;
using VoiceDock.Core.Calls.Transfers;

namespace VoiceDock.Core.Calls;

/// <summary>Which way a call came about.</summary>
public enum CallDirection
{
    Inbound,
    Outbound,
}

/// <summary>One call as screens, API and history see it: immutable, replaced as a whole at each change. Times are UTC.</summary>
public sealed record CallView
{
    public required Guid Id { get; init; }

    /// <summary>Grows with every change of this call; a higher version is newer.</summary>
    public long Version { get; init; }

    public CallState State { get; init; }

    public CallDirection Direction { get; init; }

    /// <summary>Who calls; of a call that we place, whom we call. E.164 where it could be read, else the cleaned user part; null when withheld.</summary>
    public string? Caller { get; init; }

    /// <summary>The caller's display name, cleaned.</summary>
    public string? CallerName { get; init; }

    /// <summary>The number of ours that was called, or that we call from.</summary>
    public string? Number { get; init; }

    public Guid? NumberId { get; init; }

    public string? NumberName { get; init; }

    public Guid? AssistantId { get; init; }

    public string? AssistantName { get; init; }

    public string? BusinessName { get; init; }

    /// <summary>The trunk of the caller's leg: it came in over it, or was dialled over it.</summary>
    public Guid? InboundTrunkId { get; init; }

    public string? InboundTrunkName { get; init; }

    /// <summary>When the INVITE arrived, or when we were asked to call.</summary>
    public DateTime CreatedAt { get; init; }

    public DateTime? AnsweredAt { get; init; }

    public DateTime? EndedAt { get; init; }

    public DateTime UpdatedAt { get; init; }

    /// <summary>We hold the caller: it hears music and the assistant pauses. Never true of a call that is over, or while a transfer runs.</summary>
    public bool OnHold { get; init; }

    public CallEnd? End { get; init; }

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<TransferView> Transfers { get; init; } = [];

    /// <summary>What was said so far, by <see cref="CallMessage.Index"/>; empty in lists of the history.</summary>
    public ImmutableList<CallMessage> Messages { get; init; } = [];

    /// <summary>Audio of the caller's leg; null before the first sample.</summary>
    public LegQuality? CallerQuality { get; init; }

    /// <summary>Audio of the destination's leg while there is one, else of the last one.</summary>
    public LegQuality? FarQuality { get; init; }

    /// <summary>The transfer that is not final, if any.</summary>
    public TransferView? ActiveTransfer => Transfers.Count > 0 && !Transfers[^1].State.IsFinal() ? Transfers[^1] : null;

    public TimeSpan? Duration(DateTime utcNow) => AnsweredAt is { } at ? (EndedAt ?? utcNow) - at : null;
}
