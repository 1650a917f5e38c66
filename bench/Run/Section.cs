namespace VoiceDock.Bench.Run;

/// <summary>What one bench has to say.</summary>
/// <param name="Part">Its name on the command line, and the marker of its place in the document.</param>
/// <param name="Lines">Markdown.</param>
/// <param name="Faults">What was not correct, such as a lost or changed packet; empty when all was.</param>
internal sealed record Section(string Part, IReadOnlyList<string> Lines, IReadOnlyList<string> Faults)
{
    /// <summary>A table row.</summary>
    public static string Row(params string[] cells) => $"| {string.Join(" | ", cells)} |";

    public static IEnumerable<string> Head(params string[] cells) => [Row(cells), Row([.. cells.Select(_ => "---")])];
}
