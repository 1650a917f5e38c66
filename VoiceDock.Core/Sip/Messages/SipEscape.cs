using System.Buffers;
using System.Globalization;
using System.Text;

namespace VoiceDock.Core.Sip.Messages;

/// <summary>Percent-encoding of URI parts (RFC 3261 section 25.1, RFC 3986 section 2.1), over UTF-8.</summary>
internal static class SipEscape
{
    private const string Unreserved = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.!~*'()";

    // user-unreserved adds & = + $ , ; ? /; the last four are escaped all the same, since careless peers cut there.
    private static readonly SearchValues<char> UserPlain = SearchValues.Create(Unreserved + "&=+$");
    private static readonly SearchValues<char> ValuePlain = SearchValues.Create(Unreserved + "[]/:&+$");
    private static readonly SearchValues<char> ValueOnTheWire = SearchValues.Create(Unreserved + "[]/:&+$%");
    private static readonly SearchValues<char> NeverInUser = SearchValues.Create("<>\"@ \t\\^`{|}");

    public static bool IsUriValue(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExcept(ValueOnTheWire) && HasGoodEscapes(text);

    /// <summary>True for text a peer may write as user or password; a bare '#' and non-ASCII are forgiven.</summary>
    public static bool IsUser(ReadOnlySpan<char> text) => !text.ContainsAny(NeverInUser) && !SipText.HasControl(text) && HasGoodEscapes(text);

    public static string EscapeUser(string text)
    {
        if (!text.AsSpan().ContainsAnyExcept(UserPlain)) return text;
        var target = new StringBuilder(text.Length + 16);
        Append(target, text, UserPlain);
        return target.ToString();
    }

    public static void AppendUriValue(StringBuilder target, string value)
    {
        if (value.AsSpan().ContainsAnyExcept(ValuePlain)) Append(target, value, ValuePlain);
        else target.Append(value);
    }

    public static string Unescape(ReadOnlySpan<char> text)
    {
        if (!text.Contains('%')) return text.ToString();
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        var count = 0;
        while (!text.IsEmpty)
        {
            if (text[0] == '%')
            {
                bytes[count++] = byte.Parse(text.Slice(1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
                text = text[3..];
                continue;
            }

            var next = text.IndexOf('%');
            var plain = next < 0 ? text : text[..next];
            count += Encoding.UTF8.GetBytes(plain, bytes.AsSpan(count));
            text = text[plain.Length..];
        }

        return Encoding.UTF8.GetString(bytes, 0, count);
    }

    private static bool HasGoodEscapes(ReadOnlySpan<char> text)
    {
        for (var at = text.IndexOf('%'); at >= 0; at = text.IndexOf('%'))
        {
            if (at + 2 >= text.Length || !char.IsAsciiHexDigit(text[at + 1]) || !char.IsAsciiHexDigit(text[at + 2])) return false;
            text = text[(at + 3)..];
        }

        return true;
    }

    private static void Append(StringBuilder target, string text, SearchValues<char> plain)
    {
        Span<byte> utf8 = stackalloc byte[4];
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.IsAscii && plain.Contains((char)rune.Value))
            {
                target.Append((char)rune.Value);
                continue;
            }

            var length = rune.EncodeToUtf8(utf8);
            foreach (var b in utf8[..length]) target.Append(CultureInfo.InvariantCulture, $"%{b:X2}");
        }
    }
}
