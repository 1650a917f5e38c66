using System.Buffers;
using System.Globalization;
using System.Text;

namespace VoiceDock.Core.Sip.Messages;

/// <summary>Character classes and scanning of RFC 3261 section 25.1: plain loops, never a backtracking expression.</summary>
internal static class SipText
{
    private const string Alphanumeric = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private static readonly SearchValues<char> Token = SearchValues.Create(Alphanumeric + "-.!%*_+`'~");

    // Token and IPv6 characters: what a parameter value may hold without quotes.
    private static readonly SearchValues<char> BareValue = SearchValues.Create(Alphanumeric + "-.!%*_+`'~[]:");

    // C0 without TAB: what may never stand in a header value.
    private static readonly SearchValues<char> Control =
        SearchValues.Create([.. Enumerable.Range(0, 32).Where(c => c != '\t').Select(c => (char)c)]);

    public static bool IsToken(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExcept(Token);

    public static bool IsBareValue(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExcept(BareValue);

    public static bool HasControl(ReadOnlySpan<char> text) => text.ContainsAny(Control);

    /// <summary>Cuts blanks and tabs only; other Unicode white space is data.</summary>
    public static ReadOnlySpan<char> Trim(ReadOnlySpan<char> text) => text.Trim(" \t");

    /// <exception cref="ArgumentException">CR, LF, NUL or another C0 control (TAB excepted) is in the text.</exception>
    public static string Checked(string value, string what) =>
        HasControl(value) ? throw new ArgumentException($"A control character is not allowed in {what}.", nameof(value)) : value;

    /// <summary>Index of <paramref name="wanted"/> outside quoted strings (and outside angle brackets when asked); -1 when absent.</summary>
    public static int IndexOutsideQuotes(ReadOnlySpan<char> text, char wanted, bool skipBrackets = false)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == wanted) return i;
            if (c == '"')
            {
                var length = QuotedLength(text[i..]);
                if (length < 0) return -1;
                i += length - 1;
            }
            else if (skipBrackets && c == '<')
            {
                var close = text[i..].IndexOf('>');
                if (close < 0) return -1;
                i += close;
            }
        }

        return -1;
    }

    /// <summary>Length of the quoted string at the start, quotes included; -1 when it never ends.</summary>
    public static int QuotedLength(ReadOnlySpan<char> text)
    {
        for (var i = 1; i < text.Length; i++)
        {
            if (text[i] == '\\') i++;
            else if (text[i] == '"') return i + 1;
        }

        return -1;
    }

    public static string Unquote(ReadOnlySpan<char> quoted)
    {
        var inner = quoted[1..^1];
        if (!inner.Contains('\\')) return inner.ToString();
        var text = new StringBuilder(inner.Length);
        for (var i = 0; i < inner.Length; i++)
        {
            if (inner[i] == '\\' && i + 1 < inner.Length) i++;
            text.Append(inner[i]);
        }

        return text.ToString();
    }

    public static StringBuilder AppendQuoted(StringBuilder target, ReadOnlySpan<char> text)
    {
        target.Append('"');
        foreach (var c in text)
        {
            if (c is '"' or '\\') target.Append('\\');
            target.Append(c);
        }

        return target.Append('"');
    }

    /// <summary>Each fold, with the blanks around it, becomes one blank.</summary>
    public static string Unfold(string value)
    {
        var text = new StringBuilder(value.Length);
        for (var rest = value.AsSpan(); ;)
        {
            var fold = rest.IndexOf("\r\n");
            if (fold < 0) return text.Append(rest).ToString().Trim(' ');
            text.Append(rest[..fold].TrimEnd(" \t")).Append(' ');
            rest = rest[(fold + 2)..].TrimStart(" \t");
        }
    }

    /// <summary>RFC 3261 allows a backslash before a control character in a quoted string (RFC 4475 section 3.1.1.2), and we never send one:
    /// such a pair becomes an underscore. CR and LF are left, to be refused.</summary>
    public static string WithoutEscapedControls(string value)
    {
        var text = new StringBuilder(value.Length);
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] != '\\' || i + 1 == value.Length)
            {
                text.Append(value[i]);
                continue;
            }

            i++;
            if (value[i] is < ' ' and not ('\r' or '\n' or '\t')) text.Append('_');
            else text.Append('\\').Append(value[i]);
        }

        return text.ToString();
    }

    /// <summary>At most <paramref name="length"/> UTF-16 units, never half a surrogate pair.</summary>
    public static string Cut(string text, int length)
    {
        if (text.Length <= length) return text;
        return char.IsHighSurrogate(text[length - 1]) ? text[..(length - 1)] : text[..length];
    }

    /// <summary>For logs and screens: controls, line separators and invisible direction marks become '?'; cut at 200.</summary>
    public static string Clean(string text)
    {
        var cut = Cut(text, 200);
        return string.Create(cut.Length, cut, static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = char.GetUnicodeCategory(source[i]) is UnicodeCategory.Control or UnicodeCategory.Format
                    or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator ? '?' : source[i];
            }
        });
    }
}
