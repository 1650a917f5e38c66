using System.Collections.Frozen;

namespace VoiceDock.Core.Security;

/// <summary>Ports no PBX listens on, but databases and administration do.</summary>
internal static class TargetPorts
{
    private static readonly FrozenSet<int> NotSignalling = FrozenSet.Create(
        1433, 1521, 1900, 2049, 2375, 2376, 2379, 2380, 3128, 3306, 3389, 3702, 4369, 5037, 5038, 5353, 5432, 5601, 5672, 5683,
        5900, 5984, 5985, 5986, 6379, 6443, 8009, 8020, 8021, 8086, 8088, 8500, 8529, 9042, 9090, 9092, 9200, 9300, 9418,
        10250, 10255, 11211, 15672, 27017, 27018);

    // Media is UDP and its ports are drawn from wide ranges: only what reacts to any datagram is kept away.
    private static readonly FrozenSet<int> NotMedia = FrozenSet.Create(1900, 2049, 3702, 5353, 5683, 11211);

    /// <returns>Why not, or null.</returns>
    public static string? Refusal(int port, TargetUse use)
    {
        if (port is < 1 or > 65535) return "the port must be between 1 and 65535.";
        if (port < 1024) return $"port {port} is below 1024, where system services live.";
        var forbidden = use == TargetUse.Media ? NotMedia : NotSignalling;
        return forbidden.Contains(port) ? $"port {port} belongs to a database or administration service." : null;
    }
}
