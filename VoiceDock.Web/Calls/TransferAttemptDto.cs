namespace VoiceDock.Web.Calls;

/// <summary>One INVITE of a transfer.</summary>
public sealed record TransferAttemptDto(
    Guid? TrunkId, string Target, string Transport, string Method, DateTime StartedAt, DateTime? EndedAt, string State, string? Reason, int? SipCode);
