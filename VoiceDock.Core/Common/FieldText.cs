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

    // line and paragraph separators break lines too, in logs and on pages
    private static bool IsUnsafe(char c) => char.IsControl(c) || c is '\u2028' or '\u2029';
}
