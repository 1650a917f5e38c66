using System.Globalization;
using System.Text;

namespace VoiceDock.Core.Calls.Trace;

/// <summary>A ladder as plain text: every message whole, the markers between them, times in UTC.</summary>
public static class LadderText
{
    public static string Write(CallLadder ladder)
    {
        var text = new StringBuilder();
        foreach (var row in ladder.Rows())
        {
            if (row.Message is { } message)
                Append(text, message);
            else
                text.Append(CultureInfo.InvariantCulture, $"*** {Time(row.At)} {row.Marker!.Text}\n\n");
        }
        if (ladder.Truncated)
            text.Append("--- The limit was reached; later messages are missing.\n");
        return text.ToString();
    }

    private static void Append(StringBuilder text, TraceMessage message)
    {
        text.Append(CultureInfo.InvariantCulture, $"--- {Time(message.At)} {TraceWords.Direction(message)} ");
        text.Append(CultureInfo.InvariantCulture, $"({message.Transport} {message.Local} {(message.Sent ? "->" : "<-")} {message.Remote})");
        text.Append(message.Retransmission ? " retransmission\n" : "\n").Append(message.Text.ReplaceLineEndings("\n").TrimEnd('\n')).Append("\n\n");
    }

    private static string Time(DateTime at) => at.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
