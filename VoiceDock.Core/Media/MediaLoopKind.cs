namespace VoiceDock.Core.Media;

/// <summary>How the media threads wait for packets.</summary>
public enum MediaLoopKind
{
    /// <summary>Epoll on Linux, plain sockets elsewhere.</summary>
    Auto,

    /// <summary>Epoll and system calls: the least CPU. Linux only.</summary>
    Epoll,

    /// <summary>The sockets of .NET, on any system.</summary>
    Sockets,
}
