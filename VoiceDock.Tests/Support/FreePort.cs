using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using VoiceDock.Core.Security;

namespace VoiceDock.Tests.Support;

/// <summary>Ports nobody listens on at the moment.</summary>
public static class FreePort
{
    // Up to where the media of the tests' own programs begins.
    private const int FirstOfEights = 10_000;
    private const int EightsInAll = 1_250;

    // Two runs of the tests at once hardly ever begin at the same place.
    private static int _eight = Random.Shared.Next(EightsInAll);

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

    /// <summary>
    /// The first of eight ports in a row, even, free for UDP and TCP alike, and below those the system gives out by itself: nobody takes one between now and when a
    /// foreign program binds it. The first is one a trunk may lead to.
    /// </summary>
    public static int Eight()
    {
        for (var left = EightsInAll; left > 0; left--)
        {
            var first = FirstOfEights + (8 * ((int)((uint)Interlocked.Increment(ref _eight) % EightsInAll)));
            if (TargetPorts.Refusal(first, TargetUse.Signalling) is null && Enumerable.Range(first, 8).All(IsFree)) return first;
        }

        throw new InvalidOperationException("No eight free ports in a row.");
    }

    public static bool IsTcpListening(int port) => IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Any(e => e.Port == port);

    private static bool IsFree(int port) => IsFree(SocketType.Dgram, ProtocolType.Udp, port) && IsFree(SocketType.Stream, ProtocolType.Tcp, port);

    private static bool IsFree(SocketType type, ProtocolType protocol, int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, type, protocol);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int Find(SocketType type, ProtocolType protocol)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, type, protocol);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
