using System.Net;
using System.Net.Sockets;

namespace VoiceDock.Tests.Support;

/// <summary>A bound UDP port that never answers: packets arrive, nothing comes back, and no ICMP either.</summary>
public sealed class SilentPeer : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);

    public SilentPeer() => _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));

    public int Port => ((IPEndPoint)_socket.LocalEndPoint!).Port;

    public void Dispose() => _socket.Dispose();
}
