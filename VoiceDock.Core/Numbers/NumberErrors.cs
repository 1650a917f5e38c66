using VoiceDock.Core.Common;

namespace VoiceDock.Core.Numbers;

/// <summary>Expected refusals around numbers.</summary>
public static class NumberErrors
{
    public static Error NotFound => Error.NotFound("number");

    public static Error Duplicate(string phoneNumber) => new(ErrorKind.Conflict, "duplicate_number", $"{phoneNumber} is registered already.");

    public static Error UnknownAssistant { get; } = new(ErrorKind.Invalid, "unknown_assistant", "There is no such assistant.")
    {
        Details = ["assistant_id: unknown"],
    };

    public static Error UnknownTrunk { get; } = new(ErrorKind.Invalid, "unknown_trunk", "There is no such trunk.")
    {
        Details = ["transfer_trunk_id: unknown"],
    };
}
