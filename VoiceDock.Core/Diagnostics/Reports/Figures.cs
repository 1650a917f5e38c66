using System.Text.RegularExpressions;

namespace VoiceDock.Core.Diagnostics.Reports;

/// <summary>Figures in a report's texts that differ from run to run and mean nothing by it.</summary>
internal static partial class Figures
{
    /// <summary>The text with round trips, times of day and counts of days blotted out; null stays null.</summary>
    public static string? Without(string? text) => text is null ? null : Passing().Replace(text, "…");

    [GeneratedRegex(@"(?<![\w.])\d+(\.\d+)? (ms|s|days?)\b|\b\d\d:\d\d:\d\d\b", RegexOptions.CultureInvariant)]
    private static partial Regex Passing();
}
