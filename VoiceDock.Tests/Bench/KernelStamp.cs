using System.ComponentModel;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace VoiceDock.Tests.Bench;

/// <summary>When the kernel took a packet in, however late the test reads it. All stamps are of the machine's clock, in UTC. Linux, 64 bits.</summary>
internal static partial class KernelStamp
{
    // SIOCGSTAMPNS of linux/sockios.h: the stamp of the packet that this socket was read last.
    private const nuint StampOfLast = 0x8907;

    // ENOENT: no packet yet, but from now on packets are stamped.
    private const int NoPacketYet = 2;

    /// <summary>The clock that the kernel stamps with.</summary>
    public static DateTime Now => DateTime.UtcNow;

    /// <summary>A UDP socket on a free port of 127.0.0.1 whose packets are stamped.</summary>
    public static Socket NewSocket()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 0));
        if (Ask(socket, StampOfLast, out _) < 0 && Marshal.GetLastPInvokeError() != NoPacketYet)
            throw new Win32Exception();
        return socket;
    }

    /// <summary>Of the packet that was just received on a socket with one reader.</summary>
    public static DateTime OfLast(Socket socket) =>
        Ask(socket, StampOfLast, out var time) < 0 ? throw new Win32Exception() : DateTime.UnixEpoch.AddTicks((time.Seconds * TimeSpan.TicksPerSecond) + (time.Nanoseconds / 100));

    private static int Ask(Socket socket, nuint request, out Timespec time) => ioctl((int)socket.Handle, request, out time);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int ioctl(int file, nuint request, out Timespec time);

    private struct Timespec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
