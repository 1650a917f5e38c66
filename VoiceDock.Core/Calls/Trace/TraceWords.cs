using System.Globalization;

namespace VoiceDock.Core.Calls.Trace;

/// <summary>What a message is called, wherever one is shown.</summary>
public static class TraceWords
{
    /// <summary>A leg as people call it: "caller", "destination", "destination 2".</summary>
    public static string Side(string leg) => leg is "destination 1" ? "destination" : leg;

    /// <summary>"to caller", "from destination".</summary>
    public static string Direction(TraceMessage message) => $"{(message.Sent ? "to" : "from")} {Side(message.Leg)}";

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
}
