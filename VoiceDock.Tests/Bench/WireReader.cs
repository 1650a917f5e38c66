using System.Net;
using System.Net.Sockets;

namespace VoiceDock.Tests.Bench;

/// <summary>Reads a stamped socket on a thread of its own until it is closed.</summary>
internal static class WireReader
{
    /// <param name="socket">From <see cref="KernelStamp.NewSocket"/>.</param>
    /// <param name="take">Gets each packet, a copy, with the kernel's stamp and who sent it.</param>
    public static void Start(Socket socket, Action<byte[], DateTime, IPEndPoint> take) => new Thread(() =>
    {
        var buffer = new byte[65_536];
        EndPoint from = new IPEndPoint(IPAddress.Any, 0);
        while (Receive(socket, buffer, ref from) is > 0 and var length)
            take(buffer[..length], KernelStamp.OfLast(socket), (IPEndPoint)from);
    })
    { IsBackground = true, Name = "Wire" }.Start();

    private static int Receive(Socket socket, byte[] buffer, ref EndPoint from)
    {
        try
        {
            return socket.ReceiveFrom(buffer, ref from);
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
        {
            return 0;
        }
    }
}
