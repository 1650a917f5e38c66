using VoiceDock.Core.Common;

namespace VoiceDock.Core.Audit;

/// <summary>One line of the audit log: who did what to which thing. Written once; the database refuses to change it.</summary>
public sealed class AuditEntry
{
    /// <summary>Grows with time.</summary>
    public required Guid Id { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime At { get; init; }

    public required ActorType ActorType { get; init; }

    /// <summary>Of the person, key or assistant; empty for the program itself.</summary>
    public required string ActorId { get; init; }

    /// <summary>As it was called then.</summary>
    public required string ActorName { get; init; }

    /// <summary>From where, if known.</summary>
    public string? Address { get; init; }

    /// <summary>Thing and verb: <c>trunk.update</c>, <c>sign_in.refused</c>.</summary>
    public required string Action { get; init; }

    /// <summary>The code of the refusal; null when it was done.</summary>
    public string? Refusal { get; init; }

    /// <summary><c>trunk</c>, <c>number</c>, <c>call</c>; null when no thing is meant.</summary>
    public string? ObjectType { get; init; }

    public string? ObjectId { get; init; }

    /// <summary>As it was called then.</summary>
    public string? ObjectName { get; init; }

    /// <summary>JSON object of the fields that changed, as they were; null for what was made. Never a secret.</summary>
    public string? Before { get; init; }

    /// <summary>The same, as they are now; null for what was deleted. Also figures of an event.</summary>
    public string? After { get; init; }
}
