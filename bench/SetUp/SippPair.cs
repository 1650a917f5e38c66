using System.Globalization;
using VoiceDock.Bench.Run;

namespace VoiceDock.Bench.SetUp;

/// <summary>Two SIPp: one places calls to the subject, one answers what comes from there. On the generator's core, without audio.</summary>
internal sealed class SippPair(int uasPort, int calls) : IDisposable
{
    private const int LongestSeconds = 240;

    private readonly string _folder = Directory.CreateTempSubdirectory("voicedock-bench-sipp-").FullName;

    public static string? Path => Machine.Find("sipp");

    public async Task<Child> AnswerAsync(int holdMilliseconds)
    {
        var child = Start("answerer", uasPort, ["-m", $"{calls}", "-l", $"{calls * 2}", "-d", $"{holdMilliseconds}", .. Patience(holdMilliseconds)]);
        await Machine.ListensAsync(child, uasPort);
        return child;
    }

    public Child Call(int target, double rate, int holdMilliseconds)
    {
        var numbers = System.IO.Path.Combine(_folder, "numbers.csv");
        File.WriteAllLines(numbers, Enumerable.Range(0, calls).Select(i => $"{CallHost.Number(i % CallHost.Lines)};+4420{79_000_000 + i}").Prepend("SEQUENTIAL"));
        string[] arguments =
        [
            "-inf", numbers, "-m", $"{calls}", "-l", $"{calls * 2}", "-r", rate.ToString(CultureInfo.InvariantCulture), "-d", $"{holdMilliseconds}",
            .. Patience(holdMilliseconds), $"127.0.0.1:{target}",
        ];
        return Start("caller", Machine.FreeUdpPort(), arguments);
    }

    /// <summary>Calls that went well at both ends, and how often either had to send something again.</summary>
    public async Task<(int Good, int Repeated)> CountAsync(Child answerer)
    {
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        for (var i = 0; i < 20 && !answerer.HasEnded; i++)
            await tick.WaitForNextTickAsync();
        var (placed, answered) = (Read("caller"), Read("answerer"));
        return (Math.Min(placed.Good, answered.Good), placed.Repeated + answered.Repeated);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Child Start(string role, int port, IEnumerable<string> arguments)
    {
        string[] common =
        [
            "-sf", System.IO.Path.Combine(AppContext.BaseDirectory, "scenarios", $"{role}.xml"), "-i", "127.0.0.1", "-p", $"{port}",
            "-mp", $"{Machine.FreeUdpPort()}", "-cp", $"{Machine.FreeUdpPort()}", "-nostdin", "-trace_stat", "-stf", Statistics(role), "-fd", "1",
        ];
        // Nobody reads its screen, and a full pipe would stop it.
        return Child.Start("sh", ["-c", "exec \"$0\" \"$@\" >/dev/null", Path!, .. common, .. arguments], Machine.GeneratorCpu, LongestSeconds, _folder);
    }

    // A call that waits for a message for longer than any healthy one has failed.
    private static string[] Patience(int holdMilliseconds) => ["-recv_timeout", $"{holdMilliseconds + 10_000}"];

    private string Statistics(string role) => System.IO.Path.Combine(_folder, $"{role}.csv");

    private (int Good, int Repeated) Read(string role)
    {
        var lines = File.ReadAllLines(Statistics(role));
        var names = lines[0].Split(';');
        // While it runs the last line may not be written to its end.
        var values = lines.Select(l => l.Split(';')).Last(v => v.Length == names.Length);
        int Value(string name) => int.TryParse(values[Array.IndexOf(names, name)], CultureInfo.InvariantCulture, out var value) ? value : 0;
        return (Value("SuccessfulCall(C)"), Value("Retransmissions(C)"));
    }
}
