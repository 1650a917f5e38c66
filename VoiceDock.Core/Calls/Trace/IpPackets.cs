using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace VoiceDock.Core.Calls.Trace;

/// <summary>Makes IP packets (RFC 791, RFC 8200) around the messages of one capture file; knows where each TCP stream stands. One thread.</summary>
internal sealed class IpPackets
{
    private const int V4 = 20, V6 = 40, UdpHeader = 8, TcpHeader = 20;

    // An IP packet holds 65,535 bytes with its header; what a message has above that is cut off.
    private const int MostUdp = 65_535 - V4 - UdpHeader;
    private const int MostSegment = 32_768;

    private readonly Dictionary<(string From, string To), uint> _next = [];

    public IEnumerable<byte[]> Udp(IPEndPoint from, IPEndPoint to, byte[] message)
    {
        var body = message.AsSpan(0, Math.Min(message.Length, MostUdp));
        var (packet, at) = Ip(from, to, ProtocolType.Udp, UdpHeader + body.Length);
        var udp = packet.AsSpan(at);
        Ports(udp, from, to);
        BinaryPrimitives.WriteUInt16BigEndian(udp[4..], (ushort)udp.Length);
        body.CopyTo(udp[UdpHeader..]);
        return [packet];
    }

    public IEnumerable<byte[]> Tcp(IPEndPoint from, IPEndPoint to, byte[] message)
    {
        foreach (var segment in message.Chunk(MostSegment))
        {
            var (packet, at) = Ip(from, to, ProtocolType.Tcp, TcpHeader + segment.Length);
            WriteTcp(packet.AsSpan(at), from, to, segment);
            yield return packet;
        }
    }

    private void WriteTcp(Span<byte> tcp, IPEndPoint from, IPEndPoint to, byte[] segment)
    {
        var (way, back) = ((from.ToString(), to.ToString()), (to.ToString(), from.ToString()));
        var sequence = _next.GetValueOrDefault(way, 1u);
        _next[way] = sequence + (uint)segment.Length;
        Ports(tcp, from, to);
        BinaryPrimitives.WriteUInt32BigEndian(tcp[4..], sequence);
        BinaryPrimitives.WriteUInt32BigEndian(tcp[8..], _next.GetValueOrDefault(back, 1u));
        tcp[12] = TcpHeader / 4 << 4;
        // PSH and ACK.
        tcp[13] = 0x18;
        BinaryPrimitives.WriteUInt16BigEndian(tcp[14..], ushort.MaxValue);
        segment.CopyTo(tcp[TcpHeader..]);
    }

    private static (byte[] Packet, int BodyAt) Ip(IPEndPoint from, IPEndPoint to, ProtocolType protocol, int length)
    {
        var (source, target) = (Plain(from.Address), Plain(to.Address));
        if (source.AddressFamily == AddressFamily.InterNetwork && target.AddressFamily == AddressFamily.InterNetwork)
            return (IpV4(source, target, protocol, length), V4);
        return (IpV6(source.MapToIPv6(), target.MapToIPv6(), protocol, length), V6);
    }

    private static byte[] IpV4(IPAddress source, IPAddress target, ProtocolType protocol, int length)
    {
        var packet = new byte[V4 + length];
        packet[0] = 0x45;
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), (ushort)packet.Length);
        packet[8] = 64;
        packet[9] = (byte)protocol;
        source.TryWriteBytes(packet.AsSpan(12), out _);
        target.TryWriteBytes(packet.AsSpan(16), out _);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(10), Checksum(packet.AsSpan(0, V4)));
        return packet;
    }

    private static byte[] IpV6(IPAddress source, IPAddress target, ProtocolType protocol, int length)
    {
        var packet = new byte[V6 + length];
        packet[0] = 0x60;
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(4), (ushort)length);
        packet[6] = (byte)protocol;
        packet[7] = 64;
        source.TryWriteBytes(packet.AsSpan(8), out _);
        target.TryWriteBytes(packet.AsSpan(24), out _);
        return packet;
    }

    private static void Ports(Span<byte> header, IPEndPoint from, IPEndPoint to)
    {
        BinaryPrimitives.WriteUInt16BigEndian(header, (ushort)from.Port);
        BinaryPrimitives.WriteUInt16BigEndian(header[2..], (ushort)to.Port);
    }

    // RFC 791 3.1: the ones' complement of the ones' complement sum.
    private static ushort Checksum(ReadOnlySpan<byte> header)
    {
        uint sum = 0;
        for (var i = 0; i < header.Length; i += 2)
            sum += BinaryPrimitives.ReadUInt16BigEndian(header[i..]);
        while (sum > ushort.MaxValue)
            sum = (sum & ushort.MaxValue) + (sum >> 16);
        return (ushort)~sum;
    }

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
