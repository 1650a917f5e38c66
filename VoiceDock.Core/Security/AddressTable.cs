using System.Net;
using System.Net.Sockets;

namespace VoiceDock.Core.Security;

/// <summary>Which class an address is of. A table of our own: the library's answers miss embedded and metadata addresses.</summary>
public static class AddressTable
{
    private static readonly IPNetwork[] Loopback = Networks("127.0.0.0/8", "::1/128");

    private static readonly IPNetwork[] Private = Networks("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7");

    private static readonly IPNetwork[] Forbidden = Networks(
        "0.0.0.0/8", "169.254.0.0/16", "192.0.0.0/24", "224.0.0.0/4", "240.0.0.0/4", // this net, link-local, protocol assignments, multicast, reserved
        "168.63.129.16/32", "100.100.100.200/32",                                    // cloud metadata outside the ranges above
        "::/128", "fe80::/10", "fec0::/10", "ff00::/8", "100::/64",                  // unspecified, link-local, site-local, multicast, discard
        "fd00:ec2::/32", "fd20:ce::254/128", "fd00:c1::a9fe:a9fe/128",               // cloud metadata
        "2001::/32", "64:ff9b:1::/48");                                              // Teredo and local NAT64: what lies behind is not ours to guess

    /// <summary>IPv4-mapped addresses count as the address they carry.</summary>
    public static AddressClass Classify(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (IsIn(Loopback, address)) return AddressClass.Loopback;
        if (IsIn(Forbidden, address)) return AddressClass.Forbidden;
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            // A translated address may carry a public one; anything else inside is a way round this table.
            if (Embedded(address) is { } inner) return Classify(inner) == AddressClass.Public ? AddressClass.Public : AddressClass.Forbidden;
        }

        return IsIn(Private, address) ? AddressClass.Private : AddressClass.Public;
    }

    private static IPAddress? Embedded(IPAddress address)
    {
        Span<byte> b = stackalloc byte[16];
        address.TryWriteBytes(b, out _);
        if (b[0] == 0x20 && b[1] == 0x02) return new IPAddress(b.Slice(2, 4));                                            // 6to4, RFC 3056
        if (b.StartsWith((ReadOnlySpan<byte>)[0, 0x64, 0xFF, 0x9B]) && !b[4..12].ContainsAnyExcept((byte)0)) return new IPAddress(b[12..]); // NAT64, RFC 6052
        if (!b[..12].ContainsAnyExcept((byte)0)) return new IPAddress(b[12..]);                                           // IPv4-compatible, RFC 4291
        if (!b[..8].ContainsAnyExcept((byte)0) && b[8] == 0xFF && b[9] == 0xFF && b[10] == 0 && b[11] == 0) return new IPAddress(b[12..]); // SIIT, RFC 2765
        if (b[8] is 0 or 2 && b[9] == 0 && b[10] == 0x5E && b[11] == 0xFE) return new IPAddress(b[12..]);                 // ISATAP, RFC 5214
        return null;
    }

    private static bool IsIn(IPNetwork[] networks, IPAddress address)
    {
        foreach (var network in networks)
        {
            if (network.Contains(address)) return true;
        }

        return false;
    }

    private static IPNetwork[] Networks(params string[] texts) => [.. texts.Select(t => IPNetwork.Parse(t))];
}
