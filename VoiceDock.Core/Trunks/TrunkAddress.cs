using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace VoiceDock.Core.Trunks;

/// <summary>
/// A trunk's host and optional port, from any of the spellings clients use: <c>host</c>, <c>host:port</c>, <c>[v6]:port</c>,
/// each with or without a leading <c>sip:</c>.
/// </summary>
/// <param name="Host">Normalised by <see cref="TrunkHost.TryNormalise"/>.</param>
public sealed record TrunkAddress(string Host, int? Port)
{
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out TrunkAddress? address)
    {
        address = null;
        if (string.IsNullOrEmpty(text) || text.Length > 300) return false;
        var rest = text.StartsWith("sip:", StringComparison.OrdinalIgnoreCase) ? text.AsSpan(4) : text.AsSpan();

        // one colon separates a port; a bare IPv6 address has several
        var colon = rest.LastIndexOf(':');
        var hasPort = colon > 0 && (rest[colon - 1] == ']' || rest.IndexOf(':') == colon);
        int? port = null;
        if (hasPort)
        {
            if (!ushort.TryParse(rest[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var value) || value == 0) return false;
            port = value;
            rest = rest[..colon];
        }

        if (!TrunkHost.TryNormalise(rest.ToString(), out var host)) return false;
        address = new TrunkAddress(host, port);
        return true;
    }

    /// <summary>
    /// One address out of the alias fields a client may send together. Empty fields are skipped; two different hosts or ports
    /// are a problem that names both fields.
    /// </summary>
    /// <param name="spellings">Wire field name and text, for example <c>("address", "pbx.example.com:5061")</c>.</param>
    /// <param name="port">The separate <c>port</c> field, if sent.</param>
    /// <param name="problems">Gets <c>(field, what)</c> for everything that does not fit.</param>
    /// <returns>Null when nothing usable was sent; <paramref name="problems"/> says why, unless no field was sent at all.</returns>
    public static TrunkAddress? Combine(
        IEnumerable<(string Field, string? Text)> spellings, int? port, ICollection<(string Field, string What)> problems)
    {
        (string Field, TrunkAddress Address)? first = null;
        foreach (var (field, text) in spellings.Where(s => s.Text is not null))
        {
            if (!TryParse(text, out var address))
                problems.Add((field, "must be a host name or an IP address, with or without a port"));
            else if (first is not { } one)
                first = (field, address);
            else if (one.Address.Host != address.Host || (one.Address.Port ?? address.Port) != (address.Port ?? one.Address.Port))
                problems.Add((field, $"differs from {one.Field}; send one of them"));
            else
                first = (one.Field, new TrunkAddress(address.Host, one.Address.Port ?? address.Port));
        }

        if (first is not { } found) return null;
        if (port is not null && found.Address.Port is { } inText && inText != port)
            problems.Add(("port", $"differs from the port in {found.Field}; send one of them"));
        return found.Address with { Port = port ?? found.Address.Port };
    }
}
