using VoiceDock.Core.Assistants;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Transfers;

namespace VoiceDock.Web.Calls;

/// <summary>The words of calls and transfers on the wire. Some are the official API's and follow no one pattern, so each is written out.</summary>
public static class CallWire
{
    public static string StatusOf(CallState state) => state switch
    {
        CallState.Ringing => "ringing",
        CallState.Connecting => "connecting",
        CallState.InProgress => "in-progress",
        CallState.Transferred => "transferred",
        CallState.Ended => "ended",
        CallState.EndedWithError => "ended-with-error",
        CallState.Failed => "failed",
        CallState.Rejected => "rejected",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    /// <summary>Null for a word that is no status.</summary>
    public static CallState? StateOf(string status) =>
        Enum.GetValues<CallState>().Cast<CallState?>().FirstOrDefault(s => StatusOf(s!.Value).Equals(status, StringComparison.OrdinalIgnoreCase));

    public static string DirectionOf(CallDirection direction) => direction switch
    {
        CallDirection.Inbound => "inbound",
        CallDirection.Outbound => "outbound",
        _ => throw new ArgumentOutOfRangeException(nameof(direction), direction, null),
    };

    public static string StateOf(TransferState state) => state switch
    {
        TransferState.Requested => "requested",
        TransferState.Announcing => "announcing",
        TransferState.Dialing => "dialing",
        TransferState.Ringing => "ringing",
        TransferState.Screening => "screening",
        TransferState.Answered => "answered",
        TransferState.Connected => "connected",
        TransferState.Completed => "completed",
        TransferState.Failed => "failed",
        TransferState.Cancelled => "cancelled",
        TransferState.TakenBack => "taken_back",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    public static string RoleOf(UtteranceRole role) => role switch
    {
        UtteranceRole.User => "user",
        UtteranceRole.Assistant => "assistant",
        UtteranceRole.Tool => "tool",
        UtteranceRole.System => "system",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, null),
    };

    public static string CallerWithOf(CallerWith with) => with switch
    {
        CallerWith.Assistant => "assistant",
        CallerWith.Destination => "destination",
        CallerWith.Gone => "gone",
        _ => throw new ArgumentOutOfRangeException(nameof(with), with, null),
    };
}
