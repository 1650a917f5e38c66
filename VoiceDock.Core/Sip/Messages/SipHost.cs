using System.Buffers;
using System.Net;
using System.Net.Sockets;

namespace VoiceDock.Core.Sip.Messages;

/// <summary>The <c>host[:port]</c> production, with IPv6 in brackets on the wire and without them in our properties.</summary>
internal static class SipHost
{
    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._");

    private static readonly SearchValues<char> V6Characters = SearchValues.Create("abcdefABCDEF0123456789:.");

    public static bool TryParse(ReadOnlySpan<char> text, out string host, out int? port)
    {
        host = "";
        port = null;
        text = SipText.Trim(text);
        ReadOnlySpan<char> rest;
        if (text.StartsWith("["))
        {
            var close = text.IndexOf(']');
            if (close < 0) return false;
            var address = Mended(text[1..close]);
            if (!IsV6(address)) return false;
            host = address.ToString();
            rest = SipText.Trim(text[(close + 1)..]);
        }
        else
        {
            var colon = text.IndexOf(':');
            var name = SipText.Trim(colon < 0 ? text : text[..colon]);
            if (!IsName(name)) return false;
            host = name.ToString();
            rest = colon < 0 ? default : text[colon..];
        }

        if (rest.IsEmpty) return true;
        if (rest[0] != ':' || !TryPort(SipText.Trim(rest[1..]), out var number)) return false;
        port = number;
        return true;
    }

    /// <summary>A host as <see cref="TryParse"/> gives it: a name, an IPv4 address, or an IPv6 address without brackets.</summary>
    public static bool IsValid(string host) => IsName(host) || IsV6(host);

    public static string Write(string host, int? port)
    {
        var text = host.Contains(':') ? $"[{host}]" : host;
        return port is null ? text : $"{text}:{port}";
    }

    public static bool TryPort(ReadOnlySpan<char> text, out int port)
    {
        port = 0;
        if (text.Length is 0 or > 5) return false;
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c)) return false;
            port = (port * 10) + (c - '0');
        }

        return port <= 65535;
    }

    // The grammar of RFC 3261 lets three colons stand before an embedded IPv4 address; RFC 5118 section 4.10 wants that understood.
    private static ReadOnlySpan<char> Mended(ReadOnlySpan<char> text)
    {
        var colons = text.IndexOf(":::");
        return colons >= 0 && text.Contains('.') ? string.Concat(text[..colons], text[(colons + 1)..]) : text;
    }

    private static bool IsName(ReadOnlySpan<char> name) => name.Length is > 0 and <= 255 && !name.ContainsAnyExcept(NameCharacters);

    // The character check keeps zone ids and other liberties of IPAddress.TryParse out.
    private static bool IsV6(ReadOnlySpan<char> text) =>
        text.Length is > 1 and <= 45 && !text.ContainsAnyExcept(V6Characters)
        && IPAddress.TryParse(text, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6;
}
