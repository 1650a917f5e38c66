using System.Globalization;
using System.Text;

namespace VoiceDock.Core.Calls.Trace;

/// <summary>
/// A masked message as a reader of captures can take it apart. Content-Length counts the masked body: with the old one the reader of a stream would
/// look for the next message in the wrong place. Masks that break the grammar of their line (RFC 3261 25.1, RFC 4568 9.1) are spelled so that they do not.
/// </summary>
internal static class CaptureText
{
    private const string Blank = "\r\n\r\n", MaskedCredentials = "uthorization: ***";

    public static string Of(string text)
    {
        var end = text.IndexOf(Blank, StringComparison.Ordinal);
        if (end < 0)
            return text;
        var body = text[(end + Blank.Length)..].Replace("a=crypto:***", "a=masked-crypto:***", StringComparison.OrdinalIgnoreCase);
        var length = Encoding.UTF8.GetByteCount(body);
        var lines = text[..end].Split("\r\n");
        for (var i = 1; i < lines.Length; i++)
            lines[i] = Header(lines[i], length);
        return string.Concat(string.Join("\r\n", lines), Blank, body);
    }

    private static string Header(string line, int length)
    {
        var colon = line.IndexOf(':');
        if (colon > 0 && IsContentLength(line.AsSpan(0, colon).TrimEnd(" \t")))
            return string.Create(CultureInfo.InvariantCulture, $"{line[..colon]}: {length}");
        return line.EndsWith(MaskedCredentials, StringComparison.OrdinalIgnoreCase) ? $"{line[..^3]}Digest ***" : line;
    }

    private static bool IsContentLength(ReadOnlySpan<char> name) =>
        name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase) || name.Equals("l", StringComparison.OrdinalIgnoreCase);
}
