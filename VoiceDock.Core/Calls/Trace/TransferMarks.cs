using System.Globalization;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Common;

namespace VoiceDock.Core.Calls.Trace;

/// <summary>The steps of a call's transfers as marks on its time axis.</summary>
internal static class TransferMarks
{
    public static IEnumerable<TraceMarker> Of(CallView call) => call.Transfers.SelectMany(Of);

    private static IEnumerable<TraceMarker> Of(TransferView transfer)
    {
        yield return Begin(transfer);
        for (var i = 0; i < transfer.Attempts.Count; i++)
        {
            var attempt = transfer.Attempts[i];
            var name = string.Create(CultureInfo.InvariantCulture, $"Attempt {i + 1}");
            yield return Mark(attempt.StartedAt, TraceMarks.Attempt, $"{name}: {transfer.Dialled ?? transfer.Destination} at {attempt.Target} over {attempt.Transport}");
            // The last attempt's end is the transfer's own.
            if (attempt.EndedAt is { } ended && i < transfer.Attempts.Count - 1)
                yield return Mark(ended, TraceMarks.AttemptFailed, $"{name} failed: {Cause(attempt.Reason, attempt.SipCode)}");
        }
        if (transfer.AnsweredAt is { } answered)
            yield return Mark(answered, TraceMarks.TransferAnswered, $"{Name(transfer)} answered; caller and destination are joined");
        if (transfer.EndedAt is { } over)
            yield return End(transfer, over);
    }

    private static TraceMarker Begin(TransferView transfer) => transfer.RequestedBy.Type == ActorType.Assistant
        ? Mark(transfer.CreatedAt, TraceMarks.ToolCall, $"{transfer.RequestedBy.Name} calls its transfer tool: {Name(transfer)}")
        : Mark(transfer.CreatedAt, TraceMarks.Transfer, $"{transfer.RequestedBy.Name} transfers the caller to {Name(transfer)}");

    private static TraceMarker End(TransferView transfer, DateTime at) => transfer.State switch
    {
        TransferState.Failed => Mark(at, TraceMarks.TransferFailed, $"Transfer failed: {Cause(transfer.Reason, transfer.SipCode)}"),
        TransferState.Cancelled => Mark(at, TraceMarks.TransferOver, $"Transfer cancelled: {Cause(transfer.Reason, transfer.SipCode)}"),
        TransferState.TakenBack => Mark(at, TraceMarks.TransferOver, "Taken back: the caller is with the assistant"),
        _ => Mark(at, TraceMarks.TransferOver, "Transfer completed"),
    };

    private static string Cause(string? reason, int? sipCode) =>
        sipCode is { } code ? string.Create(CultureInfo.InvariantCulture, $"{reason} (SIP {code})") : reason ?? "no cause known";

    private static string Name(TransferView transfer) => transfer.DestinationName ?? transfer.Destination;

    private static TraceMarker Mark(DateTime at, string kind, string text) => new(at, null, kind, text);
}
