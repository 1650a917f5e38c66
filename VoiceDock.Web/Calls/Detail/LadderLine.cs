using VoiceDock.Core.Calls.Trace;

namespace VoiceDock.Web.Calls.Detail;

/// <summary>One row of the ladder as it is drawn.</summary>
/// <param name="Key">Stays with the message or marker when others come between.</param>
/// <param name="From">Lane the arrow starts in.</param>
/// <param name="To">Lane it points to; the same for the mark of no leg.</param>
/// <param name="Flows">Lanes whose audio flows at that moment.</param>
/// <param name="Pause">How long nothing happened before, when that is worth telling.</param>
public sealed record LadderLine(string Key, LadderRow Row, int From, int To, IReadOnlyList<int> Flows, TimeSpan? Pause)
{
    private static readonly TimeSpan WorthTelling = TimeSpan.FromSeconds(2);

    public int Left => Math.Min(From, To);

    public int Width => Math.Abs(To - From);

    public static IReadOnlyList<LadderLine> Of(CallLadder ladder, LadderLanes lanes)
    {
        List<LadderLine> lines = [];
        SortedSet<int> flows = [];
        var (messages, markers) = (0, 0);
        foreach (var row in ladder.Rows())
        {
            var far = lanes.Of(row.Message?.Leg ?? row.Marker!.Leg);
            var sent = row.Message is { Sent: true } || row.Marker is { Kind: TraceMarks.AudioOut };
            Follow(flows, far, row.Marker?.Kind);
            TimeSpan? pause = lines.Count > 0 && row.At - lines[^1].Row.At is var quiet && quiet >= WorthTelling ? quiet : null;
            var key = row.Message is null ? $"mark {markers++}" : $"message {messages++}";
            lines.Add(new LadderLine(key, row, sent ? LadderLanes.Us : far, sent ? far : LadderLanes.Us, [.. flows], pause));
        }
        return lines;
    }

    private static void Follow(SortedSet<int> flows, int lane, string? kind)
    {
        switch (kind)
        {
            case TraceMarks.AudioIn or TraceMarks.AudioOut or TraceMarks.Audible:
                flows.Add(lane);
                break;
            case TraceMarks.Silent or TraceMarks.AudioEnd:
                flows.Remove(lane);
                break;
        }
    }
}
