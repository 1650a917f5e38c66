using System.Globalization;

namespace VoiceDock.Bench.Run;

/// <summary>Figures of several rounds as the report shows them.</summary>
internal static class Ratio
{
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        if (sorted.Length == 0)
            return double.NaN;
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>The median of the ratios of each pair, with the least and the greatest; a dash when no pair is whole.</summary>
    public static string Of(IReadOnlyList<(double Ours, double Theirs)> pairs)
    {
        var ratios = pairs.Where(p => p.Theirs > 0 && !double.IsNaN(p.Ours)).Select(p => p.Ours / p.Theirs).ToList();
        return ratios.Count == 0 ? "–" : string.Create(CultureInfo.InvariantCulture, $"**{Median(ratios):0.00}** ({ratios.Min():0.00}–{ratios.Max():0.00})");
    }

    public static string Number(double value, string format = "0.0") =>
        double.IsNaN(value) ? "–" : value.ToString(format, CultureInfo.InvariantCulture);
}
