using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace VoiceDock.Tests.Support;

/// <summary>Ports nobody listens on at the moment.</summary>
public static class FreePort
{
    public static int Udp() => Find(SocketType.Dgram, ProtocolType.Udp);

    public static int Tcp() => Find(SocketType.Stream, ProtocolType.Tcp);

    /// <summary>Free for UDP and TCP alike.</summary>
    public static int Both()
    {
        for (var left = 50; ; left--)
        {
            using var udp = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            using var tcp = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            udp.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            var port = ((IPEndPoint)udp.LocalEndPoint!).Port;
            try
            {
                tcp.Bind(new IPEndPoint(IPAddress.Loopback, port));
                return port;
            }
            catch (SocketException) when (left > 0)
            {
                // Taken for TCP: another one.
            }
        }
    }

    public static bool IsTcpListening(int port) => IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Any(e => e.Port == port);

    private static int Find(SocketType type, ProtocolType protocol)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, type, protocol);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
