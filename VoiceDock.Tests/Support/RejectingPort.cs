using System.Net;
using System.Net.Sockets;

namespace VoiceDock.Tests.Support;

/// <summary>
/// A loopback port nobody listens on, kept so that nobody else gets it: a datagram to it draws ICMP "port unreachable", a TCP connection is reset.
/// </summary>
public sealed class RejectingPort : IDisposable
{
    private const int Tries = 20;

    private readonly Socket _udp;
    private readonly Socket _tcp;

    public RejectingPort()
    {
        for (var left = Tries; ; left--)
        {
            (_udp, _tcp) = (new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp), new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp));
            try
            {
                _udp.Bind(new IPEndPoint(IPAddress.Loopback, 0));
                Address = (IPEndPoint)_udp.LocalEndPoint!;

                // A connected socket is found by its one peer's datagrams only, and a bound one that does not listen by no connection at all.
                _udp.Connect(Address);
                _tcp.Bind(Address);
                return;
            }
            catch (SocketException) when (left > 1)
            {
                // Somebody has the TCP port.
                Dispose();
            }
        }
    }

    public IPEndPoint Address { get; }

    public void Dispose()
    {
        _udp.Dispose();
        _tcp.Dispose();
    }
}
