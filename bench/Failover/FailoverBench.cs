using System.Globalization;
using VoiceDock.Bench.Run;

namespace VoiceDock.Bench.Failover;

/// <summary>Bench 3: how soon a trunk that fell silent is seen as down, and as up again, beside Kamailio's dispatcher watching the very same agents.</summary>
internal sealed class FailoverBench(BenchOptions options)
{
    private readonly List<string> _faults = [];

    public async Task<Section> RunAsync()
    {
        if (Machine.Find("kamailio") is null)
            throw new BenchException("The fail-over bench needs Kamailio (Debian package kamailio).");
        List<string> lines = [.. Section.Head("misses that make down", "what", "VoiceDock", "Kamailio", "ratio of the means", "goal")];
        foreach (var misses in new[] { 1, 2 })
        {
            // A fifth of the product's defaults, so that a run takes half a minute.
            var timers = options.Quick ? new Timers(1, 0.4, 0.4, misses) : new Timers(6, 0.8, 1, misses);
            lines.AddRange(await CompareAsync(timers, misses == 1 ? "≤ 1.00" : "≤ 0.75"));
        }
        return new Section("failover", lines, _faults);
    }

    private async Task<IEnumerable<string>> CompareAsync(Timers timers, string goal)
    {
        using var agents = new OptionsAgents(options.Quick ? 6 : 100);
        await using var ours = await Watcher.VoiceDockAsync(timers, agents.Ports);
        await using var theirs = await Watcher.KamailioAsync(timers, agents.Ports);
        await UntilAsync(() => agents.AllHaveAnswered(ours.Port) && agents.AllHaveAnswered(theirs.Port), timers.Longest * 2, "every agent was asked by both");
        var down = await ChangeAsync(agents, agents.Silence, "down", timers, ours, theirs);
        var up = await ChangeAsync(agents, agents.Revive, "up", timers, ours, theirs);
        return [.. Rows(timers, "time to down, s", down, goal), .. Rows(timers, "time to up, s", up, "")];
    }

    /// <summary>Changes the agents one by one, spread evenly over one interval in a random order, and waits until both sides have seen each.</summary>
    private async Task<List<(double? Ours, double? Theirs)>> ChangeAsync(
        OptionsAgents agents, Action<int> change, string state, Timers timers, Watcher ours, Watcher theirs)
    {
        var order = agents.Ports.ToArray();
        Random.Shared.Shuffle(order);
        Dictionary<int, long> at = [];
        foreach (var agent in order)
        {
            at[agent] = TimeProvider.System.GetTimestamp();
            change(agent);
            await Task.Delay(TimeSpan.FromSeconds(timers.Interval / order.Length));
        }
        bool Seen(int agent) => ours.FirstSeen(agent, state, at[agent]) is not null && theirs.FirstSeen(agent, state, at[agent]) is not null;
        await UntilAsync(() => order.All(Seen), timers.Longest, $"both saw every agent {state}");
        double? Took(Watcher watcher, int agent) =>
            watcher.FirstSeen(agent, state, at[agent]) is { } seen ? TimeProvider.System.GetElapsedTime(at[agent], seen).TotalSeconds : null;
        return [.. order.Select(agent => (Took(ours, agent), Took(theirs, agent)))];
    }

    private IEnumerable<string> Rows(Timers timers, string what, List<(double? Ours, double? Theirs)> times, string goal)
    {
        var (a, b) = (times.Select(t => t.Ours).OfType<double>().ToList(), times.Select(t => t.Theirs).OfType<double>().ToList());
        Console.WriteLine($"  {timers.Misses} misses, VoiceDock: {what} seen for {a.Count} of {times.Count} agents; Kamailio: {b.Count}");
        if (a.Count < times.Count)
            _faults.Add($"{what} with {timers.Misses} misses: VoiceDock saw {a.Count} of {times.Count}");
        if (a.Count == 0 || b.Count == 0)
            return [];
        string Of(List<double> values) => string.Create(CultureInfo.InvariantCulture, $"mean {values.Average():0.0}, most {values.Max():0.0}");
        return [Section.Row($"{timers.Misses}", what, Of(a), Of(b), $"**{Ratio.Number(a.Average() / b.Average(), "0.00")}**", goal)];
    }

    private static async Task UntilAsync(Func<bool> done, double seconds, string what)
    {
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        for (var i = 0; i < seconds * 20 && !done(); i++)
            await tick.WaitForNextTickAsync();
        if (!done())
            Console.WriteLine($"  not within {seconds:0} s: {what}");
    }
}
