using System.Text;
using System.Text.RegularExpressions;

namespace VoiceDock.Core.Trunks.Presets;

/// <summary>Writes a value into a text of another system so that it means itself there, whatever characters somebody typed. Pure.</summary>
public static partial class PbxEscape
{
    /// <summary>Whether a value that a person typed can be written in this language at all.</summary>
    public static bool TakesTyped(PbxFormat format) => format is not (PbxFormat.Ios or PbxFormat.Kamailio);

    /// <summary>The value as it stands in a text of that language. It never begins a new line there.</summary>
    public static string Write(string value, PbxFormat format) => format switch
    {
        PbxFormat.Ini => Ini(Line(value)),
        PbxFormat.Xml => Xml(Line(value)),
        PbxFormat.Shell => Shell(Line(value)),
        _ => Line(value),
    };

    // Asterisk takes ; for a comment unless a backslash stands before it, and = followed by > for one sign.
    private static string Ini(string value)
    {
        var escaped = value.Replace(";", "\\;", StringComparison.Ordinal);
        return escaped.StartsWith('>') ? $" {escaped}" : escaped;
    }

    // FreeSWITCH looks for $${ and ${ in the raw file, before it reads it as XML.
    private static string Xml(string value)
    {
        var text = new StringBuilder(value.Length);
        foreach (var c in value)
        {
            _ = c switch
            {
                '&' => text.Append("&amp;"),
                '<' => text.Append("&lt;"),
                '>' => text.Append("&gt;"),
                '"' => text.Append("&quot;"),
                '\'' => text.Append("&#39;"),
                '$' => text.Append("&#36;"),
                _ => text.Append(c),
            };
        }

        return text.ToString();
    }

    private static string Shell(string value) => Plain().IsMatch(value) ? value : $"'{value.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    // a typed line break, or half a character, would end the value in most languages
    private static string Line(string value)
    {
        var text = new StringBuilder(value.Length);
        foreach (var rune in value.EnumerateRunes())
        {
            if (Rune.IsControl(rune) || rune.Value is 0x2028 or 0x2029) text.Append(' ');
            else if (rune.Value is 0xFFFE or 0xFFFF) text.Append('\uFFFD');
            else text.Append(rune.ToString());
        }

        return text.ToString();
    }

    [GeneratedRegex(@"^[A-Za-z0-9._:/@+-]+\z")]
    private static partial Regex Plain();
}
