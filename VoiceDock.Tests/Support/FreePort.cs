using System.Net;
using System.Net.Sockets;

namespace VoiceDock.Tests.Support;

/// <summary>Ports nobody listens on at the moment.</summary>
public static class FreePort
{
    public static int Udp()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
