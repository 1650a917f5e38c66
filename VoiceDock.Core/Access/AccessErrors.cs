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

    /// <summary>The person may not do this with the role they have.</summary>
    public static Error RoleNeeded(Role needed, Role held) => new(ErrorKind.Forbidden, "forbidden",
        $"You need the role {WireName.Of(needed)} to do this; yours is {WireName.Of(held)}. An administrator can give you another role.");
}
