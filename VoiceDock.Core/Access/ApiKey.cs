namespace VoiceDock.Core.Access;

/// <summary>A stored API key: everything but the key itself, of which only an HMAC is kept.</summary>
public sealed class ApiKey
{
    public required Guid Id { get; init; }

    /// <summary>The ten public characters of the token; unique.</summary>
    public required string TokenId { get; set; }

    /// <summary>HMAC of the whole token.</summary>
    public required byte[] Hash { get; set; }

    /// <summary>UTC; when it got its present token by rotation. Null = it has its first one.</summary>
    public DateTime? RotatedAt { get; set; }

    /// <summary>Public characters of the token before the rotation; kept until the next one, so that its holder is told.</summary>
    public string? PreviousTokenId { get; set; }

    /// <summary>HMAC of the token before the rotation.</summary>
    public byte[]? PreviousHash { get; set; }

    /// <summary>UTC; the token before the rotation works until then.</summary>
    public DateTime? PreviousEndsAt { get; set; }

    /// <summary>UTC, to the minute; the last use of the token before the rotation, after the rotation.</summary>
    public DateTime? PreviousUsedAt { get; set; }

    /// <summary>True for <c>vd_test_</c> keys: made only by the demo, refused by every other start.</summary>
    public required bool IsTest { get; init; }

    public required string Name { get; set; }

    /// <summary>Subset of <see cref="ApiScopes.All"/>.</summary>
    public List<string> Scopes { get; set; } = [];

    /// <summary>Only these trunks; empty = all.</summary>
    public List<Guid> TrunkIds { get; set; } = [];

    /// <summary>Only these numbers; empty = all.</summary>
    public List<Guid> NumberIds { get; set; } = [];

    /// <summary>Only from these networks (CIDR); empty = from everywhere.</summary>
    public List<string> Networks { get; set; } = [];

    /// <summary>UTC.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>Name of the person who made it.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>UTC; null = never.</summary>
    public DateTime? ExpiresAt { get; set; }

    /// <summary>Why it never expires; asked for when <see cref="ExpiresAt"/> is null.</summary>
    public string? NeverExpiresReason { get; set; }

    /// <summary>UTC, to the minute.</summary>
    public DateTime? LastUsedAt { get; set; }

    /// <summary>Address of the last use.</summary>
    public string? LastUsedFrom { get; set; }

    /// <summary>UTC; null = still good.</summary>
    public DateTime? RevokedAt { get; set; }

    /// <summary>Why: by whom, or that the key was seen in an address.</summary>
    public string? RevokedBecause { get; set; }

    public bool HasScope(string scope) => Scopes.Contains(scope);

    /// <summary>True while the token before the rotation still works.</summary>
    /// <param name="now">UTC.</param>
    public bool HasOverlap(DateTime now) => RevokedAt is null && PreviousEndsAt > now && !(ExpiresAt <= now);
}
