using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace VoiceDock.Core.Trunks;

/// <summary>One entry of a trunk's inbound_addresses: an address, or a network no wider than /16 (IPv4) or /32 (IPv6).</summary>
public static class PeerNetwork
{
    public const int WidestV4 = 16;
    public const int WidestV6 = 32;

    /// <summary>Host bits that are set are cleared: <c>203.0.113.5/28</c> is <c>203.0.113.0/28</c>.</summary>
    public static bool TryParse(string? text, out IPNetwork network, [NotNullWhen(false)] out string? problem)
    {
        network = default;
        problem = "must be an IP address or a network such as 203.0.113.0/28";
        if (string.IsNullOrEmpty(text) || text.Length > 64) return false;
        var slash = text.IndexOf('/');
        if (!TrunkHost.TryReadLiteral(slash < 0 ? text : text[..slash], out var address)) return false;

        var isV4 = address.AddressFamily == AddressFamily.InterNetwork;
        var bits = isV4 ? 32 : 128;
        var prefix = bits;
        if (slash >= 0 && (!int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out prefix) || prefix > bits)) return false;
        if (prefix < (isV4 ? WidestV4 : WidestV6))
        {
            problem = $"must not be wider than /{(isV4 ? WidestV4 : WidestV6)}";
            return false;
        }

        network = new IPNetwork(Mask(address, prefix), prefix);
        problem = null;
        return true;
    }

    private static IPAddress Mask(IPAddress address, int prefix)
    {
        var bytes = address.GetAddressBytes();
        for (var i = 0; i < bytes.Length; i++)
        {
            var keep = Math.Clamp(prefix - (i * 8), 0, 8);
            bytes[i] &= (byte)(0xff << (8 - keep));
        }

        return new IPAddress(bytes);
    }
}
