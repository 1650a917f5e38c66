using System.Globalization;

namespace VoiceDock.Bench.Run;

/// <summary>What was asked for on the command line.</summary>
/// <param name="Parts">Which benches: relay, setup, failover, health, talk, main.</param>
/// <param name="Quick">Small numbers, few seconds: shows that everything works, measures nothing worth keeping.</param>
/// <param name="Blocks">How often the order A-B-B-A-A-B is run through; each gives three pairs.</param>
/// <param name="Seconds">Measured seconds of a relay run.</param>
/// <param name="Urgent">Generator and subject run before everything else on the machine.</param>
/// <param name="Document">The page whose tables are written; null: only printed.</param>
internal sealed record BenchOptions(IReadOnlyList<string> Parts, bool Quick, int Blocks, double Seconds, bool Urgent, string? Document)
{
    public const string Usage = "run [relay] [setup] [failover] [health] [talk] [main] [--quick] [--blocks N] [--seconds N] [--urgent] [--write docs/benchmarks.md]";

    private static readonly string[] AllParts = ["relay", "setup", "failover", "health", "talk", "main"];

    /// <exception cref="BenchException">A word is not understood.</exception>
    public static BenchOptions Parse(IReadOnlyList<string> words)
    {
        var options = new BenchOptions([], false, 1, 6, false, null);
        for (var i = 0; i < words.Count; i++)
        {
            string Value() => ++i < words.Count ? words[i] : throw new BenchException($"{words[i - 1]} needs a value. Usage: {Usage}");
            options = words[i] switch
            {
                "--quick" => options with { Quick = true, Seconds = 1 },
                "--urgent" => options with { Urgent = true },
                "--blocks" => options with { Blocks = int.Parse(Value(), CultureInfo.InvariantCulture) },
                "--seconds" => options with { Seconds = double.Parse(Value(), CultureInfo.InvariantCulture) },
                "--write" => options with { Document = Path.GetFullPath(Value()) },
                var part when AllParts.Contains(part) => options with { Parts = [.. options.Parts, part] },
                var other => throw new BenchException($"'{other}' is not understood. Usage: {Usage}"),
            };
        }
        return options.Parts.Count > 0 ? options : options with { Parts = AllParts };
    }
}
