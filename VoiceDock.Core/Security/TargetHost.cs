using System.Net;
using System.Net.Sockets;

namespace VoiceDock.Core.Security;

/// <summary>What a person may write as a host: an address in its usual spelling, or a name in ASCII.</summary>
internal static class TargetHost
{
    /// <param name="address">Set when the host is a literal address.</param>
    /// <returns>Why the text is not accepted, or null.</returns>
    public static string? Read(string text, out IPAddress? address)
    {
        address = null;
        var host = text is ['[', .. var inner, ']'] ? inner : text;
        if (IPAddress.TryParse(host, out var parsed))
        {
            // 127.1, 0x7f.0.0.1, 2130706433 and 010.0.0.1 are addresses to some readers and other addresses to others.
            if (parsed.AddressFamily == AddressFamily.InterNetwork && parsed.ToString() != host) return "write the address as four plain decimal numbers.";
            if (host.Contains('%', StringComparison.Ordinal)) return "an address with a zone is link-local.";
            address = parsed;
            return null;
        }

        return host.Length == text.Length && IsName(host) ? null : "that is neither an address nor a host name.";
    }

    private static bool IsName(string host)
    {
        var name = host.EndsWith('.') ? host[..^1] : host;
        if (name.Length is 0 or > 253) return false;
        var labels = name.Split('.');
        return labels.All(IsLabel) && !IsNumber(labels[^1]);
    }

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= 63 && label[0] != '-' && label[^1] != '-' && label.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    // A name whose last label is a number is read as an address by some resolvers (WHATWG URL, "ends in a number").
    private static bool IsNumber(string label) =>
        label.All(char.IsAsciiDigit) || (label.StartsWith("0x", StringComparison.OrdinalIgnoreCase) && label[2..].All(char.IsAsciiHexDigit));
}
