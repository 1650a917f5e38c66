using System.Globalization;

namespace VoiceDock.Tests.Bench;

/// <summary>A row of the table of the main job's figures, as <c>eng/bench.sh</c> takes it from a test's output.</summary>
/// <param name="What">What was measured.</param>
/// <param name="Goal">What it has to be.</param>
internal sealed record BenchRow(string What, BenchGoal Goal)
{
    /// <summary>Markdown: what, p50, p95, p99, max, n, goal.</summary>
    /// <param name="values">In ms; at least one.</param>
    public string Write(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        double At(double share) => sorted[(int)Math.Min(sorted.Length - 1, sorted.Length * share)];
        var (p50, p95, p99, max) = (At(0.5), At(0.95), At(0.99), sorted[^1]);
        return string.Create(CultureInfo.InvariantCulture, $"| {What} | {p50:0.00} | {p95:0.00} | {p99:0.00} | {max:0.00} | {sorted.Length} | {Goal.Judge(p50, p95, p99, max)} |");
    }
}

/// <summary>The most each figure may be, in ms; null: no goal.</summary>
internal sealed record BenchGoal(double? P50 = null, double? P95 = null, double? P99 = null, double? Max = null)
{
    /// <summary>The goal in words, and which part of it was missed.</summary>
    public string Judge(double p50, double p95, double p99, double max) =>
        string.Join(", ", new[] { Part("p50", P50, p50), Part("p95", P95, p95), Part("p99", P99, p99), Part("max", Max, max) }.OfType<string>());

    private static string? Part(string name, double? goal, double value) =>
        goal is { } most ? string.Create(CultureInfo.InvariantCulture, $"{name} ≤ {most}{(value <= most ? "" : " **missed**")}") : null;
}
