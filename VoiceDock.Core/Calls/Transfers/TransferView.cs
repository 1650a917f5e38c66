using VoiceDock.Core.Common;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Calls.Transfers;

/// <summary>Who has the caller.</summary>
public enum CallerWith
{
    Assistant,
    Destination,
    Gone,
}

/// <summary>One transfer of one call, immutable. Times are UTC.</summary>
public sealed record TransferView
{
    public required Guid Id { get; init; }

    public required Guid CallId { get; init; }

    public TransferState State { get; init; }

    /// <summary>What is really used: <see cref="TransferMethod.Bridge"/> or <see cref="TransferMethod.Refer"/>.</summary>
    public TransferMethod Method { get; init; } = TransferMethod.Bridge;

    /// <summary>As asked for.</summary>
    public required string Destination { get; init; }

    /// <summary>Who is tried, by the description on the assistant's list: another than was asked for when the transfer has gone on to the next.</summary>
    public string? DestinationName { get; init; }

    /// <summary>The user part that was dialled, after the trunk's number rule.</summary>
    public string? Dialled { get; init; }

    /// <summary>Spoken to the caller before dialling.</summary>
    public string? Message { get; init; }

    public Guid? TrunkId { get; init; }

    public string? TrunkName { get; init; }

    public required Actor RequestedBy { get; init; }

    /// <summary>Set when final and not completed: a slug of <see cref="TransferReasons"/>.</summary>
    public string? Reason { get; init; }

    public int? SipCode { get; init; }

    /// <summary>The peer's own reason phrase, cleaned.</summary>
    public string? SipReason { get; init; }

    /// <summary>The reason as a sentence for the person at the console.</summary>
    public string? Explanation { get; init; }

    public CallerWith CallerWith { get; init; }

    public DateTime CreatedAt { get; init; }

    public DateTime? AnsweredAt { get; init; }

    public DateTime? EndedAt { get; init; }

    public IReadOnlyList<TransferAttemptView> Attempts { get; init; } = [];
}

/// <summary>One INVITE or REFER of a transfer, or a trunk that has no address to send one to.</summary>
/// <param name="Target">Address and port it was sent to; the trunk's host where that has no address.</param>
/// <param name="TrunkName">Null in transfers stored before it was kept.</param>
/// <param name="Dialled">The same.</param>
public sealed record TransferAttemptView(
    Guid? TrunkId,
    string Target,
    string Transport,
    DateTime StartedAt,
    DateTime? EndedAt,
    TransferState State,
    string? Reason,
    int? SipCode,
    string? TrunkName = null,
    TransferMethod Method = TransferMethod.Bridge,
    string? Dialled = null);
