using System.Buffers.Binary;
using System.Net;
using System.Text;

namespace VoiceDock.Core.Calls.Trace;

/// <summary>
/// The messages of a ladder as a capture file (PCAP 2.4, raw IP packets, microseconds), rebuilt from the masked text: addresses, ports, times and
/// transport are true, what was TLS appears as TCP in the clear. Checksums of UDP and TCP are left out.
/// </summary>
public static class LadderPcap
{
    /// <summary>Media type of the file.</summary>
    public const string MediaType = "application/vnd.tcpdump.pcap";

    // LINKTYPE_RAW: each packet begins with its IP header.
    private const uint RawIp = 101;
    private const int SnapLength = 262_144;

    public static byte[] Write(CallLadder ladder)
    {
        using var file = new MemoryStream();
        var packets = new IpPackets();
        WriteHeader(file);
        foreach (var message in ladder.Messages)
        {
            if (!IPEndPoint.TryParse(message.Local, out var local) || !IPEndPoint.TryParse(message.Remote, out var remote))
                continue;
            var bytes = Encoding.UTF8.GetBytes(CaptureText.Of(message.Text));
            var (from, to) = message.Sent ? (local, remote) : (remote, local);
            foreach (var packet in message.Transport is "tcp" or "tls" ? packets.Tcp(from, to, bytes) : packets.Udp(from, to, bytes))
                WriteRecord(file, message.At, packet);
        }
        return file.ToArray();
    }

    private static void WriteHeader(MemoryStream file)
    {
        Span<byte> header = stackalloc byte[24];
        BinaryPrimitives.WriteUInt32LittleEndian(header, 0xa1b2c3d4);
        BinaryPrimitives.WriteUInt16LittleEndian(header[4..], 2);
        BinaryPrimitives.WriteUInt16LittleEndian(header[6..], 4);
        header[8..16].Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(header[16..], SnapLength);
        BinaryPrimitives.WriteUInt32LittleEndian(header[20..], RawIp);
        file.Write(header);
    }

    private static void WriteRecord(MemoryStream file, DateTime at, byte[] packet)
    {
        var microseconds = (at - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        Span<byte> header = stackalloc byte[16];
        BinaryPrimitives.WriteUInt32LittleEndian(header, (uint)(microseconds / 1_000_000));
        BinaryPrimitives.WriteUInt32LittleEndian(header[4..], (uint)(microseconds % 1_000_000));
        BinaryPrimitives.WriteInt32LittleEndian(header[8..], packet.Length);
        BinaryPrimitives.WriteInt32LittleEndian(header[12..], packet.Length);
        file.Write(header);
        file.Write(packet);
    }
}
