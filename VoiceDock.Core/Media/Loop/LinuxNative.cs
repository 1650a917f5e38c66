using System.Runtime.InteropServices;

namespace VoiceDock.Core.Media.Loop;

/// <summary>The Linux system calls of the epoll loop. Names and constants are those of the manual pages, section 2.</summary>
internal static unsafe partial class LinuxNative
{
    public const int EpollCtlAdd = 1;
    public const int EpollCtlDel = 2;
    public const uint EpollIn = 1;
    public const int CloseOnExec = 0x80000;
    public const int NonBlocking = 0x800;
    public const int ClockMonotonic = 1;
    public const int MsgDontWait = 0x40;
    public const int MsgTrunc = 0x20;
    public const int ErrorInterrupted = 4;
    public const int LimitOpenFiles = 7;
    private const string LibC = "libc";

    /// <summary>struct epoll_event is packed on x86-64 only.</summary>
    public static readonly int EventSize = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 12 : 16;

    public static int EventDataOffset => EventSize - 8;

    [LibraryImport(LibC, EntryPoint = "epoll_create1", SetLastError = true)]
    public static partial int EpollCreate(int flags);

    [LibraryImport(LibC, EntryPoint = "epoll_ctl", SetLastError = true)]
    public static partial int EpollControl(int epoll, int operation, int fd, byte* epollEvent);

    [LibraryImport(LibC, EntryPoint = "epoll_wait", SetLastError = true)]
    public static partial int EpollWait(int epoll, byte* events, int most, int timeoutMs);

    [LibraryImport(LibC, EntryPoint = "recvfrom")]
    public static partial nint ReceiveFrom(int fd, byte* buffer, nint length, int flags, byte* address, int* addressLength);

    [LibraryImport(LibC, EntryPoint = "sendto")]
    public static partial nint SendTo(int fd, byte* buffer, nint length, int flags, byte* address, int addressLength);

    [LibraryImport(LibC, EntryPoint = "eventfd", SetLastError = true)]
    public static partial int EventFd(uint initial, int flags);

    [LibraryImport(LibC, EntryPoint = "timerfd_create", SetLastError = true)]
    public static partial int TimerFdCreate(int clock, int flags);

    /// <param name="fd">The timer.</param>
    /// <param name="flags">0 = relative.</param>
    /// <param name="newValue">struct itimerspec: interval and first expiry, each seconds and nanoseconds as C long.</param>
    /// <param name="oldValue">Null.</param>
    [LibraryImport(LibC, EntryPoint = "timerfd_settime", SetLastError = true)]
    public static partial int TimerFdSetTime(int fd, int flags, nint* newValue, nint* oldValue);

    [LibraryImport(LibC, EntryPoint = "read")]
    public static partial nint Read(int fd, void* buffer, nint length);

    [LibraryImport(LibC, EntryPoint = "write")]
    public static partial nint Write(int fd, void* buffer, nint length);

    [LibraryImport(LibC, EntryPoint = "close")]
    public static partial int Close(int fd);

    /// <param name="which"><see cref="LimitOpenFiles"/>.</param>
    /// <param name="limit">struct rlimit: the soft and the hard limit, 64 bits each on every 64-bit system.</param>
    [LibraryImport(LibC, EntryPoint = "getrlimit")]
    public static partial int GetLimit(int which, ulong* limit);

    /// <summary>With which = 0 (PRIO_PROCESS) and who = 0 Linux changes the calling thread alone.</summary>
    [LibraryImport(LibC, EntryPoint = "setpriority")]
    public static partial int SetPriority(int which, uint who, int nice);
}
