using VoiceDock.Core.Common;
using VoiceDock.Core.Numbers;

namespace VoiceDock.Web.Numbers;

/// <summary>What stands in the way of a number, in words.</summary>
public static class NumberWords
{
    /// <summary>Why a call to this number would not be answered; null when it would.</summary>
    public static string? Unanswered(UnansweredCause? cause) => cause switch
    {
        null => null,
        UnansweredCause.InactiveNumber => "Switched off: callers hear that it cannot be reached.",
        UnansweredCause.NoAssistant => "No assistant: callers hear that it cannot be reached.",
        UnansweredCause.InactiveAssistant => "Its assistant is switched off: callers hear that it cannot be reached.",
        _ => "It is not registered here any more.",
    };

    /// <summary>Why a caller of this number could not be handed over; null when nothing is in the way.</summary>
    public static string? NotTransferable(Number number) => number.TransferTrunk switch
    {
        null => "No transfer trunk: callers cannot be handed over.",
        { IsActive: false } trunk => $"The trunk '{trunk.Name}' is switched off: callers cannot be handed over.",
        _ => null,
    };

    public static string Title(Number number) => number.Name is null ? Readable(number) : $"{number.Name} ({Readable(number)})";

    public static string Readable(Number number) => PhoneNumber.ToReadable(number.PhoneNumber);

    public static string DeleteConsequence(int liveCalls) => liveCalls switch
    {
        0 => "Calls to it are no longer answered. Its calls stay in the history.",
        1 => "Calls to it are no longer answered; the one that is live goes on but can no longer be transferred. Its calls stay in the history.",
        _ => $"Calls to it are no longer answered; the {liveCalls} that are live go on but can no longer be transferred. Its calls stay in the history.",
    };
}
