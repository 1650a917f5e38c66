using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace VoiceDock.Core.Sip.Transport;

/// <summary>
/// Linux's queue of ICMP errors of an unconnected UDP socket (IP_RECVERR, ip(7)): it tells which target a datagram did not reach, so that a
/// closed port ends an INVITE at once instead of after the timer. Other systems do not report it and fall back to the timers.
/// </summary>
internal sealed unsafe partial class SocketErrorQueue
{
    private const int SolIp = 0, IpRecvErr = 11, SolIpV6 = 41, IpV6RecvErr = 25;
    private const int MsgErrQueue = 0x2000, MsgDontWait = 0x40;
    private const int FamilyInet = 2, FamilyInet6 = 10;
    private const int ControlHeader = 16;

    private readonly Socket _socket;

    private SocketErrorQueue(Socket socket) => _socket = socket;

    public static SocketErrorQueue? Open(Socket socket)
    {
        if (!OperatingSystem.IsLinux() || !Environment.Is64BitProcess) return null;
        ReadOnlySpan<byte> on = [1, 0, 0, 0];
        var dual = socket.AddressFamily == AddressFamily.InterNetworkV6;
        if (dual) socket.SetRawSocketOption(SolIpV6, IpV6RecvErr, on);
        if (!dual || socket.DualMode) socket.SetRawSocketOption(SolIp, IpRecvErr, on);
        return new SocketErrorQueue(socket);
    }

    /// <summary>Takes one error. False when there is none; a null target is an error of another kind (size, time exceeded).</summary>
    public bool TryRead(out IPEndPoint? target)
    {
        target = null;
        var name = stackalloc byte[28];
        var control = stackalloc byte[512];
        var payload = stackalloc byte[64];
        var vector = new IoVector { Base = payload, Length = 64 };
        var header = new MessageHeader
        {
            Name = name,
            NameLength = 28,
            Vectors = &vector,
            VectorCount = 1,
            Control = control,
            ControlLength = 512,
        };
        var taken = false;
        try
        {
            _socket.SafeHandle.DangerousAddRef(ref taken);
            if (ReceiveMessage((int)_socket.SafeHandle.DangerousGetHandle(), ref header, MsgErrQueue | MsgDontWait) < 0) return false;
        }
        catch (ObjectDisposedException)
        {
            return false;
        }
        finally
        {
            if (taken) _socket.SafeHandle.DangerousRelease();
        }

        if (IsUnreachable(new ReadOnlySpan<byte>(control, (int)header.ControlLength))) target = ReadAddress(new ReadOnlySpan<byte>(name, 28));
        return true;
    }

    // struct cmsghdr { size_t len; int level; int type; } followed by struct sock_extended_err, whose first field is the errno.
    private static bool IsUnreachable(ReadOnlySpan<byte> control)
    {
        while (control.Length >= ControlHeader + 4)
        {
            var length = (int)MemoryMarshal.Read<nuint>(control);
            var level = MemoryMarshal.Read<int>(control[8..]);
            var type = MemoryMarshal.Read<int>(control[12..]);
            if ((level, type) is (SolIp, IpRecvErr) or (SolIpV6, IpV6RecvErr))
            {
                // EACCES, ENOPROTOOPT, ENETUNREACH, ECONNREFUSED, EHOSTUNREACH
                return MemoryMarshal.Read<int>(control[ControlHeader..]) is 13 or 92 or 101 or 111 or 113;
            }

            var step = (length + 7) & ~7;
            if (step < ControlHeader || step > control.Length) break;
            control = control[step..];
        }

        return false;
    }

    private static IPEndPoint? ReadAddress(ReadOnlySpan<byte> address)
    {
        var port = BinaryPrimitives.ReadUInt16BigEndian(address[2..]);
        return MemoryMarshal.Read<ushort>(address) switch
        {
            FamilyInet => new IPEndPoint(new IPAddress(address.Slice(4, 4)), port),
            FamilyInet6 => new IPEndPoint(new IPAddress(address.Slice(8, 16)), port),
            _ => null,
        };
    }

    [LibraryImport("libc", EntryPoint = "recvmsg", SetLastError = true)]
    private static partial nint ReceiveMessage(int socket, ref MessageHeader message, int flags);

    [StructLayout(LayoutKind.Sequential)]
    private struct IoVector
    {
        public byte* Base;
        public nuint Length;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct MessageHeader
    {
        public byte* Name;
        public uint NameLength;
        public IoVector* Vectors;
        public nuint VectorCount;
        public byte* Control;
        public nuint ControlLength;
        public int Flags;
    }
}
