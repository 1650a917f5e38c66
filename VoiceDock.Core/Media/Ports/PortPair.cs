using System.Net;
using System.Net.Sockets;

namespace VoiceDock.Core.Media.Ports;

/// <summary>
/// An open RTP socket on an even port and its RTCP socket on the odd port above (RFC 3550 11). Owned by the <see
/// cref="PortPool"/>.
/// </summary>
internal sealed class PortPair : IDisposable
{
    // 170 packets of G.711: a stall is heard as delay, not as loss; more than that would be stale anyway.
    private const int ReceiveBuffer = 64 * 1024;

    // DSCP EF (RFC 3246), as networks that give voice priority expect it.
    private const int ExpeditedForwarding = 46 << 2;
    private const int LevelIpv6 = 41;
    private const int TrafficClass = 67;

    private PortPair(Socket rtp, Socket rtcp, int port)
    {
        (Rtp, Rtcp, Port) = (rtp, rtcp, port);
        IsIpv6 = rtp.AddressFamily == AddressFamily.InterNetworkV6;
        (RtpHandle, RtcpHandle) = ((int)rtp.Handle, (int)rtcp.Handle);
    }

    public int Port { get; }

    public bool IsIpv6 { get; }

    public Socket Rtp { get; }

    public Socket Rtcp { get; }

    public int RtpHandle { get; }

    public int RtcpHandle { get; }

    /// <summary>When the pool got it back, in ticks of its clock.</summary>
    public long ReturnedAt { get; set; }

    /// <exception cref="SocketException">One of the two ports is taken, or no socket could be had.</exception>
    public static PortPair Open(IPAddress bind, int port)
    {
        var rtp = OpenOne(bind, port);
        try
        {
            return new PortPair(rtp, OpenOne(bind, port + 1), port);
        }
        catch (SocketException)
        {
            rtp.Dispose();
            throw;
        }
    }

    /// <summary>Throws away what strangers or a former peer sent to the open but unused ports.</summary>
    public void Drain()
    {
        Drain(Rtp);
        Drain(Rtcp);
    }

    public void Dispose()
    {
        Rtp.Dispose();
        Rtcp.Dispose();
    }

    private static Socket OpenOne(IPAddress bind, int port)
    {
        var socket = new Socket(bind.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            if (bind.Equals(IPAddress.IPv6Any)) socket.DualMode = true;
            socket.Blocking = false;
            socket.ReceiveBufferSize = ReceiveBuffer;
            MarkAsVoice(socket);
            socket.Bind(new IPEndPoint(bind, port));
            return socket;
        }
        catch (SocketException)
        {
            socket.Dispose();
            throw;
        }
    }

    private static void MarkAsVoice(Socket socket)
    {
        if (socket.AddressFamily == AddressFamily.InterNetwork)
            socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.TypeOfService, ExpeditedForwarding);
        else if (OperatingSystem.IsLinux())
            socket.SetRawSocketOption(LevelIpv6, TrafficClass, BitConverter.GetBytes(ExpeditedForwarding));
    }

    private static void Drain(Socket socket)
    {
        Span<byte> scratch = stackalloc byte[16];
        // Bounded: under a flood the source rule does the rest.
        for (var i = 0; i < 1000; i++)
        {
            socket.Receive(scratch, SocketFlags.None, out var problem);
            if (problem == SocketError.WouldBlock) return;
        }
    }
}
