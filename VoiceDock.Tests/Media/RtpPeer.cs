using System.Net;
using System.Net.Sockets;
using VoiceDock.Core.Media;

namespace VoiceDock.Tests.Media;

/// <summary>A far end on loopback: an RTP socket on a free port and an RTCP socket above it, its own stream, everything by hand.</summary>
internal sealed class RtpPeer : IDisposable
{
    private readonly Socket _socket;
    private readonly Socket _rtcp;
    private readonly byte[] _buffer = new byte[2048];

    public RtpPeer(string address = "127.0.0.1")
    {
        var ip = IPAddress.Parse(address);
        (_socket, _rtcp) = OpenPair(ip);
        EndPoint = (IPEndPoint)_socket.LocalEndPoint!;
    }

    public IPEndPoint EndPoint { get; }

    public uint Ssrc { get; set; } = 0x1234_5678;

    public ushort Sequence { get; set; } = 100;

    public uint Timestamp { get; set; } = 5000;

    public RemoteMedia Remote(AudioCodec codec = AudioCodec.Pcmu, int? dtmf = 101, bool latch = true, bool send = true, bool receive = true,
        params string[] candidates) =>
        new(EndPoint, codec, PayloadTypeOf(codec), dtmf, [.. candidates.Select(IPAddress.Parse)], null, latch, send, receive);

    public static int PayloadTypeOf(AudioCodec codec) => codec switch { AudioCodec.Pcmu => 0, AudioCodec.Pcma => 8, _ => 9 };

    public void SendTo(MediaLeg leg, byte[] datagram, int portOffset = 0)
    {
        var host = _socket.AddressFamily == AddressFamily.InterNetwork ? IPAddress.Loopback : IPAddress.IPv6Loopback;
        _socket.SendTo(datagram, new IPEndPoint(host, leg.LocalPort + portOffset));
    }

    public void Send(byte[] datagram, IPEndPoint to) => _socket.SendTo(datagram, to);

    /// <summary>Sends the next packet of this peer's stream.</summary>
    public void Send(MediaLeg leg, byte[] payload, int payloadType = 0, bool marker = false)
    {
        SendTo(leg, RtpPacket.Make(payloadType, Sequence, Timestamp, Ssrc, payload, marker));
        Sequence++;
        Timestamp += (uint)payload.Length;
    }

    /// <summary>Sends packets of 160 bytes which all hold one value.</summary>
    public void SendFrames(MediaLeg leg, int count, byte value = 0x55, int payloadType = 0)
    {
        for (var i = 0; i < count; i++) Send(leg, Filled(value), payloadType);
    }

    public static byte[] Filled(byte value)
    {
        var payload = new byte[160];
        Array.Fill(payload, value);
        return payload;
    }

    /// <summary>The next packet, or null when none came in time.</summary>
    public RtpPacket? TryReceive(int milliseconds = 2000)
    {
        if (!_socket.Poll(milliseconds * 1000, SelectMode.SelectRead)) return null;
        EndPoint from = new IPEndPoint(_socket.AddressFamily == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any, 0);
        var length = _socket.ReceiveFrom(_buffer, ref from);
        return new RtpPacket(_buffer[..length], (IPEndPoint)from);
    }

    public RtpPacket Receive() => TryReceive() ?? throw new TimeoutException("No packet within 2 s.");

    public List<RtpPacket> Receive(int count) => [.. Enumerable.Range(0, count).Select(_ => Receive())];

    /// <summary>Nothing may arrive: waits a little for what would be wrong.</summary>
    public void ReceivesNothing(int milliseconds = 60) => Assert.Null(TryReceive(milliseconds));

    /// <summary>The next datagram on the RTCP port, or null when none came in time.</summary>
    public byte[]? TryReceiveRtcp(int milliseconds = 2000)
    {
        if (!_rtcp.Poll(milliseconds * 1000, SelectMode.SelectRead)) return null;
        return _buffer[.._rtcp.Receive(_buffer)];
    }

    public byte[] ReceiveRtcp() => TryReceiveRtcp() ?? throw new TimeoutException("No RTCP packet within 2 s.");

    /// <summary>Sends from the RTCP port to the leg's.</summary>
    public void SendRtcp(MediaLeg leg, byte[] datagram) => _rtcp.SendTo(datagram, new IPEndPoint(IPAddress.Loopback, leg.LocalPort + 1));

    public void Dispose()
    {
        _socket.Dispose();
        _rtcp.Dispose();
    }

    private static (Socket Rtp, Socket Rtcp) OpenPair(IPAddress address)
    {
        for (var attempt = 0; attempt < 100; attempt++)
        {
            var rtp = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp) { ReceiveBufferSize = 1 << 20 };
            rtp.Bind(new IPEndPoint(address, 0));
            var rtcp = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            try
            {
                rtcp.Bind(new IPEndPoint(address, ((IPEndPoint)rtp.LocalEndPoint!).Port + 1));
                return (rtp, rtcp);
            }
            catch (SocketException)
            {
                // Somebody has the port above.
                rtp.Dispose();
                rtcp.Dispose();
            }
        }

        throw new InvalidOperationException("No pair of free ports was found.");
    }
}
