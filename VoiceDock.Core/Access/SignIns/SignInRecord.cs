namespace VoiceDock.Core.Access.SignIns;

/// <summary>
/// One sign-in to the console that has not ended. The cookie carries its key, of which only a hash is kept: who reads the database cannot use it.
/// </summary>
public sealed class SignInRecord
{
    /// <summary>Names it on the screen; opens nothing.</summary>
    public required Guid Id { get; init; }

    /// <summary>SHA-256 of the key in the cookie; unique.</summary>
    public required byte[] Hash { get; init; }

    public required Guid UserId { get; init; }

    /// <summary>The person's stamp at that moment: another one since (password, two-factor, reset) ends this sign-in.</summary>
    public required string SecurityStamp { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>UTC, to the minute.</summary>
    public required DateTime LastSeenAt { get; set; }

    /// <summary>UTC; when the person last gave their password again. Null: not since they signed in.</summary>
    public DateTime? ConfirmedAt { get; set; }

    /// <summary>Address it was made from.</summary>
    public string? Address { get; init; }

    /// <summary>What the browser called itself, cut to <see cref="MostUserAgent"/> characters.</summary>
    public string? UserAgent { get; init; }

    public const int MostUserAgent = 256;
}
