using VoiceDock.Core.Media.Loop;

namespace VoiceDock.Core.Media.Ports;

/// <summary>
/// How many files this process may have open. Sockets are files: a process at its limit cannot even load code any more, and ends. The limit is read once;
/// .NET raises the soft one to the hard one when it starts.
/// </summary>
internal static class OpenFiles
{
    // The ends of the scale of getrlimit(2): no limit, and what no process has.
    private const ulong Most = int.MaxValue;

    /// <summary>Null where the system sets none, or does not tell.</summary>
    public static int? Limit { get; } = Read();

    /// <summary>What the product's own media engine may take of what <see cref="Reserved"/> leaves; the rest is for peers of SIP, browsers and files.</summary>
    public const double MediaPart = 0.75;

    // About 400 of them are the program's own code; the rest is a margin.
    private const int Reserved = 512;

    /// <summary>A part of what the program itself leaves of the limit; <see cref="int.MaxValue"/> without a limit.</summary>
    public static int Share(double part) => Limit is { } limit ? Share(limit, part) : int.MaxValue;

    public static int Share(int limit, double part) => (int)(Math.Max(0, limit - Reserved) * part);

    /// <summary>The limit at which a media engine may have so many sockets, in whole thousands and twenty-fours.</summary>
    public static int Enough(int sockets) => ((int)(sockets / MediaPart) + Reserved + 1023) / 1024 * 1024;

    private static unsafe int? Read()
    {
        if (!OperatingSystem.IsLinux())
            return null;
        var limit = stackalloc ulong[2];
        return LinuxNative.GetLimit(LinuxNative.LimitOpenFiles, limit) == 0 && limit[0] < Most ? (int)limit[0] : null;
    }
}
