using System.Globalization;
using VoiceDock.Bench.Run;

namespace VoiceDock.Bench.Relay;

/// <summary>Bench 1: bridged G.711 through the product's media engine, beside rtpengine in userspace and a relay in C that looks at nothing.</summary>
internal sealed class RelayBench(BenchOptions options)
{
    private const double WarmSeconds = 2;

    private readonly List<string> _faults = [];

    public async Task<Section> RunAsync()
    {
        List<string> lines = [];
        var direct = await RunAsync("direct", RelaySubjects.DirectAsync, options.Quick ? 10 : 100);
        lines.Add(string.Create(CultureInfo.InvariantCulture,
            $"Without a relay a packet takes {direct.P50:0.0} µs (p50), {direct.P99:0.0} µs (p99); the median is taken off the times below."));
        lines.Add("");
        lines.AddRange(Section.Head("calls", "what", "VoiceDock", "rtpengine", "ratio (min–max)", "goal", "C floor", "ratio to the floor"));
        foreach (var calls in options.Quick ? new[] { 10 } : [100, 300, 500])
            lines.AddRange(await CompareAsync(calls, direct.P50));
        lines.Add("");
        lines.AddRange(await MemoryAsync());
        lines.Add("");
        lines.AddRange(await CapacityAsync());
        return new Section("relay", lines, _faults);
    }

    private async Task<IEnumerable<string>> CompareAsync(int calls, double direct)
    {
        Task<RelayRun> Ours() => RunAsync("VoiceDock", RelaySubjects.VoiceDockAsync, calls);
        Task<RelayRun> Theirs() => RunAsync("rtpengine", RelaySubjects.RtpengineAsync, calls);
        var hasPeer = RelaySubjects.RtpenginePath is not null;
        var pairs = hasPeer
            ? await Rounds.AlternateAsync(options.Blocks, options.Quick, Ours, Theirs, Judge)
            : [(await Rounds.ValidAsync(Ours, Judge), null)];
        var floor = await Rounds.ValidAsync(() => RunAsync("C floor", RelaySubjects.FloorAsync, calls), Judge);
        string Row(string what, string goal, Func<RelayRun, double> value, string format = "0.0") =>
            RowOf(calls, what, goal, [.. pairs.Select(p => (Value(p.Ours, value), Value(p.Theirs, value)))], Value(floor, value), format);
        return
        [
            Row("CPU, µs a packet", "≤ 0.70", r => r.MicrosecondsPerPacket, "0.00"),
            Row("added p50, µs", "≤ 1.00", r => r.P50 - direct),
            Row("added p99, µs", "≤ 1.00", r => r.P99 - direct),
            Row("added p99.9, µs", "", r => r.P999 - direct),
            Row("lost packets", "0", r => r.Lost, "0"),
        ];
    }

    private static string RowOf(int calls, string what, string goal, IReadOnlyList<(double Ours, double Theirs)> pairs, double floor, string format)
    {
        var ours = Ratio.Median(pairs.Select(p => p.Ours).Where(v => !double.IsNaN(v)));
        var theirs = Ratio.Median(pairs.Select(p => p.Theirs).Where(v => !double.IsNaN(v)));
        var isCount = what.StartsWith("lost", StringComparison.Ordinal);
        return Section.Row($"{calls}", what, Ratio.Number(ours, format), Ratio.Number(theirs, format), isCount ? "" : Ratio.Of(pairs), goal,
            Ratio.Number(floor, format), isCount ? "" : Ratio.Number(ours / floor, "0.00"));
    }

    /// <summary>Growth of the process from 100 to 500 calls, both with audio.</summary>
    private async Task<IEnumerable<string>> MemoryAsync()
    {
        var (few, many) = options.Quick ? (5, 10) : (100, 500);
        var ours = await MemoryAsync(RelaySubjects.VoiceDockAsync, few, many);
        var theirs = RelaySubjects.RtpenginePath is null ? double.NaN : await MemoryAsync(RelaySubjects.RtpengineAsync, few, many);
        return [.. Section.Head($"memory from {few} to {many} calls, kB a call (media only)", "VoiceDock", "rtpengine"), Section.Row("", Ratio.Number(ours), Ratio.Number(theirs))];
    }

    private static async Task<double> MemoryAsync(Func<Task<RelaySubject>> open, int few, int many)
    {
        await using var subject = await open();
        await RelayRun.MeasureAsync(subject, few, 0.5, 1);
        var before = subject.ResidentKilobytes;
        await RelayRun.MeasureAsync(subject, many - few, 0.5, 1);
        return (double)(subject.ResidentKilobytes - before) / (many - few);
    }

    /// <summary>How many calls are held without loss and with p99 below 10 ms, the generator on the same machine.</summary>
    private async Task<IEnumerable<string>> CapacityAsync()
    {
        List<string> lines = [.. Section.Head("calls at once", "relay", "lost", "p99, ms", "CPU of a core", "held (0 lost, p99 < 10 ms)")];
        foreach (var calls in options.Quick ? new[] { 20 } : [600, 800])
        {
            lines.Add(await CapacityAsync("VoiceDock", RelaySubjects.VoiceDockAsync, calls));
            if (RelaySubjects.RtpenginePath is not null)
                lines.Add(await CapacityAsync("rtpengine", RelaySubjects.RtpengineAsync, calls));
        }
        return lines;
    }

    private async Task<string> CapacityAsync(string name, Func<Task<RelaySubject>> open, int calls)
    {
        // Full buffers are an answer here, not a reason to ask again; a generator that is late is.
        static string? LateOnly(RelayRun run) => (run with { BufferErrors = 0 }).Void();
        if (await Rounds.ValidAsync(() => RunAsync(name, open, calls, mayLose: true), LateOnly) is not { } run)
            return Section.Row($"{calls}", name, "–", "–", "–", "void");
        return Section.Row($"{calls}", name, Ratio.Number(run.Lost, "0"), Ratio.Number(run.P99 / 1000, "0.00"), $"{Ratio.Number(run.CpuShare * 100, "0")} %",
            run.Lost == 0 && run.P99 < 10_000 ? "yes" : "no");
    }

    private async Task<RelayRun> RunAsync(string name, Func<Task<RelaySubject>> open, int calls, bool mayLose = false)
    {
        await using var subject = await open();
        var run = await RelayRun.MeasureAsync(subject, calls, options.Quick ? 0.5 : WarmSeconds, options.Seconds);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  {calls} calls, {name}: {run.MicrosecondsPerPacket:0.00} µs a packet, p50 {run.P50:0} µs, p99 {run.P99:0} µs, {run.Lost} of {run.Counts["sent"]} lost, {run.Wrong} wrong"));
        if (run.Wrong > 0 || (run.Lost > 0 && !mayLose && run.Void() is null))
            _faults.Add($"{calls} calls through {name}: {run.Lost} lost; {run.Faults()}");
        return run;
    }

    // The quick form looks for mistakes, on machines that are busy with other things.
    private string? Judge(RelayRun run) => options.Quick ? null : run.Void();

    private static double Value(RelayRun? run, Func<RelayRun, double> value) => run is null ? double.NaN : value(run);
}
