using VoiceDock.Core.Access;

namespace VoiceDock.Web.Access.Users;

/// <summary>What may be done to a user.</summary>
public enum UserDeed
{
    SetRole,
    SignOut,
    Disable,
    Enable,
    Remove,
}

/// <summary>What was chosen in the dialog of a user, to be confirmed.</summary>
/// <param name="Role">The new role; means something with <see cref="UserDeed.SetRole"/> only.</param>
public sealed record UserWish(UserDeed Deed, Role Role = Role.Viewer);
