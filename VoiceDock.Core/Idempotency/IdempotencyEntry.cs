namespace VoiceDock.Core.Idempotency;

/// <summary>One request that carried an <c>Idempotency-Key</c>: written before its effect, so that a repeat never acts twice.</summary>
public sealed class IdempotencyEntry
{
    public Guid Id { get; set; }

    /// <summary>The API key that sent it; the value below is unique for each key only.</summary>
    public required Guid ApiKeyId { get; set; }

    /// <summary>The header's value, 1-255 visible ASCII characters.</summary>
    public required string Value { get; set; }

    /// <summary>Keyed hash of method, path and body (32 bytes). Keyed, because a body may hold a password that a plain hash would let a thief guess.</summary>
    public required byte[] RequestHash { get; set; }

    public DateTime CreatedAt { get; set; }

    /// <summary>The run of the program that took the request; an unfinished entry of another run was cut off by a crash.</summary>
    public Guid RunId { get; set; }

    /// <summary>HTTP status of the stored answer; null while the request is running.</summary>
    public int? Status { get; set; }

    /// <summary>The stored answer, JSON. Answers hold no secret.</summary>
    public string? Body { get; set; }
}
