using System.Diagnostics.CodeAnalysis;

namespace VoiceDock.Core.Common;

/// <summary>
/// Reads the user part out of a <c>sip:</c> destination. Deliberately not a URI parser: a password, headers, or a host
/// that is not the trunk's own make the whole destination invalid.
/// </summary>
internal static class SipDestination
{
    /// <param name="rest">The text after <c>sip:</c>.</param>
    public static bool TryReadUser(ReadOnlySpan<char> rest, IReadOnlyList<string> trunkHosts, [NotNullWhen(true)] out string? user)
    {
        user = null;
        var at = rest.IndexOf('@');
        if (at <= 0 || rest.ContainsAny('?', '<', '>') || rest[(at + 1)..].Contains('@')) return false;

        var host = HostOf(rest[(at + 1)..]);
        if (host.IsEmpty || !IsOneOf(host, trunkHosts)) return false;

        var name = rest[..at];
        if (name.ContainsAny(':', '/') || !TryDecode(name, out var decoded)) return false;
        var parameters = decoded.IndexOf(';');
        user = parameters < 0 ? decoded : decoded[..parameters];
        return true;
    }

    private static ReadOnlySpan<char> HostOf(ReadOnlySpan<char> text)
    {
        var end = text.IndexOf(';');
        if (end >= 0) text = text[..end];
        if (text is ['[', ..])
        {
            var close = text.IndexOf(']');
            return close > 0 && IsPort(text[(close + 1)..]) ? text[1..close] : [];
        }

        var colon = text.IndexOf(':');
        if (colon < 0) return text;
        return IsPort(text[colon..]) ? text[..colon] : [];
    }

    private static bool IsPort(ReadOnlySpan<char> text) =>
        text.IsEmpty || (text is [':', _, ..] && text.Length <= 6 && !text[1..].ContainsAnyExceptInRange('0', '9'));

    private static bool IsOneOf(ReadOnlySpan<char> host, IReadOnlyList<string> hosts)
    {
        foreach (var candidate in hosts)
        {
            if (host.Equals(candidate, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    private static bool TryDecode(ReadOnlySpan<char> text, out string decoded)
    {
        decoded = "";
        var result = new char[text.Length];
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '%')
            {
                result[length++] = text[i];
                continue;
            }

            if (i + 2 >= text.Length || !char.IsAsciiHexDigit(text[i + 1]) || !char.IsAsciiHexDigit(text[i + 2])) return false;
            result[length++] = (char)(byte)((Convert.ToInt32(text[i + 1].ToString(), 16) << 4) | Convert.ToInt32(text[i + 2].ToString(), 16));
            i += 2;
        }

        decoded = new string(result, 0, length);
        return true;
    }
}
