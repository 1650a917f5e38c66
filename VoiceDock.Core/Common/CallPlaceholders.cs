using System.Text;
using System.Text.RegularExpressions;

namespace VoiceDock.Core.Common;

/// <summary>
/// Texts that a call completes: <c>{caller}</c> and its like stand for what is known of the call. This is the grammar alone, for the rooms that keep
/// such texts; the values come from the calls. Pure.
/// </summary>
public static partial class CallPlaceholders
{
    /// <summary>Names without their braces.</summary>
    public static readonly IReadOnlyList<string> Names = ["caller", "caller_name", "number", "assistant", "summary", "call_id"];

    /// <summary>What is wrong with a text, as the end of a sentence about it; null when nothing.</summary>
    /// <param name="names">The placeholders it may have; null: all <see cref="Names"/>.</param>
    public static string? Problem(string template, IReadOnlyList<string>? names = null)
    {
        names ??= Names;
        var unknown = Cut(template).Where(p => p.IsName && !names.Contains(p.Text)).Select(p => p.Text).FirstOrDefault();
        if (unknown is null) return null;
        var shown = FieldText.OneLine($"{{{(unknown.Length <= 40 ? unknown : unknown[..40] + "…")}}}");
        return $"has an unknown placeholder {shown}; known are {string.Join(", ", names.Select(n => $"{{{n}}}"))}";
    }

    /// <summary>The text with every placeholder in its value; a name without a value, known or not, leaves nothing behind.</summary>
    public static string Fill(string template, Func<string, string?> valueOf)
    {
        var filled = new StringBuilder(template.Length + 32);
        foreach (var (text, isName) in Cut(template)) filled.Append(isName ? valueOf(text) : text);
        return filled.ToString();
    }

    /// <summary>The text cut at its placeholders, in order; the text of a placeholder is its name without braces.</summary>
    public static IEnumerable<(string Text, bool IsName)> Cut(string template)
    {
        var end = 0;
        foreach (Match match in Placeholder().Matches(template))
        {
            if (match.Index > end) yield return (template[end..match.Index], false);
            yield return (match.Value[1..^1], true);
            end = match.Index + match.Length;
        }

        if (end < template.Length) yield return (template[end..], false);
    }

    [GeneratedRegex(@"\{[^{}]*\}")]
    private static partial Regex Placeholder();
}
