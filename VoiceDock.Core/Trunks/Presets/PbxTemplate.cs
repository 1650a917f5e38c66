using System.Text.RegularExpressions;

namespace VoiceDock.Core.Trunks.Presets;

/// <summary>
/// The little language of the texts for the other side. <c>{name}</c> is a fact of <see cref="PbxSide"/>, except after a <c>$</c>, where it is the other
/// system's own variable. A line that begins with <c>{?name}</c> or <c>{?!name}</c> stays only where the condition holds, or does not. Pure.
/// </summary>
public static partial class PbxTemplate
{
    /// <summary>The text without its conditions: lines that do not hold are gone. Null when none is left.</summary>
    /// <exception cref="FormatException">A condition is not known.</exception>
    public static string? Choose(string template, Func<string, bool> holds)
    {
        List<string> lines = [];
        foreach (var line in template.Split('\n'))
        {
            var rest = line.AsSpan();
            var stays = true;
            while (ReadCondition(ref rest) is { } condition)
                stays &= holds(condition.Name) != condition.Negated;
            if (stays) lines.Add(rest.ToString());
        }

        return lines.Count == 0 ? null : string.Join('\n', lines);
    }

    /// <summary>The chosen text cut at its placeholders, in order; the text of a placeholder is its name without braces.</summary>
    public static IEnumerable<(string Text, bool IsName)> Cut(string text)
    {
        var end = 0;
        foreach (Match match in Placeholder().Matches(text))
        {
            if (match.Index > end) yield return (text[end..match.Index], false);
            yield return (match.Value[1..^1], true);
            end = match.Index + match.Length;
        }

        if (end < text.Length) yield return (text[end..], false);
    }

    /// <summary>Every condition in a template, for checking it.</summary>
    public static IEnumerable<string> Conditions(string template) => Condition().Matches(template).Select(m => m.Groups[2].Value);

    private static (string Name, bool Negated)? ReadCondition(ref ReadOnlySpan<char> line)
    {
        if (!line.StartsWith("{?") || line.IndexOf('}') is not (> 2 and var end)) return null;
        var name = line[2..end];
        line = line[(end + 1)..];
        return name[0] == '!' ? (name[1..].ToString(), true) : (name.ToString(), false);
    }

    [GeneratedRegex(@"(?<!\$)\{[a-z_]+\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"\{\?(!?)([a-z_]*)\}")]
    private static partial Regex Condition();
}
