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

    /// <summary>A part of the limit; <see cref="int.MaxValue"/> without one.</summary>
    public static int Share(double part) => Limit is { } limit ? (int)(limit * part) : int.MaxValue;

    private static unsafe int? Read()
    {
        if (!OperatingSystem.IsLinux())
            return null;
        var limit = stackalloc ulong[2];
        return LinuxNative.GetLimit(LinuxNative.LimitOpenFiles, limit) == 0 && limit[0] < Most ? (int)limit[0] : null;
    }
}
