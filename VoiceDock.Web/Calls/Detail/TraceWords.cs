using System.Globalization;
using System.Text;
using VoiceDock.Core.Calls.Trace;

namespace VoiceDock.Web.Calls.Detail;

/// <summary>SIP messages as the list and the text file show them.</summary>
public static class TraceWords
{
    /// <summary>Whose side the message is of: "caller", "destination", "destination 2".</summary>
    public static string Side(TraceMessage message) => message.Leg is "destination 1" ? "destination" : message.Leg;

    /// <summary>"to caller", "from destination".</summary>
    public static string Direction(TraceMessage message) => $"{(message.Sent ? "to" : "from")} {Side(message)}";

    /// <summary>The status code of a response, else null.</summary>
    public static int? Status(TraceMessage message)
    {
        var first = message.Summary.AsSpan();
        if (first.StartsWith("SIP/2.0 ", StringComparison.OrdinalIgnoreCase))
            first = first[8..];
        return first.Length >= 3 && int.TryParse(first[..3], NumberStyles.None, CultureInfo.InvariantCulture, out var status) && (first.Length == 3 || first[3] == ' ')
            ? status
            : null;
    }

    /// <summary>A final answer of 400 and above, but neither a challenge (answered with credentials) nor the 487 that follows a CANCEL.</summary>
    public static bool IsFailure(TraceMessage message) => Status(message) is >= 400 and not (401 or 407 or 487);

    /// <summary>The whole trace as text, times in UTC.</summary>
    public static string ToText(CallTrace trace)
    {
        var text = new StringBuilder();
        foreach (var message in trace.Messages)
        {
            text.Append(CultureInfo.InvariantCulture, $"--- {message.At:yyyy-MM-dd'T'HH:mm:ss.fff'Z'} {Direction(message)} ({message.Local} {(message.Sent ? "->" : "<-")} {message.Remote})");
            text.Append(message.Retransmission ? " retransmission\n" : "\n").Append(message.Text.ReplaceLineEndings("\n").TrimEnd('\n')).Append("\n\n");
        }
        if (trace.Truncated)
            text.Append("--- The limit was reached; later messages are missing.\n");
        return text.ToString();
    }
}
