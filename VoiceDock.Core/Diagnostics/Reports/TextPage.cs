using System.Text;

namespace VoiceDock.Core.Diagnostics.Reports;

/// <summary>Plain text of a fixed width: headings, and entries of a label and a text beside it. Lines end with a line feed. Not thread-safe.</summary>
internal sealed class TextPage
{
    /// <summary>Columns of the longest line.</summary>
    public const int Width = 100;

    private readonly StringBuilder _text = new();

    public void Heading(string text, char rule)
    {
        if (_text.Length > 0) Blank();
        var lines = Lines(text, Width);
        lines.ForEach(l => Line("", l));
        Line("", new string(rule, lines.Max(l => l.Length)));
    }

    public void Blank() => _text.Append('\n');

    /// <summary>A paragraph.</summary>
    public void Say(string text, int indent = 0) => Lines(text, Width - indent).ForEach(l => Line(new string(' ', indent), l));

    /// <summary>A label, and the text in a column of its own. Nothing without text.</summary>
    /// <param name="column">Where the text begins, counted from the left edge.</param>
    public void Entry(string label, string? text, int column, int indent = 0)
    {
        if (string.IsNullOrWhiteSpace(text)) return;
        var head = (new string(' ', indent) + label).PadRight(column);
        foreach (var line in Lines(text, Width - column))
        {
            Line(head, line);
            head = new string(' ', column);
        }
    }

    public override string ToString() => _text.ToString();

    private void Line(string head, string text) => _text.Append((head + text).TrimEnd()).Append('\n');

    // Whitespace of any kind separates words, so no text brings lines of its own. A word that is too long is cut.
    private static List<string> Lines(string text, int width)
    {
        List<string> lines = [];
        var line = new StringBuilder();
        foreach (var word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).SelectMany(w => w.Chunk(width)))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                lines.Add(line.ToString());
                line.Clear();
            }

            line.Append(line.Length > 0 ? " " : "").Append(word);
        }

        lines.Add(line.ToString());
        return lines;
    }
}
