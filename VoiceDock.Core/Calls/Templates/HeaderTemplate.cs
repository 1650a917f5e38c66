using System.Text;
using VoiceDock.Core.Common;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Calls.Templates;

/// <summary>
/// Fills the headers of a trunk with what is known of a call. A value stays in the place it was put: in quotes it is escaped, in an address it is
/// percent-encoded, and outside both it has nothing that separates values, except in <c>X-</c> headers, which have no grammar. Pure.
/// </summary>
public static class HeaderTemplate
{
    /// <summary>Characters of one value that are sent, such as those of a summary.</summary>
    public const int LongestFilled = 500;

    /// <summary>Characters a header has on the wire at most: a private one is cut, another that would be longer is left out.</summary>
    public const int LongestHeader = 1024;

    // What may stand in the user part of an address as it is (RFC 3261 section 25.1), besides letters and digits.
    private const string UserMarks = "-_.!~*'()+";

    /// <summary>The headers in their order, ready to be written. One whose placeholders are all without a value is left out.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Fill(IReadOnlyList<TrunkHeader> headers, CallView call, string? summary)
    {
        var filled = new List<KeyValuePair<string, string>>(headers.Count);
        foreach (var header in headers)
        {
            string ValueOf(string name) => Cut(CallTemplate.Value(name, call, summary), LongestFilled);
            var value = header.Is(TrunkHeader.UserToUser) ? UserToUser.Fill(header.Value, ValueOf) : Fill(header, ValueOf);
            if (value is { Length: > 0 and <= LongestHeader }) filled.Add(new(header.Name, value));
        }

        return filled;
    }

    /// <summary>True when a text has placeholders and none of them has a value: then it says nothing of this call.</summary>
    internal static bool IsEmpty(string template, Func<string, string> valueOf)
    {
        var names = CallPlaceholders.Cut(template).Where(p => p.IsName).ToList();
        return names.Count > 0 && names.TrueForAll(p => valueOf(p.Text).Length == 0);
    }

    private static string? Fill(TrunkHeader header, Func<string, string> valueOf)
    {
        if (IsEmpty(header.Value, valueOf)) return null;
        var (text, place) = (new StringBuilder(), new Place());
        foreach (var (part, isName) in CallPlaceholders.Cut(header.Value))
        {
            if (!isName) place.Pass(part);
            text.Append(isName ? Fitted(valueOf(part), place, header.IsPrivate) : part);
        }

        var value = text.ToString().Trim();
        return header.IsPrivate ? Cut(value, LongestHeader) : value;
    }

    private static string Fitted(string value, Place place, bool isPrivate)
    {
        if (place.IsQuoted) return value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
        if (place.IsAddress) return string.Concat(value.EnumerateRunes().Select(Encoded));
        return isPrivate ? value : string.Concat(value.Where(c => !"\"<>,;".Contains(c)));
    }

    private static string Encoded(Rune rune)
    {
        if (rune.IsAscii && (char.IsAsciiLetterOrDigit((char)rune.Value) || UserMarks.Contains((char)rune.Value))) return rune.ToString();
        Span<byte> bytes = stackalloc byte[4];
        return string.Concat(bytes[..rune.EncodeToUtf8(bytes)].ToArray().Select(b => $"%{b:X2}"));
    }

    // Never half a character.
    private static string Cut(string text, int length)
    {
        if (text.Length <= length) return text;
        return char.IsHighSurrogate(text[length - 1]) ? text[..(length - 1)] : text[..length];
    }

    /// <summary>Where in a header's value the reading has come to.</summary>
    private sealed class Place
    {
        public bool IsQuoted { get; private set; }

        public bool IsAddress { get; private set; }

        public void Pass(string text)
        {
            for (var i = 0; i < text.Length; i++)
            {
                if (IsQuoted && text[i] == '\\') i++;
                else if (text[i] == '"' && !IsAddress) IsQuoted = !IsQuoted;
                else if (!IsQuoted) IsAddress = text[i] == '<' || (IsAddress && text[i] != '>');
            }
        }
    }
}
