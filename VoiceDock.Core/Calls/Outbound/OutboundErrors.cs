using VoiceDock.Core.Common;
using VoiceDock.Core.Numbers;

namespace VoiceDock.Core.Calls.Outbound;

/// <summary>The expected refusals of calls that we place.</summary>
public static class OutboundErrors
{
    public static readonly Error UnknownNumber = new(ErrorKind.Invalid, "unknown_number",
        "The number to call from is not one of ours. Use the id of a number on the Numbers page.");

    public static readonly Error WhichNumber = new(ErrorKind.Invalid, "missing_field",
        "Say which of our numbers calls: several have a trunk, and none of them alone belongs to this assistant.")
    { Details = ["number_id: required"] };

    public static readonly Error NoNumber = new(ErrorKind.Unprocessable, "no_transfer_trunk",
        "No active number of ours has an active trunk to call over. Set transfer_trunk_id of a number.");

    public static readonly Error UnknownAssistant = new(ErrorKind.Invalid, "unknown_assistant", "There is no assistant with this id.")
    {
        Details = ["assistant_id: there is no such assistant"],
    };

    public static readonly Error WhichAssistant = new(ErrorKind.Invalid, "missing_field",
        "Say who speaks: the number has no assistant of its own.")
    { Details = ["assistant_id: required, or a one-time assistant"] };

    public static readonly Error AssistantOff = new(ErrorKind.Unprocessable, "inactive_assistant",
        "The assistant is switched off, so nothing was dialled. Switch it on, or choose another one.");

    public static readonly Error BothAssistants = new(ErrorKind.Invalid, "validation_failed", "Some fields are not valid.")
    {
        Details = ["assistant: send either a one-time assistant or assistant_id, with assistant_override for what is different"],
    };

    public static readonly Error ForeignTrunk = new(ErrorKind.Forbidden, "forbidden_scope",
        "This API key is bound to other SIP trunks than the one this call would be placed over.");

    public static readonly Error StorageUnavailable = new(ErrorKind.Unavailable, "storage_unavailable",
        "The call could not be written to the database, so nothing was dialled. Try again in a moment.")
    { RetryAfter = TimeSpan.FromSeconds(5) };

    public static readonly Error Draining = new(ErrorKind.Unavailable, "draining", "VoiceDock is being stopped and places no new call.")
    {
        RetryAfter = TimeSpan.FromSeconds(30),
    };

    public static readonly Error Capacity = new(ErrorKind.Unavailable, "capacity",
        "As many calls are up as the limit allows (Calls:MaxLive), so nothing was dialled.")
    { RetryAfter = TimeSpan.FromSeconds(5) };

    public static Error NumberOff(Number number) => new(ErrorKind.Unprocessable, "inactive_number",
        $"{number.PhoneNumber} is switched off, so nothing was dialled. Switch it on on the Numbers page.");
}
