using System.Text;

namespace VoiceDock.Core.Common;

/// <summary>Checks of text fields that several rooms share. Each returns what is wrong, or null; null text is never wrong.</summary>
public static class FieldText
{
    /// <summary>One line: 1 to <paramref name="longest"/> characters, no control characters.</summary>
    public static string? Line(string? text, int longest)
    {
        if (Length(text, longest) is { } problem) return problem;
        return text is not null && text.Any(IsUnsafe) ? "must not contain control characters" : null;
    }

    /// <summary>1 to <paramref name="longest"/> characters of any kind.</summary>
    public static string? Length(string? text, int longest) => text switch
    {
        null => null,
        "" => "must not be empty; send null to clear it",
        _ when text.Length > longest => $"must have at most {longest} characters",
        _ => null,
    };

    /// <summary>
    /// For a text that came from outside and stands in one line: each run of control characters and line separators, with the blanks around it, becomes one blank;
    /// none is left at the ends.
    /// </summary>
    public static string OneLine(string text)
    {
        if (!text.Any(IsUnsafe)) return text.Trim();
        var line = new StringBuilder(text.Length);
        var isGap = false;
        foreach (var c in text)
        {
            isGap |= IsUnsafe(c);
            if (isGap && (c == ' ' || IsUnsafe(c))) continue;
            if (isGap && line.Length > 0 && line[^1] != ' ') line.Append(' ');
            line.Append(c);
            isGap = false;
        }

        return line.ToString().Trim();
    }

    /// <summary>A wrong value as it may stand in a message: without control characters, cut at 40.</summary>
    public static string Shown(string? text)
    {
        var clean = string.Concat((text ?? "").Where(c => !IsUnsafe(c)));
        return clean.Length <= 40 ? clean : clean[..40] + "…";
    }

    // line and paragraph separators break lines too, in logs and on pages
    private static bool IsUnsafe(char c) => char.IsControl(c) || c is '\u2028' or '\u2029';
}
