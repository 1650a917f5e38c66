namespace VoiceDock.Core.Calls.Trace;

/// <summary>The signalling of one call as a whole: the messages of every leg and what else happened, on one time axis. Immutable.</summary>
/// <param name="Legs">The caller's first, then the destinations' in the order they were dialled.</param>
/// <param name="Messages">Oldest first.</param>
/// <param name="Markers">Oldest first: the audio of the legs and the steps of the transfers.</param>
/// <param name="Truncated">The limit per call was reached; later messages are missing.</param>
public sealed record CallLadder(
    Guid CallId, IReadOnlyList<LadderLeg> Legs, IReadOnlyList<TraceMessage> Messages, IReadOnlyList<TraceMarker> Markers, bool Truncated)
{
    /// <param name="trace">Null when nothing was seen, or it is no longer kept.</param>
    public static CallLadder Of(CallView call, CallTrace? trace)
    {
        var messages = trace?.Messages ?? [];
        IReadOnlyList<TraceMarker> markers = messages.Count == 0 ? [] : [.. trace!.Markers.Concat(TransferMarks.Of(call)).OrderBy(m => m.At)];
        return new CallLadder(call.Id, LegsOf(messages), messages, markers, trace?.Truncated ?? false);
    }

    /// <summary>Messages and markers in the order of their times; of two at the same moment the marker comes first.</summary>
    public IEnumerable<LadderRow> Rows() =>
        Markers.Select(m => new LadderRow(m.At, null, m)).Concat(Messages.Select(m => new LadderRow(m.At, m, null))).OrderBy(r => r.At);

    private static IReadOnlyList<LadderLeg> LegsOf(IReadOnlyList<TraceMessage> messages) =>
        [.. messages.DistinctBy(m => m.Leg).Select(m => new LadderLeg(m.Leg, m.Local, m.Remote, m.Transport, m.SipCallId)).OrderBy(l => l.Name != LadderLeg.Caller)];
}
