using System.Globalization;
using VoiceDock.Bench.Run;

namespace VoiceDock.Bench.Relay;

/// <summary>What one run of the generator through one relay gave.</summary>
/// <param name="MicrosecondsPerPacket">CPU of the relay's processes for a packet taken in and sent on.</param>
/// <param name="CpuShare">CPU of the relay's processes as a share of one core.</param>
/// <param name="Counts">The generator's figures by name; times in microseconds.</param>
/// <param name="BufferErrors">Datagrams the kernel dropped meanwhile because a buffer was full.</param>
internal sealed record RelayRun(double MicrosecondsPerPacket, double CpuShare, IReadOnlyDictionary<string, double> Counts, long BufferErrors)
{
    private const double MostLateTicks = 0.01;

    private static readonly string[] WrongKinds = ["corrupt", "foreign", "duplicate", "renumbered"];

    public double P50 => Counts["p50"];

    public double P99 => Counts["p99"];

    public double P999 => Counts["p999"];

    public double Lost => Counts["sent"] - Counts["received"];

    /// <summary>Packets that came back changed, twice, from elsewhere, or out of their numbering.</summary>
    public double Wrong => WrongKinds.Sum(kind => Counts[kind]);

    public string Faults() => string.Join(", ", WrongKinds.Select(kind => $"{Counts[kind]} {kind}"));

    /// <summary>Why this run does not count; null when it does.</summary>
    public string? Void()
    {
        var late = Counts["late_ticks"] / Math.Max(1, Counts["ticks"]);
        if (late > MostLateTicks)
            return string.Create(CultureInfo.InvariantCulture, $"the generator was late at {late * 100:0.0} % of its ticks");
        return BufferErrors > 0 ? $"{BufferErrors} datagrams were dropped at full buffers" : null;
    }

    /// <summary>Opens the calls of a generator on a subject, and measures between its "begin" and "end".</summary>
    public static async Task<RelayRun> MeasureAsync(RelaySubject subject, int calls, double warmSeconds, double seconds)
    {
        string[] arguments = [$"{calls}", warmSeconds.ToString(CultureInfo.InvariantCulture), seconds.ToString(CultureInfo.InvariantCulture)];
        await using var generator = Child.Start(await Toolbox.FindAsync("gen"), arguments, Machine.GeneratorCpu, 60 + (int)(warmSeconds + seconds));
        var ports = (await generator.ExpectAsync("ports")).Select(p => int.Parse(p, CultureInfo.InvariantCulture)).ToList();
        await generator.WriteLineAsync($"targets {string.Join(' ', await subject.OpenAsync(ports))}");
        await generator.ExpectAsync("begin");
        var (cpu, errors, began) = (subject.CpuSeconds, Machine.ReceiveBufferErrors(), TimeProvider.System.GetTimestamp());
        await generator.ExpectAsync("end", 60 + (int)seconds);
        cpu = subject.CpuSeconds - cpu;
        var elapsed = TimeProvider.System.GetElapsedTime(began).TotalSeconds;
        var counts = (await generator.ExpectAsync("result")).Select(w => w.Split('=')).ToDictionary(w => w[0], w => double.Parse(w[1], CultureInfo.InvariantCulture));
        return new RelayRun(cpu / counts["sent"] * 1e6, cpu / elapsed, counts, Machine.ReceiveBufferErrors() - errors);
    }
}
