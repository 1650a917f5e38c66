using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace VoiceDock.Bench.Run;

/// <summary>What the bench asks of the machine it runs on.</summary>
internal static class Machine
{
    /// <summary>Cores for generator and subject; null on a machine of one core.</summary>
    public static int? GeneratorCpu { get; } = Environment.ProcessorCount > 1 ? 0 : null;

    public static int? SubjectCpu { get; } = Environment.ProcessorCount > 1 ? 1 : null;

    /// <summary>Generator and subject run before everything else (<c>nice</c>, root only): for a machine that is busy otherwise. Set once, at start.</summary>
    public static bool IsUrgent { get; set; }

    /// <summary>The words before a command that place it on a core.</summary>
    public static IReadOnlyList<string> Placement(int? cpu) =>
        [.. cpu is { } core ? new[] { "taskset", "-c", $"{core}" } : [], .. IsUrgent && cpu is not null ? new[] { "nice", "-n", "-19" } : []];

    /// <summary>One line for the report: processor, cores, kernel, load.</summary>
    public static string Describe()
    {
        var model = File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "unknown processor";
        var kernel = File.ReadAllText("/proc/sys/kernel/osrelease").Trim();
        var load = File.ReadAllText("/proc/loadavg").Split(' ')[0];
        return $"{model}, {Environment.ProcessorCount} cores, Linux {kernel}, .NET {Environment.Version}, load {load} before";
    }

    /// <summary>Datagrams the kernel threw away because a socket's buffer was full, of the whole machine.</summary>
    public static long ReceiveBufferErrors()
    {
        var lines = File.ReadLines("/proc/net/snmp").Where(l => l.StartsWith("Udp:", StringComparison.Ordinal)).Select(l => l.Split(' ')).ToList();
        return long.Parse(lines[1][Array.IndexOf(lines[0], "RcvbufErrors")], CultureInfo.InvariantCulture);
    }

    /// <summary>Where a program is; null when it is not installed.</summary>
    public static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Append("/usr/sbin").Select(p => Path.Combine(p, program)).FirstOrDefault(File.Exists);

    public static int FreeUdpPort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    /// <summary>True when some program has this UDP port of 127.0.0.1 (or any address) open.</summary>
    public static bool IsTaken(int port)
    {
        var suffix = $":{port.ToString("X4", CultureInfo.InvariantCulture)}";
        return File.ReadLines("/proc/net/udp").Skip(1).Any(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1].EndsWith(suffix, StringComparison.Ordinal));
    }

    /// <summary>Waits until a child has opened a UDP port.</summary>
    public static async Task ListensAsync(Child child, int port)
    {
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        for (var i = 0; i < 750; i++)
        {
            if (child.HasEnded)
                throw new BenchException($"{child.Name} ended with {child.ExitCode} instead of listening: {await child.EndAsync(2)}");
            if (IsTaken(port))
                return;
            await tick.WaitForNextTickAsync();
        }
        throw new BenchException($"{child.Name} did not open udp port {port} within 15 s.");
    }
}
