using VoiceDock.Core.Common;

namespace VoiceDock.Core.Calls;

/// <summary>The expected refusals of commands on calls.</summary>
public static class CallErrors
{
    public static readonly Error NotFound = Error.NotFound("call");

    public static readonly Error NotActive = new(ErrorKind.Invalid, "call_not_active",
        "The call is not in progress, so it takes no commands. Only a call that is answered and not over can be controlled.");

    public static readonly Error StorageUnavailable = new(ErrorKind.Unavailable, "storage_unavailable",
        "The transfer could not be written to the database, so nothing was dialled. Try again in a moment.")
    { RetryAfter = TimeSpan.FromSeconds(5) };

    public static readonly Error Draining = new(ErrorKind.Unavailable, "draining", "VoiceDock is being stopped and starts no new transfer.")
    {
        RetryAfter = TimeSpan.FromSeconds(30),
    };
}
