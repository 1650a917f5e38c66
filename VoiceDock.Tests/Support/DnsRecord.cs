using System.Net;
using System.Net.Sockets;
using System.Text;

namespace VoiceDock.Tests.Support;

/// <summary>A record as <see cref="DnsServer"/> sends it.</summary>
/// <param name="Type">The number of the type in RFC 1035, RFC 3596, RFC 2782.</param>
public sealed record DnsRecord(ushort Type, uint Ttl, byte[] Data)
{
    public const ushort A = 1;
    public const ushort Aaaa = 28;
    public const ushort Srv = 33;

    public static DnsRecord Address(string address, uint ttl = 300)
    {
        var parsed = IPAddress.Parse(address);
        return new DnsRecord(parsed.AddressFamily == AddressFamily.InterNetwork ? A : Aaaa, ttl, parsed.GetAddressBytes());
    }

    public static DnsRecord Service(int port, string target, int priority = 10, int weight = 10, uint ttl = 300) =>
        new(Srv, ttl, [.. Number(priority), .. Number(weight), .. Number(port), .. Name(target)]);

    /// <summary>RFC 3403 section 4.1, with no regular expression.</summary>
    public static DnsRecord Naptr(int order, int preference, string flags, string service, string replacement, uint ttl = 300) =>
        new(35, ttl, [.. Number(order), .. Number(preference), .. Text(flags), .. Text(service), .. Text(""), .. Name(replacement)]);

    public static byte[] Text(string text) => [(byte)text.Length, .. Encoding.ASCII.GetBytes(text)];

    public static byte[] Name(string name) =>
        [.. name.Split('.', StringSplitOptions.RemoveEmptyEntries).SelectMany(label => Encoding.ASCII.GetBytes(label).Prepend((byte)label.Length)), 0];

    public static byte[] Number(int value) => [(byte)(value >> 8), (byte)value];
}
