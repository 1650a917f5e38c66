using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Common;
using VoiceDock.Web.Shared;

namespace VoiceDock.Web.Calls.Detail;

/// <summary>What happened in a call, in order: arrived, answered, each transfer with its steps and reasons, the end.</summary>
public static class CallTimeline
{
    public static IReadOnlyList<TimelineEntry> Of(CallView call)
    {
        var entries = new List<TimelineEntry> { Arrival(call) };
        if (call.AnsweredAt is { } answered)
            entries.Add(CallWords.IsOurs(call)
                ? new(answered, "Answered", $"{call.AssistantName ?? "The assistant"} speaks.")
                : new(answered, $"Answered by {call.AssistantName ?? "the assistant"}", call.BusinessName));
        foreach (var transfer in call.Transfers)
            entries.AddRange(Steps(transfer));
        if (call.End is { } end)
            entries.Add(new(call.EndedAt ?? call.UpdatedAt, end.Sentence, null, end.IsError || call.State == CallState.Failed ? Tone.Down : Tone.Neutral, Sip: Sip(end.SipCode, null)));
        return [.. entries.OrderBy(e => e.At)];
    }

    private static TimelineEntry Arrival(CallView call)
    {
        var trunk = call.InboundTrunkName is { } name ? $", over {name}" : "";
        if (CallWords.IsOurs(call))
            return new(call.CreatedAt, "Call placed", $"{CallWords.Called(call)} calls {CallWords.Caller(call)}{trunk}.");
        return new(call.CreatedAt, "Call arrived", $"{CallWords.Caller(call)} called {CallWords.Called(call)}{trunk}.");
    }

    private static IEnumerable<TimelineEntry> Steps(TransferView transfer)
    {
        var message = transfer.Message is { } said ? $"The caller hears: “{said}”" : null;
        yield return new(transfer.CreatedAt, $"Transfer to {TransferWords.Destination(transfer)}", message, Tone.Info);
        for (var i = 0; i < transfer.Attempts.Count; i++)
        {
            foreach (var entry in Attempt(transfer, transfer.Attempts[i], i + 1 < transfer.Attempts.Count ? transfer.Attempts[i + 1] : null))
                yield return entry;
        }
        if (transfer.AnsweredAt is { } answered)
            yield return new(answered, $"{TransferWords.Dialled(transfer)} answered", "The caller is connected.", Tone.Up, Step: true);
        if (transfer.EndedAt is { } ended)
            yield return End(transfer, ended);
    }

    private static IEnumerable<TimelineEntry> Attempt(TransferView transfer, TransferAttemptView attempt, TransferAttemptView? next)
    {
        var where = string.Join(" · ", new[] { attempt.TrunkName ?? transfer.TrunkName, $"{attempt.Target} {attempt.Transport}" }.OfType<string>());
        yield return new(attempt.StartedAt, $"Dialed {TransferWords.Dialled(transfer)}", where, Tone.Info, Step: true);
        // The last attempt's end is the transfer's own.
        if (next is not null && attempt.EndedAt is { } ended)
            yield return new(ended, TransferWords.Reason(attempt.Reason), next.TrunkId == attempt.TrunkId ? "The next address is tried." : $"The backup trunk {next.TrunkName} is tried.", Tone.Suspect, Step: true, Sip(attempt.SipCode, null));
    }

    private static TimelineEntry End(TransferView transfer, DateTime ended) => transfer.State switch
    {
        TransferState.Failed => new(ended, $"Transfer failed: {TransferWords.Reason(transfer.Reason).ToLowerInvariant()}", transfer.Explanation, Tone.Down, Step: true,
            Sip(transfer.SipCode, transfer.SipReason)),
        TransferState.Cancelled when transfer.Reason == TransferReasons.CallerHungUp.Slug => new(ended, "Transfer over", transfer.Explanation, Step: true),
        TransferState.Cancelled => new(ended, "Transfer cancelled", "The caller is with the assistant.", Step: true),
        TransferState.TakenBack => new(ended, "Taken back", "The caller is with the assistant.", Step: true),
        _ => new(ended, $"Conversation with {TransferWords.Destination(transfer)} over", With(transfer, ended), Step: true),
    };

    private static string? With(TransferView transfer, DateTime ended) =>
        transfer.AnsweredAt is { } answered ? $"They spoke for {Duration.Format(ended - answered)}." : null;

    private static string? Sip(int? code, string? reason) => code is null ? null : $"SIP {code} {reason}".TrimEnd();
}
