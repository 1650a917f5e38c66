using System.Buffers.Binary;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;
using VoiceDock.Core.Media.Ports;
using VoiceDock.Core.Media.Streams;

namespace VoiceDock.Core.Media.Loop;

/// <summary>A media thread on Linux: one epoll set, plain system calls, nothing allocated for a packet.</summary>
/// <remarks>Level-triggered, one datagram a wake-up and socket: a call brings one each 20 ms, so a second read would only say "empty".</remarks>
internal sealed unsafe class EpollLoop : MediaLoop
{
    private const int EventsAtOnce = 128;
    private const int BufferSize = 2048;
    private const int Nice = -10;
    private const ulong WakeId = ulong.MaxValue;
    private const ulong TickId = ulong.MaxValue - 1;

    private readonly int _epoll;
    private readonly int _wake;
    private readonly int _timer;
    private readonly byte* _events;
    private readonly byte* _buffer;
    private readonly Dictionary<LegCore, int> _slotOf = [];
    private readonly Stack<int> _freeSlots = new();
    private LegCore?[] _slots = new LegCore?[64];
    private int _slotsUsed;
    private bool _disposed;

    public EpollLoop(string name, ILogger logger)
        : base(name, logger)
    {
        _epoll = Checked(LinuxNative.EpollCreate(LinuxNative.CloseOnExec), "epoll_create1");
        _wake = Checked(LinuxNative.EventFd(0, LinuxNative.CloseOnExec | LinuxNative.NonBlocking), "eventfd");
        _timer = Checked(LinuxNative.TimerFdCreate(LinuxNative.ClockMonotonic, LinuxNative.CloseOnExec | LinuxNative.NonBlocking), "timerfd_create");
        _events = (byte*)NativeMemory.Alloc((nuint)(EventsAtOnce * LinuxNative.EventSize));
        _buffer = (byte*)NativeMemory.Alloc(BufferSize);
        Control(_wake, WakeId);
        Control(_timer, TickId);
    }

    public override bool Send(PortPair from, in MediaAddress to, ReadOnlySpan<byte> packet) => Send(from.RtpHandle, from.IsIpv6, to, packet);

    public override bool SendRtcp(PortPair from, in MediaAddress to, ReadOnlySpan<byte> packet) => Send(from.RtcpHandle, from.IsIpv6, to, packet);

    /// <summary>Closes the set. The thread must have ended.</summary>
    public override void Dispose()
    {
        if (_disposed) return;
        _disposed = true;
        _ = LinuxNative.Close(_timer);
        _ = LinuxNative.Close(_wake);
        _ = LinuxNative.Close(_epoll);
        NativeMemory.Free(_events);
        NativeMemory.Free(_buffer);
    }

    protected override void Prepare()
    {
        if (LinuxNative.SetPriority(0, 0, Nice) != 0)
            Logger.LogDebug("Media threads run at normal priority: the process lacks CAP_SYS_NICE");
    }

    protected override void RunOnce()
    {
        var count = LinuxNative.EpollWait(_epoll, _events, EventsAtOnce, -1);
        if (count < 0 && Marshal.GetLastPInvokeError() != LinuxNative.ErrorInterrupted) Checked(count, "epoll_wait");
        RunCommands();
        for (var i = 0; i < count; i++)
        {
            try
            {
                Handle(Unsafe.ReadUnaligned<ulong>(_events + (i * LinuxNative.EventSize) + LinuxNative.EventDataOffset));
            }
            catch (Exception e)
            {
                Logger.LogError(e, "A media packet or tick failed");
            }
        }
    }

    protected override void Wake()
    {
        var one = 1UL;
        _ = LinuxNative.Write(_wake, &one, sizeof(ulong));
    }

    protected override void Watch(LegCore leg)
    {
        var slot = _freeSlots.Count > 0 ? _freeSlots.Pop() : _slotsUsed++;
        if (slot == _slots.Length) Array.Resize(ref _slots, _slots.Length * 2);
        (_slots[slot], _slotOf[leg]) = (leg, slot);
        Control(leg.Ports.RtpHandle, (ulong)slot << 1);
        Control(leg.Ports.RtcpHandle, ((ulong)slot << 1) | 1);
    }

    protected override void Unwatch(LegCore leg)
    {
        if (!_slotOf.Remove(leg, out var slot)) return;
        _slots[slot] = null;
        _freeSlots.Push(slot);
        _ = LinuxNative.EpollControl(_epoll, LinuxNative.EpollCtlDel, leg.Ports.RtpHandle, null);
        _ = LinuxNative.EpollControl(_epoll, LinuxNative.EpollCtlDel, leg.Ports.RtcpHandle, null);
    }

    protected override void SetTicking(bool on)
    {
        var period = on ? TickMs * 1_000_000 : 0;
        var spec = stackalloc nint[] { 0, period, 0, period };
        Checked(LinuxNative.TimerFdSetTime(_timer, 0, spec, null), "timerfd_settime");
    }

    private void Handle(ulong id)
    {
        switch (id)
        {
            case WakeId:
                ReadCount(_wake);
                break;
            case TickId:
                Tick(ReadCount(_timer));
                break;
            default:
                // Empty when a command of this round has closed the leg.
                if (_slots[id >> 1] is { } leg) Receive(leg, isRtcp: (id & 1) != 0);
                break;
        }
    }

    private void Receive(LegCore leg, bool isRtcp)
    {
        var address = stackalloc byte[MediaAddress.MaxSockAddr];
        var addressLength = MediaAddress.MaxSockAddr;
        var fd = isRtcp ? leg.Ports.RtcpHandle : leg.Ports.RtpHandle;
        const int flags = LinuxNative.MsgDontWait | LinuxNative.MsgTrunc;
        var length = (int)LinuxNative.ReceiveFrom(fd, _buffer, BufferSize, flags, address, &addressLength);

        // Nothing there, or a datagram longer than any we relay.
        if (length is <= 0 or > BufferSize) return;
        if (!MediaAddress.TryReadSockAddr(new ReadOnlySpan<byte>(address, addressLength), out var from)) return;
        var packet = new Span<byte>(_buffer, length);
        if (isRtcp) leg.OnRtcp(packet, from);
        else leg.OnRtp(packet, from);
    }

    [SkipLocalsInit]
    private static bool Send(int fd, bool isIpv6, in MediaAddress to, ReadOnlySpan<byte> packet)
    {
        Span<byte> address = stackalloc byte[MediaAddress.MaxSockAddr];
        var length = to.WriteSockAddr(address, isIpv6);
        if (length == 0) return false;
        fixed (byte* data = packet)
        fixed (byte* target = address)
            return LinuxNative.SendTo(fd, data, packet.Length, LinuxNative.MsgDontWait, target, length) == packet.Length;
    }

    private static long ReadCount(int fd)
    {
        var count = 0L;
        return LinuxNative.Read(fd, &count, sizeof(long)) == sizeof(long) ? count : 0;
    }

    private void Control(int fd, ulong id)
    {
        var watched = stackalloc byte[16];
        BinaryPrimitives.WriteUInt32LittleEndian(new Span<byte>(watched, 4), LinuxNative.EpollIn);
        Unsafe.WriteUnaligned(watched + LinuxNative.EventDataOffset, id);
        Checked(LinuxNative.EpollControl(_epoll, LinuxNative.EpollCtlAdd, fd, watched), "epoll_ctl");
    }

    private static int Checked(int result, string call) =>
        result >= 0 ? result : throw new Win32Exception(Marshal.GetLastPInvokeError(), $"{call} failed ({Marshal.GetLastPInvokeErrorMessage()}).");
}
