using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Common;
using VoiceDock.Web.Shared;

namespace VoiceDock.Web.Calls;

/// <summary>What a call is called on screens: its state, the two sides of it, who has it. One word per thing, wherever a call is shown.</summary>
public static class CallWords
{
    /// <summary>The caller, or whom we call, as people read numbers, or "Withheld".</summary>
    public static string Caller(CallView call) => PhoneNumber.ToReadable(call.Caller) ?? "Withheld";

    /// <summary>True of a call that we placed: its caller is whom we call.</summary>
    public static bool IsOurs(CallView call) => call.Direction == CallDirection.Outbound;

    /// <summary>"Outgoing" where we placed the call, else the other side's name.</summary>
    public static string? Detail(CallView call) => !IsOurs(call) ? call.CallerName : call.CallerName is { } name ? $"Outgoing · {name}" : "Outgoing";

    /// <summary>Our number that was called, or that calls.</summary>
    public static string Called(CallView call) => PhoneNumber.ToReadable(call.Number) ?? "Unknown number";

    /// <summary>The state in one or two words. A live call with a transfer under way shows where the transfer stands.</summary>
    public static string State(CallView call) => call.State switch
    {
        CallState.Ringing or CallState.Connecting => IsOurs(call) ? "Calling" : "Incoming",
        CallState.InProgress => call.ActiveTransfer is { } transfer ? TransferWords.State(transfer.State) : call.OnHold ? "On hold" : "With assistant",
        CallState.Transferred => "Connected",
        CallState.EndedWithError => "Cut off",
        CallState.Failed => "Failed",
        CallState.Rejected => "Rejected",
        _ => "Ended",
    };

    public static Tone Tone(CallView call) => call.State switch
    {
        CallState.Ringing or CallState.Connecting => Shared.Tone.Info,
        CallState.InProgress => call.ActiveTransfer is { } transfer ? TransferWords.Tone(transfer.State) : call.OnHold ? Shared.Tone.Suspect : Shared.Tone.Neutral,
        CallState.Transferred => Shared.Tone.Up,
        CallState.EndedWithError or CallState.Failed => Shared.Tone.Down,
        CallState.Rejected => Shared.Tone.Suspect,
        _ => Shared.Tone.Neutral,
    };

    /// <summary>Who has the caller: the destination of a connected transfer, else the assistant.</summary>
    public static CallHolder Holder(CallView call) =>
        call.State == CallState.Transferred && call.Transfers.Count > 0
            ? new CallHolder(TransferWords.Destination(call.Transfers[^1]), Over(call.Transfers[^1]), IsDestination: true)
            : new CallHolder(call.AssistantName ?? "Assistant", call.BusinessName, IsDestination: false);

    private static string? Over(TransferView transfer)
    {
        var dialled = transfer.DestinationName is null ? null : PhoneNumber.ToReadable(transfer.Dialled ?? transfer.Destination);
        return (dialled, transfer.TrunkName) switch
        {
            ({ } number, { } trunk) => $"{number} over {trunk}",
            (null, { } trunk) => $"over {trunk}",
            _ => dialled,
        };
    }
}
