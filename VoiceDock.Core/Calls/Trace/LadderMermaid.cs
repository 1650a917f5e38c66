using System.Globalization;
using System.Text;

namespace VoiceDock.Core.Calls.Trace;

/// <summary>A ladder as a Mermaid sequence diagram: requests as solid arrows, responses as dashed ones, markers as notes.</summary>
public static class LadderMermaid
{
    private const string Us = "voicedock";

    public static string Write(CallLadder ladder)
    {
        var text = new StringBuilder("sequenceDiagram\n");
        var lanes = ladder.Legs.Select((leg, i) => (leg.Name, Lane: string.Create(CultureInfo.InvariantCulture, $"leg{i}"))).ToDictionary(l => l.Name, l => l.Lane);
        var first = ladder.Legs.TakeWhile(l => l.Name == LadderLeg.Caller);
        foreach (var leg in first)
            Participant(text, lanes[leg.Name], leg);
        text.Append(CultureInfo.InvariantCulture, $"  participant {Us} as VoiceDock\n");
        foreach (var leg in ladder.Legs.Where(l => l.Name != LadderLeg.Caller))
            Participant(text, lanes[leg.Name], leg);
        foreach (var row in ladder.Rows())
            Append(text, row, lanes);
        return text.ToString();
    }

    private static void Participant(StringBuilder text, string lane, LadderLeg leg) =>
        text.Append(CultureInfo.InvariantCulture, $"  participant {lane} as {Escape(TraceWords.Side(leg.Name))} {Escape(leg.Remote)}\n");

    private static void Append(StringBuilder text, LadderRow row, Dictionary<string, string> lanes)
    {
        if (row.Message is { } message)
        {
            var (from, to) = message.Sent ? (Us, lanes[message.Leg]) : (lanes[message.Leg], Us);
            var arrow = TraceWords.Status(message) is null ? "->>" : "-->>";
            text.Append(CultureInfo.InvariantCulture, $"  {from}{arrow}{to}: {Time(row.At)} {Escape(message.Summary)}{(message.Retransmission ? " (retransmission)" : "")}\n");
            return;
        }
        var over = row.Marker!.Leg is { } leg && lanes.TryGetValue(leg, out var lane) ? $"{Us},{lane}" : Us;
        text.Append(CultureInfo.InvariantCulture, $"  Note over {over}: {Time(row.At)} {Escape(row.Marker.Text)}\n");
    }

    private static string Time(DateTime at) => at.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);

    // ';' ends a statement, '#' begins an entity and '<' a tag: entities are written by number.
    private static string Escape(string text)
    {
        var safe = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is ';' or '#' or '<' or '>' or '&' or '"')
                safe.Append(CultureInfo.InvariantCulture, $"#{(int)c};");
            else
                safe.Append(char.IsControl(c) ? ' ' : c);
        }
        return safe.ToString();
    }
}
