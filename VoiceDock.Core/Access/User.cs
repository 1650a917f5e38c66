using Microsoft.AspNetCore.Identity;

namespace VoiceDock.Core.Access;

/// <summary>A person who signs in to the console. Signs in with the user name; the e-mail address is optional.</summary>
public sealed class User : IdentityUser<Guid>
{
    /// <summary>UTC.</summary>
    public DateTime CreatedAt { get; set; }

    /// <summary>UTC; since then this person may do nothing. Null: may.</summary>
    public DateTime? DisabledAt { get; set; }
}
