using System.Text.RegularExpressions;

namespace VoiceDock.Core.Diagnostics.Reports;

/// <summary>Figures in a report's texts that differ from run to run and mean nothing by it.</summary>
internal static partial class Figures
{
    /// <summary>The text with durations, times of day, counts of packets and ports of audio blotted out; null stays null.</summary>
    public static string? Without(string? text) => text is null ? null : Passing().Replace(text, "…");

    [GeneratedRegex(@"(?<![\w.])\d+(\.\d+)? (ms|s|days?|times|packets)\b|\d+ of our \d+ packets|\b\d\d:\d\d:\d\d\b|(?<=audio at [^ ]+:)\d+", RegexOptions.CultureInvariant)]
    private static partial Regex Passing();
}
