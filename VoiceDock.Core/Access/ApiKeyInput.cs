namespace VoiceDock.Core.Access;

/// <summary>What is asked when a key is made.</summary>
public sealed record ApiKeyInput
{
    /// <summary>1-100 characters.</summary>
    public required string Name { get; init; }

    /// <summary>At least one of <see cref="ApiScopes.All"/>.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    public IReadOnlyList<Guid> TrunkIds { get; init; } = [];

    public IReadOnlyList<Guid> NumberIds { get; init; } = [];

    /// <summary>Addresses or CIDR networks.</summary>
    public IReadOnlyList<string> Networks { get; init; } = [];

    /// <summary>From now; 365 days unless told. Null = never expires, which needs a reason.</summary>
    public TimeSpan? Lifetime { get; init; } = TimeSpan.FromDays(365);

    public string? NeverExpiresReason { get; init; }

    /// <summary>A <c>vd_test_</c> key; only the demo may.</summary>
    public bool Test { get; init; }
}
