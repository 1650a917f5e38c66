using System.Globalization;
using VoiceDock.Bench.Run;

namespace VoiceDock.Bench.SetUp;

/// <summary>Bench 2: a call answered by us and bridged over a trunk, beside Kamailio as a stateful proxy (the floor in C) and Asterisk where there is one.</summary>
internal sealed class SetUpBench(BenchOptions options)
{
    private const int HoldMilliseconds = 2000;

    // One port for all runs, since it is in the trunks.
    private readonly int _uasPort = Machine.FreeUdpPort();
    private readonly List<string> _faults = [];

    public async Task<Section> RunAsync()
    {
        if (SippPair.Path is null || SetUpSubjects.KamailioPath is null)
            throw new BenchException("The set-up bench needs SIPp and Kamailio (Debian packages sip-tester and kamailio).");
        await using var ours = await SetUpSubjects.VoiceDockAsync(_uasPort);
        await using var floor = await SetUpSubjects.KamailioAsync(_uasPort);
        List<string> lines = [];
        var first = await WarmAsync(ours);
        await WarmAsync(floor);
        lines.AddRange(Section.Head("calls/s", "what", "VoiceDock", "Kamailio (proxy)", "ratio (min–max)", "goal"));
        foreach (var rate in options.Quick ? new[] { 10.0 } : [50, 200])
            lines.AddRange(await CompareAsync(ours, floor, rate));
        lines.Add("");
        lines.Add(await GarbageAsync(ours, first));
        lines.Add("");
        lines.Add(await HighestAsync(ours, floor));
        lines.Add("");
        lines.Add(await MemoryAsync());
        lines.AddRange(await AsteriskAsync(ours));
        return new Section("setup", lines, _faults);
    }

    // Code that runs for the first time is compiled first, and again when it turns out to run often: what is measured is a program in service.
    private async Task<SetUpRun> WarmAsync(SetUpSubject subject)
    {
        var first = await SetUpRun.MeasureAsync(subject, _uasPort, options.Quick ? 5 : 400, options.Quick ? 5 : 100, HoldMilliseconds);
        if (!options.Quick) await SetUpRun.MeasureAsync(subject, _uasPort, 3000, 200, HoldMilliseconds);
        return first;
    }

    /// <summary>What a call costs beside its CPU, and what the first ones of a process cost.</summary>
    private async Task<string> GarbageAsync(SetUpSubject ours, SetUpRun first)
    {
        var before = await ours.ReadCollectorAsync();
        var run = await RunAsync(ours, options.Quick ? 10 : 200);
        var after = await ours.ReadCollectorAsync();
        return string.Create(CultureInfo.InvariantCulture,
            $"Of VoiceDock: {(after.Bytes - before.Bytes) / run.Calls / 1024:0} kB allocated a call, for which its collector stops it {(after.PauseMilliseconds - before.PauseMilliseconds) / run.Calls:0.00} ms. The first {first.Calls} calls of its process, which have its code compiled, took {first.CpuPerCall:0.0} ms of CPU each.");
    }

    private async Task<IEnumerable<string>> CompareAsync(SetUpSubject ours, SetUpSubject theirs, double rate, string goals = "≤ 4 × and ≤ 2 ms")
    {
        var pairs = await Rounds.AlternateAsync(options.Blocks, options.Quick, () => RunAsync(ours, rate), () => RunAsync(theirs, rate), _ => null);
        string Row(string what, string goal, Func<SetUpRun, double> value, string format = "0.00")
        {
            List<(double Ours, double Theirs)> values = [.. pairs.Select(p => (p.Ours is null ? double.NaN : value(p.Ours), p.Theirs is null ? double.NaN : value(p.Theirs)))];
            return Section.Row(Ratio.Number(rate, "0"), what, Ratio.Number(Ratio.Median(values.Select(v => v.Ours)), format),
                Ratio.Number(Ratio.Median(values.Select(v => v.Theirs)), format), Ratio.Of(values), goal);
        }
        return
        [
            Row("CPU, ms a call", goals, r => r.CpuPerCall),
            Row("INVITE to INVITE p50, ms", "", r => r.P50 / 1000),
            Row("INVITE to INVITE p99, ms", rate <= 50 ? "≤ 10 ms" : "", r => r.P99 / 1000),
            Row("calls not good", "0", r => r.Calls - r.Good, "0"),
            Row("messages sent again", "0", r => r.Repeated, "0"),
        ];
    }

