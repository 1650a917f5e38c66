using VoiceDock.Core.Security;

namespace VoiceDock.Core.Access.TwoFactor;

/// <summary>The key shared with a person's authenticator app, in a row of its own so that no list or form loads it.</summary>
internal sealed class Authenticator
{
    /// <summary>Bound into the seal with <see cref="Id"/>; never changes.</summary>
    public static readonly SecretField Field = new("authenticator", "key");

    /// <summary>A new key is a new row: the seal is never replaced, its version stays the first.</summary>
    public const int SecretVersion = 1;

    public required Guid Id { get; init; }

    public required Guid UserId { get; init; }

    public required ProtectedSecret Key { get; set; }

    /// <summary>UTC.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>UTC; null until a code has shown that the app holds the key.</summary>
    public DateTime? ConfirmedAt { get; set; }

    /// <summary>The newest step whose code was used: that code and older ones are refused (RFC 6238 section 5.2).</summary>
    public long LastStep { get; set; }
}
