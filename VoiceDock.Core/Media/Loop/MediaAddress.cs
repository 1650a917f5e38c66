using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace VoiceDock.Core.Media.Loop;

/// <summary>An IP address and port as a value: compared and sent to without allocating. IPv4 is held in its IPv6-mapped form.</summary>
internal readonly record struct MediaAddress(ulong High, ulong Low, ushort Port, uint Scope)
{
    /// <summary>Enough for a sockaddr_in6.</summary>
    public const int MaxSockAddr = 28;

    private const int MinSockAddr = 16;
    private const int FamilyIpv4 = 2;
    private const int FamilyIpv6 = 10;
    private const ulong MappedPrefix = 0x0000_FFFF_0000_0000;

    public bool IsIpv4 => High == 0 && Low >> 32 == MappedPrefix >> 32;

    /// <summary>Whether anything can be sent there: a port, and not the "any" address.</summary>
    public bool IsUsable => Port != 0 && (IsIpv4 ? (uint)Low != 0 : (High | Low) != 0);

    public static MediaAddress From(IPEndPoint endPoint) => From(endPoint.Address, endPoint.Port);

    public static MediaAddress From(IPAddress address, int port = 0)
    {
        Span<byte> bytes = stackalloc byte[16];
        var scope = address.AddressFamily == AddressFamily.InterNetworkV6 ? (uint)address.ScopeId : 0;
        address.MapToIPv6().TryWriteBytes(bytes, out _);
        return new MediaAddress(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]), (ushort)port, scope);
    }

    public bool SameHost(in MediaAddress other) => High == other.High && Low == other.Low;

    public IPEndPoint ToEndPoint() => new(ToIPAddress(), Port);

    public IPAddress ToIPAddress()
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, High);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], Low);
        return IsIpv4 ? new IPAddress(bytes[12..]) : new IPAddress(bytes, Scope);
    }

    /// <summary>Reads a Linux sockaddr_in or sockaddr_in6.</summary>
    public static bool TryReadSockAddr(ReadOnlySpan<byte> raw, out MediaAddress address)
    {
        var family = raw.Length < 2 ? 0 : MemoryMarshal.Read<ushort>(raw);
        return TryRead(raw, family == FamilyIpv4, family == FamilyIpv6, out address);
    }

    /// <summary>Reads what a socket has received from, on any system.</summary>
    public static bool TryRead(SocketAddress from, out MediaAddress address) => TryRead(
        from.Buffer.Span[..from.Size],
        from.Family == AddressFamily.InterNetwork,
        from.Family == AddressFamily.InterNetworkV6,
        out address);

    /// <summary>Writes an address to send to, on any system; false when its family cannot reach this one.</summary>
    public bool TryWrite(SocketAddress to)
    {
        var isIpv6 = to.Family == AddressFamily.InterNetworkV6;
        if (!isIpv6 && !IsIpv4) return false;
        Write(to.Buffer.Span, isIpv6);
        return true;
    }

    /// <summary>
    /// Writes a Linux sockaddr for a socket of the given family; returns its length, or 0 when that family cannot reach the
    /// address.
    /// </summary>
    public int WriteSockAddr(Span<byte> raw, bool ipv6Socket)
    {
        if (!ipv6Socket && !IsIpv4) return 0;
        raw[..MaxSockAddr].Clear();
        MemoryMarshal.Write(raw, (ushort)(ipv6Socket ? FamilyIpv6 : FamilyIpv4));
        Write(raw, ipv6Socket);
        return ipv6Socket ? MaxSockAddr : MinSockAddr;
    }

    // All systems agree on what follows the family: port at 2, IPv4 at 4, IPv6 at 8, its scope at 24.
    private static bool TryRead(ReadOnlySpan<byte> raw, bool isIpv4, bool isIpv6, out MediaAddress address)
    {
        address = default;
        if (raw.Length < (isIpv6 ? MaxSockAddr : MinSockAddr) || !(isIpv4 || isIpv6)) return false;
        var port = BinaryPrimitives.ReadUInt16BigEndian(raw[2..]);
        address = isIpv4
            ? new MediaAddress(0, MappedPrefix | BinaryPrimitives.ReadUInt32BigEndian(raw[4..]), port, 0)
            : new MediaAddress(
                BinaryPrimitives.ReadUInt64BigEndian(raw[8..]), BinaryPrimitives.ReadUInt64BigEndian(raw[16..]), port, MemoryMarshal.Read<uint>(raw[24..]));
        return true;
    }

    private void Write(Span<byte> raw, bool isIpv6)
    {
        BinaryPrimitives.WriteUInt16BigEndian(raw[2..], Port);
        if (isIpv6)
        {
            BinaryPrimitives.WriteUInt64BigEndian(raw[8..], High);
            BinaryPrimitives.WriteUInt64BigEndian(raw[16..], Low);
            MemoryMarshal.Write(raw[24..], Scope);
            return;
        }

        BinaryPrimitives.WriteUInt32BigEndian(raw[4..], (uint)Low);
    }
}
