namespace VoiceDock.Web.Trunks;

/// <summary>Puts any text into Markdown (CommonMark) so that it reads there as it is. Pure.</summary>
public static class MarkdownText
{
    private const string Special = "\\`*_{}[]<>#|!&~";

    /// <summary>Words within a line; nothing in them is markup.</summary>
    public static string Words(string text) =>
        string.Concat(OneLine(text).Select(c => Special.Contains(c) ? $"\\{c}" : c.ToString()));

    /// <summary>A code span within a line: fenced by more backticks than stand in it together.</summary>
    public static string Code(string text)
    {
        var line = OneLine(text);
        var fence = new string('`', LongestRun(line) + 1);
        // a blank on both sides is dropped by the reader, and keeps backticks apart
        var pad = line.StartsWith('`') || line.EndsWith('`') || (line.StartsWith(' ') && line.EndsWith(' ')) ? " " : "";
        return line.Length == 0 ? "" : $"{fence}{pad}{line}{pad}{fence}";
    }

    /// <summary>A block of lines, fenced by more backticks than stand in it together.</summary>
    public static string Block(string text, string language)
    {
        var fence = new string('`', Math.Max(3, LongestRun(text) + 1));
        return $"{fence}{language}\n{text}\n{fence}";
    }

    private static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c));

    private static int LongestRun(string text)
    {
        var (longest, run) = (0, 0);
        foreach (var c in text)
        {
            run = c == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
