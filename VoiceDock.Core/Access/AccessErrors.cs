using VoiceDock.Core.Common;

namespace VoiceDock.Core.Access;

/// <summary>The refusals of this room.</summary>
public static class AccessErrors
{
    public static readonly Error SetupClosed = new(ErrorKind.NotFound, "setup_closed", "VoiceDock is set up already. Sign in.");

    public static readonly Error SetupTokenInvalid = new(
        ErrorKind.Forbidden, "setup_token_invalid", "This set-up link is not valid any more. Restart VoiceDock and use the link it prints.");

    public static readonly Error TestKeyOutsideDemo = new(ErrorKind.Forbidden, "test_key_outside_demo", "Test keys are made by the demo only.");
}
