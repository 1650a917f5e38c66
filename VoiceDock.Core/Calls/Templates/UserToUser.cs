using System.Buffers;
using System.Text;
using VoiceDock.Core.Common;

namespace VoiceDock.Core.Calls.Templates;

/// <summary>The value of User-to-User (RFC 7433 section 4.1): data in hexadecimal, as its <c>encoding=hex</c> says, with the parameters as they were typed. Pure.</summary>
internal static class UserToUser
{
    /// <summary>Of text that is encoded; the rest is cut.</summary>
    public const int MostOctets = 400;

    private const string Hex = "encoding=hex";

    private static readonly string[] Parameters = ["purpose", "content", "encoding"];

    private static readonly SearchValues<char> Token =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-.!%*_+`'~");

    /// <summary>Null when it says nothing of this call.</summary>
    /// <param name="template">Text, or data already written in hexadecimal with <c>;encoding=hex</c>.</param>
    public static string? Fill(string template, Func<string, string> valueOf)
    {
        var (dataTemplate, parameters) = Split(template.Trim());
        if (HeaderTemplate.IsEmpty(dataTemplate, valueOf)) return null;
        // typed so; what a call puts in may look like it by chance
        var isHex = parameters.Contains(Hex, StringComparer.OrdinalIgnoreCase) && dataTemplate.Length > 0 && dataTemplate.Length % 2 == 0 && dataTemplate.All(char.IsAsciiHexDigit);
        var others = parameters.Where(p => !IsNamed(p, "encoding"));
        return string.Join(';', [isHex ? dataTemplate : Encoded(CallPlaceholders.Fill(Unquoted(dataTemplate), valueOf)), .. others, Hex]);
    }

    // Parameters are taken for such when all of them are of the standard; else the semicolon is part of the text.
    private static (string Data, string[] Parameters) Split(string template)
    {
        var parts = template.Split(';', StringSplitOptions.TrimEntries);
        var first = parts.Length;
        while (first > 1 && Array.Exists(Parameters, name => IsNamed(parts[first - 1], name))) first--;
        return first == parts.Length ? (template, []) : (string.Join(';', parts[..first]), parts[first..]);
    }

    // a token, and nothing to fill in
    private static bool IsNamed(string parameter, string name) =>
        parameter.Length > name.Length + 1 && parameter.StartsWith(name, StringComparison.OrdinalIgnoreCase) && parameter[name.Length] == '='
        && parameter.AsSpan(name.Length + 1).IndexOfAnyExcept(Token) < 0;

    private static string Encoded(string text)
    {
        var octets = Encoding.UTF8.GetBytes(text.Trim());
        var length = Math.Min(octets.Length, MostOctets);
        // never half a character
        while (length < octets.Length && length > 0 && (octets[length] & 0xC0) == 0x80) length--;
        return Convert.ToHexString(octets.AsSpan(0, length));
    }

    private static string Unquoted(string data) => data is ['"', .. var inner, '"'] && !inner.Contains('"') ? inner : data;
}
