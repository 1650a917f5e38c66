using Microsoft.AspNetCore.Identity;

namespace VoiceDock.Core.Access;

/// <summary>A person who signs in to the console. Signs in with the user name; the e-mail address is optional.</summary>
public sealed class User : IdentityUser<Guid>
{
    /// <summary>UTC.</summary>
    public DateTime CreatedAt { get; set; }

    /// <summary>UTC; since then this person may do nothing. Null: may.</summary>
    public DateTime? DisabledAt { get; set; }

    /// <summary>UTC; null = never.</summary>
    public DateTime? LastSignInAt { get; set; }

    /// <summary>UTC; set while the password is one that was made for them: it works until then, and a sign-in with it asks for a new one. Null: their own.</summary>
    public DateTime? OneTimePasswordUntil { get; set; }

    /// <summary>UTC; since when this person is asked to use two-factor. Null: not asked.</summary>
    public DateTime? TwoFactorAskedAt { get; set; }
}
