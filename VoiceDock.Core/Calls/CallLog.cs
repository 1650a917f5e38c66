using Microsoft.Extensions.Logging;

namespace VoiceDock.Core.Calls;

/// <summary>Log lines of the room that are written from more than one place or often.</summary>
internal static partial class CallLog
{
    [LoggerMessage(LogLevel.Information, "Call {CallId}: transfer {TransferId} cancelled by {Who}")]
    public static partial void LogTransferCancelled(this ILogger log, Guid callId, Guid transferId, string who);

    [LoggerMessage(LogLevel.Information, "Call {CallId}: caller taken back from transfer {TransferId} by {Who}")]
    public static partial void LogTransferTakenBack(this ILogger log, Guid callId, Guid transferId, string who);

    [LoggerMessage(LogLevel.Information, "Call {CallId}: caller put on hold by {Who}")]
    public static partial void LogCallHeld(this ILogger log, Guid callId, string who);

    [LoggerMessage(LogLevel.Information, "Call {CallId}: caller taken off hold by {Who}")]
    public static partial void LogCallResumed(this ILogger log, Guid callId, string who);

    [LoggerMessage(LogLevel.Information, "Call {CallId}: {Length} characters to be said to the caller, asked for by {Who}")]
    public static partial void LogCallSaid(this ILogger log, Guid callId, int length, string who);

    [LoggerMessage(LogLevel.Information, "Call {CallId}: {Length} characters of context for the assistant from {Who}")]
    public static partial void LogCallTold(this ILogger log, Guid callId, int length, string who);

    [LoggerMessage(LogLevel.Warning, "Call {CallId}: the rules refuse a transfer asked for by {Who}: {Code}")]
    public static partial void LogTransferRefused(this ILogger log, Guid callId, string who, string code);

    [LoggerMessage(LogLevel.Information, "Call {CallId}: placed from {Number} for {Who}")]
    public static partial void LogCallPlaced(this ILogger log, Guid callId, string number, string who);

    [LoggerMessage(LogLevel.Information, "Call {CallId}: {Caller} -> {Number} taken")]
    public static partial void LogCallTaken(this ILogger log, Guid callId, string? caller, string? number);
}
