using System.Globalization;
using VoiceDock.Bench.Run;

namespace VoiceDock.Bench.Failover;

/// <summary>Bench 4: what watching two hundred trunks costs, at the product's own interval and thirty times as often.</summary>
internal sealed class HealthBench(BenchOptions options)
{
    private const double Goal = 5;
    private const int SettleSeconds = 60;

    private readonly List<string> _faults = [];

    public async Task<Section> RunAsync()
    {
        List<string> lines = [.. Section.Head("trunks", "s between two OPTIONS", "probes", "CPU of one core", "goal", "CPU ms a probe", "trunks of a core at 30 s")];
        if (options.Quick)
        {
            lines.Add(await MeasureAsync(trunks: 10, interval: 0.5, seconds: 2));
        }
        else
        {
            lines.Add(await MeasureAsync(trunks: 200, interval: 30, seconds: 60));
            lines.Add(await MeasureAsync(trunks: 200, interval: 1, seconds: 30));
        }
        return new Section("health", lines, _faults);
    }

    private async Task<string> MeasureAsync(int trunks, double interval, double seconds)
    {
        using var agents = new OptionsAgents(trunks);
        await using var subject = await Watcher.VoiceDockAsync(new Timers(interval, 4, 5, 2), agents.Ports);
        await AskedAsync(agents, subject.Port, (interval * 2) + 30);
        // The runtime compiles what has run thirty times once more, in the background: seconds of CPU after the first rounds, and never again.
        await Task.Delay(TimeSpan.FromSeconds(options.Quick ? 1 : SettleSeconds));
        var (cpu, answers, began) = (subject.CpuSeconds, agents.Answers, TimeProvider.System.GetTimestamp());
        await Task.Delay(TimeSpan.FromSeconds(seconds));
        var took = TimeProvider.System.GetElapsedTime(began).TotalSeconds;
        var (used, probes) = (subject.CpuSeconds - cpu, agents.Answers - answers);

        var share = used / took * 100;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {trunks} trunks every {interval} s, VoiceDock: {probes} probes in {took:0.0} s, {used:0.00} s of CPU"));
        if (probes < trunks * took / interval * (options.Quick ? 0.2 : 0.8))
            _faults.Add(string.Create(CultureInfo.InvariantCulture, $"{trunks} trunks every {interval} s: only {probes} probes in {took:0} s"));
        var each = probes == 0 ? 0 : used * 1000 / probes;
        return Section.Row(
            $"{trunks}", Ratio.Number(interval, "0.#"), $"{probes}", $"**{Ratio.Number(share, "0.00")} %**", interval >= 30 ? $"< {Goal:0} %" : "", Ratio.Number(each, "0.00"),
            each == 0 ? "" : Ratio.Number(30_000 / each, "0"));
    }

    private async Task AskedAsync(OptionsAgents agents, int port, double seconds)
    {
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        for (var i = 0; i < seconds * 10 && !agents.AllHaveAnswered(port); i++)
            await tick.WaitForNextTickAsync();
        if (!agents.AllHaveAnswered(port))
            _faults.Add(string.Create(CultureInfo.InvariantCulture, $"not every trunk was asked within {seconds:0} s"));
    }
}
