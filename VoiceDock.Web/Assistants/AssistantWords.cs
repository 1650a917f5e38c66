using VoiceDock.Core.Common;
using VoiceDock.Core.Numbers;

namespace VoiceDock.Web.Assistants;

/// <summary>What the assistant pages say.</summary>
public static class AssistantWords
{
    /// <summary>What deleting an assistant does besides.</summary>
    /// <param name="numbers">The numbers it answers.</param>
    public static string DeleteConsequence(IReadOnlyList<Number> numbers)
    {
        var named = numbers.Take(3).Select(n => PhoneNumber.ToReadable(n.Label));
        return numbers.Count switch
        {
            0 => "No number uses it. Calls it has now go on.",
            1 => $"{named.First()} loses its assistant: calls to it are no longer answered. Calls it has now go on.",
            <= 3 => $"{numbers.Count} numbers lose their assistant: {string.Join(", ", named)}. Calls to them are no longer answered. Calls it has now go on.",
            _ => $"{numbers.Count} numbers lose their assistant: {string.Join(", ", named)} and {numbers.Count - 3} more. Calls to them are no longer answered. Calls it has now go on.",
        };
    }

    /// <summary>"1 h 30 min", "45 s".</summary>
    public static string Span(int seconds)
    {
        var span = TimeSpan.FromSeconds(seconds);
        string[] parts =
        [
            span.TotalHours >= 1 ? $"{(int)span.TotalHours} h" : "",
            span.Minutes > 0 ? $"{span.Minutes} min" : "",
            span.Seconds > 0 ? $"{span.Seconds} s" : "",
        ];
        return string.Join(' ', parts.Where(p => p.Length > 0));
    }

    public static string Destinations(int count) => count switch
    {
        0 => "none",
        1 => "1 destination",
        _ => $"{count} destinations",
    };
}
