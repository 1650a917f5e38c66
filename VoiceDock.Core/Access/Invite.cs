namespace VoiceDock.Core.Access;

/// <summary>
/// A one-time link by which somebody becomes a person of the console. A row is an open invitation: used, withdrawn and outdated ones are deleted.
/// </summary>
public sealed class Invite
{
    /// <summary>How long the link works.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(48);

    public required Guid Id { get; init; }

    /// <summary>SHA-256 of the link's token; unique. The token has 256 bits of its own, so the hash needs no salt.</summary>
    public required byte[] TokenHash { get; init; }

    /// <summary>What the person will be.</summary>
    public required Role Role { get; init; }

    /// <summary>The user name they get; null = they choose one.</summary>
    public string? Name { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>Who invited; the link is withdrawn when they may not invite any more.</summary>
    public required Guid CreatedById { get; init; }

    /// <summary>Their name then.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime ExpiresAt { get; init; }
}
