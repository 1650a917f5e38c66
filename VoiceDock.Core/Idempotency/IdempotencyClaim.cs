namespace VoiceDock.Core.Idempotency;

/// <summary>What is known about a request with an <c>Idempotency-Key</c>.</summary>
public sealed record IdempotencyClaim(IdempotencyVerdict Verdict, IdempotencyEntry Entry);
