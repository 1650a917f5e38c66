using System.Globalization;
using VoiceDock.Core.Assistants;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Transfers;

namespace VoiceDock.Core.Webhooks.Frames;

/// <summary>The words of calls in frames: those of the API, which a test holds together.</summary>
public static class FrameWords
{
    public static string StatusOf(CallState state) => state switch
    {
        CallState.InProgress => "in-progress",
        CallState.EndedWithError => "ended-with-error",
        _ => state.ToString().ToLowerInvariant(),
    };

    public static string TypeOf(CallDirection direction) => direction == CallDirection.Inbound ? "inbound_phone_call" : "outbound_phone_call";

    public static string StateOf(TransferState state) => state == TransferState.TakenBack ? "taken_back" : state.ToString().ToLowerInvariant();

    public static string RoleOf(UtteranceRole role) => role.ToString().ToLowerInvariant();

    /// <summary><c>2025-12-13T10:00:00.000Z</c>.</summary>
    public static string Time(DateTime utc) => utc.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