    /// <summary>The highest of some rates at which every call is good and nothing is sent twice.</summary>
    private async Task<string> HighestAsync(params SetUpSubject[] subjects)
    {
        List<string> found = [];
        foreach (var subject in subjects)
        {
            double best = 0;
            foreach (var rate in options.Quick ? new[] { 20.0 } : [100, 200, 300, 400])
            {
                if (!(await RunAsync(subject, rate)).IsClean && !(await RunAsync(subject, rate)).IsClean)
                    break;
                best = rate;
            }
            found.Add(best > 0 ? $"{subject.Name} {best:0}/s" : $"{subject.Name} less than 100/s");
        }
        return $"Highest clean rate (all calls good, nothing sent again) of 100, 200, 300 and 400 a second on one core: {string.Join(", ", found)}. Goal ≥ 200/s; SIPp on one core goes no further.";
    }

    /// <summary>Growth of a fresh process from few to many bridged calls at once, everything in: dialogs, audio ports, call records, the heap's own growth.</summary>
    private async Task<string> MemoryAsync()
    {
        var (few, many) = options.Quick ? (5, 10) : (100, 500);
        await using var subject = await SetUpSubjects.VoiceDockAsync(_uasPort);
        using var first = new SippPair(_uasPort, many);
        await using var answerer = await first.AnswerAsync(60_000);
        await using var caller = first.Call(subject.Port, 50, 60_000);
        await AnsweredAsync(caller, few);
        var before = subject.ResidentKilobytes;
        await AnsweredAsync(caller, many - few);
        return string.Create(CultureInfo.InvariantCulture, $"Memory, all in, from {few} to {many} bridged calls: {(double)(subject.ResidentKilobytes - before) / (many - few):0} kB a call. Goal ≤ 100 kB.");
    }

    private static async Task AnsweredAsync(Child caller, int calls)
    {
        await Task.Delay(TimeSpan.FromSeconds((calls / 50.0) + 0.5));
        if (caller.HasEnded)
            throw new BenchException($"SIPp ended before its calls: {await caller.EndAsync(2)}");
    }

    private async Task<IEnumerable<string>> AsteriskAsync(SetUpSubject ours)
    {
        if (SetUpSubjects.AsteriskPath is null)
            return ["", "Asterisk was not measured: `ASTERISK` names no binary (Debian 12 has no package of it)."];
        await using var asterisk = await SetUpSubjects.AsteriskAsync(_uasPort);
        await WarmAsync(asterisk);
        List<string> lines = ["", .. Section.Head("calls/s", "what", "VoiceDock", "Asterisk", "ratio (min–max)", "goal")];
        lines.AddRange(await CompareAsync(ours, asterisk, options.Quick ? 10 : 50, "≤ 0.35 ×"));
        return [.. lines, "", await HighestAsync(asterisk)];
    }

    private async Task<SetUpRun> RunAsync(SetUpSubject subject, double rate)
    {
        var calls = options.Quick ? 20 : (int)(rate * 6);
        var run = await SetUpRun.MeasureAsync(subject, _uasPort, calls, rate, options.Quick ? 500 : HoldMilliseconds);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  {rate} calls/s, {subject.Name}: {run.CpuPerCall:0.00} ms a call, INVITE to INVITE p50 {run.P50 / 1000:0.00} ms, p99 {run.P99 / 1000:0.00} ms, {run.Good} of {run.Calls} good, {run.Repeated} sent again"));
        if (run.Good < run.Calls && (options.Quick || rate <= 50))
            _faults.Add($"{rate} calls/s through {subject.Name}: {run.Calls - run.Good} of {run.Calls} not good");
        return run;
    }

}
