using VoiceDock.Core.Common;

namespace VoiceDock.Core.Access;

/// <summary>The refusals of this room.</summary>
public static class AccessErrors
{
    public static readonly Error SetupClosed = new(ErrorKind.NotFound, "setup_closed", "VoiceDock is set up already. Sign in.");

    public static readonly Error SetupTokenInvalid = new(
        ErrorKind.Forbidden, "setup_token_invalid", "This set-up link is not valid any more. Restart VoiceDock and use the link it prints.");

    public static readonly Error PersonDisabled = new(ErrorKind.Forbidden, "forbidden", "Your account is disabled. An administrator can enable it again.");

    public static readonly Error NoSuchPerson = new(ErrorKind.Forbidden, "forbidden", "Your account does not exist any more. Sign in with another one.");

    public static readonly Error TestKeyOutsideDemo = new(ErrorKind.Forbidden, "test_key_outside_demo", "Test keys are made by the demo only.");

    public static readonly Error PasswordNotConfirmed = new(
        ErrorKind.Forbidden, "password_not_confirmed", "Confirm your password first: this needs a sign-in confirmed within the last ten minutes.");

    public static readonly Error PasswordWrong = new(
        ErrorKind.Forbidden, "password_wrong", "The password is not right. After five wrong tries it is not looked at for 15 minutes.");

    /// <summary>The key is at its end already.</summary>
    public static Error KeyNotRotatable(string name, string state) =>
        new(ErrorKind.Conflict, "api_key_over", $"The key '{name}' is {state}, so there is nothing to rotate. Create a new key.");

    public static readonly Error InviteInvalid = new(
        ErrorKind.Forbidden, "invite_invalid", "This invitation is not valid any more. Ask whoever sent it for a new link.");

    /// <summary>Without this person nobody could change settings or let anybody in.</summary>
    public static Error LastAdmin(string name) =>
        new(ErrorKind.Conflict, "last_admin", $"'{name}' is the only administrator who can sign in. Make somebody else an administrator first.");

    /// <summary>The person may not do this with the role they have.</summary>
    public static Error RoleNeeded(Role needed, Role held) => new(ErrorKind.Forbidden, "forbidden",
        $"You need the role {WireName.Of(needed)} to do this; yours is {WireName.Of(held)}. An administrator can give you another role.");
}
