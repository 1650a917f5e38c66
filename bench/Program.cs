using VoiceDock.Bench.Failover;
using VoiceDock.Bench.Relay;
using VoiceDock.Bench.Run;
using VoiceDock.Bench.SetUp;
using VoiceDock.Bench.Talk;

namespace VoiceDock.Bench;

/// <summary>The side-by-side benches (<c>run …</c>), and the processes they measure (<c>…-host</c>).</summary>
internal static class Program
{
    public static async Task<int> Main(string[] arguments)
    {
        try
        {
            switch (arguments)
            {
                case ["relay-host"]:
                    await RelayHost.RunAsync();
                    return 0;
                case ["call-host", .. var rest]:
                    await CallHost.RunAsync(rest);
                    return 0;
                case ["watch-host", .. var rest]:
                    await WatchHost.RunAsync(rest);
                    return 0;
                case ["talk-host", .. var rest]:
                    await TalkHost.RunAsync(rest);
                    return 0;
                case ["run", .. var rest]:
                    return await RunAsync(BenchOptions.Parse(rest), string.Join(' ', rest));
                default:
                    throw new BenchException($"Usage: {BenchOptions.Usage}");
            }
        }
        catch (BenchException problem)
        {
            await Console.Error.WriteLineAsync(problem.Message);
            return 1;
        }
    }

    private static async Task<int> RunAsync(BenchOptions options, string command)
    {
        var faults = 0;
        Machine.IsUrgent = options.Urgent;
        foreach (var part in options.Parts)
        {
            var began = TimeProvider.System.GetTimestamp();
            var where = Machine.Describe();
            Console.WriteLine($"{part}: {where}");
            var section = await TryAsync(part, options);
            var measured = section.Lines.Count > 0;
            var date = TimeProvider.System.GetUtcNow();
            section = section with { Lines = [$"{date:yyyy-MM-dd HH:mm} UTC, `eng/bench.sh {command}`. {where}.", "", .. section.Lines, .. section.Faults.Select(f => $"\nNot correct: {f}.")] };
            section.Lines.ToList().ForEach(Console.WriteLine);
            section.Faults.ToList().ForEach(f => Console.WriteLine($"FAULT {f}"));
            Console.WriteLine($"{part} took {TimeProvider.System.GetElapsedTime(began).TotalSeconds:0} s");
            faults += section.Faults.Count;
            if (options.Document is { } document && !options.Quick && measured)
                DocumentTables.Write(document, section);
        }
        Console.WriteLine(faults == 0 ? "no faults" : $"{faults} faults");
        return faults == 0 ? 0 : 1;
    }

    // A part that cannot go on is a fault of its own; the others are measured all the same.
    private static async Task<Section> TryAsync(string part, BenchOptions options)
    {
        try
        {
            return await RunAsync(part, options);
        }
        catch (BenchException problem)
        {
            return new Section(part, [], [problem.Message]);
        }
    }

    private static Task<Section> RunAsync(string part, BenchOptions options) => part switch
    {
        "relay" => new RelayBench(options).RunAsync(),
        "setup" => new SetUpBench(options).RunAsync(),
        "failover" => new FailoverBench(options).RunAsync(),
        "health" => new HealthBench(options).RunAsync(),
        "talk" => new TalkBench(options).RunAsync(),
        "main" => new MainBench(options).RunAsync(),
        _ => throw new BenchException($"There is no bench '{part}'."),
    };
}
