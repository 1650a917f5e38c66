using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace VoiceDock.Core.Trunks;

/// <summary>The forms a host may have. Stricter than the platform's parser, which also takes <c>0x7f.1</c> and <c>1</c>.</summary>
public static class TrunkHost
{
    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = false };

    /// <summary>Lower-case A-label name without a final dot, dotted IPv4, or IPv6 without brackets and zone.</summary>
    public static bool TryNormalise([NotNullWhen(true)] string? text, [NotNullWhen(true)] out string? host)
    {
        host = null;
        if (string.IsNullOrEmpty(text) || text.Length > 255) return false;
        if (TryReadLiteral(text, out var literal))
        {
            host = literal.ToString();
            return true;
        }

        var name = text.EndsWith('.') ? text[..^1] : text;
        if (!TryToAscii(name, out var ascii) || ascii.Length > 253) return false;
        var labels = ascii.Split('.');
        if (!labels.All(IsLabel) || LooksNumeric(labels[^1])) return false;
        host = ascii;
        return true;
    }

    /// <summary>An IPv4 address in four decimal parts, or an IPv6 address, with or without brackets.</summary>
    public static bool TryReadLiteral(string text, [NotNullWhen(true)] out IPAddress? address)
    {
        address = null;
        if (text.Contains(':'))
        {
            var bare = text is ['[', .., ']'] ? text[1..^1] : text;
            if (bare.Contains('%') || bare.Contains('[') || !IPAddress.TryParse(bare, out var v6)) return false;
            if (v6.AddressFamily != AddressFamily.InterNetworkV6) return false;
            address = v6.IsIPv4MappedToIPv6 ? v6.MapToIPv4() : v6;
            return true;
        }

        var parts = text.Split('.');
        if (parts.Length != 4 || !parts.All(IsDecimalByte)) return false;
        address = IPAddress.Parse(text);
        return true;
    }

    private static bool IsDecimalByte(string part) =>
        part.Length is >= 1 and <= 3 && part.All(char.IsAsciiDigit) && (part.Length == 1 || part[0] != '0')
        && int.Parse(part, CultureInfo.InvariantCulture) <= 255;

    private static bool IsLabel(string label) =>
        label.Length is >= 1 and <= 63 && label[0] != '-' && label[^1] != '-' && label.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    // "10.1", "0x7f000001" and "2130706433" are addresses to some resolvers and must not pass as names
    private static bool LooksNumeric(string label) =>
        label.All(char.IsAsciiDigit) || (label.StartsWith("0x", StringComparison.Ordinal) && label[2..].All(char.IsAsciiHexDigit));

    private static bool TryToAscii(string name, [NotNullWhen(true)] out string? ascii)
    {
        ascii = null;
        if (name.Length == 0 || name.Any(c => char.IsControl(c) || char.IsWhiteSpace(c))) return false;
        try
        {
            ascii = (name.All(char.IsAscii) ? name : Idn.GetAscii(name)).ToLowerInvariant();
            return true;
        }
        catch (ArgumentException)
        {
            return false; // the mapper's only way to say "no such name"
        }
    }
}
