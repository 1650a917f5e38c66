namespace VoiceDock.Web.Calls;

/// <summary>One INVITE or REFER of a transfer, or a trunk that has no address to send one to.</summary>
public sealed record TransferAttemptDto(
    Guid? TrunkId, string? TrunkName, string Target, string Transport, string Method, string? Dialled, DateTime StartedAt, DateTime? EndedAt, string State, string? Reason, int? SipCode);
