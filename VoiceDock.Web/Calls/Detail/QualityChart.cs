using System.Globalization;
using System.Text;
using VoiceDock.Core.Calls.Quality;

namespace VoiceDock.Web.Calls.Detail;

/// <summary>One figure of one leg over the time of its call, as a line of steps in a field of 1000 by 100, and in words.</summary>
public sealed class QualityChart
{
    public const int Width = 1000;
    public const int Height = 100;

    // A stroke at the edge is not cut in half.
    private const int Margin = 3;

    private static readonly Measure[] Measures =
    [
        new("MOS", "0.0", "", 1, 4.5, 3.6, false, p => p.Mos),
        new("Loss", "0.#", " %", 0, 5, 2, true, p => p.LossPercent),
        new("Jitter", "0", " ms", 0, 50, 40, true, p => p.Received == 0 ? null : p.JitterMs),
    ];

    private readonly Measure _measure;

    private QualityChart(Measure measure, LegQualitySeries leg, int offset, int span)
    {
        _measure = measure;
        var values = leg.Points.Select(measure.Of).ToList();
        var known = values.OfType<double>().ToList();
        IsEmpty = known.Count == 0;
        var worst = IsEmpty ? 0 : measure.HighIsBad ? known.Max() : known.Min();
        Top = Math.Max(measure.Top, RoundUp(measure.HighIsBad ? worst : 0));
        Path = Draw(values, leg.StepSeconds, offset, Math.Max(1, span));
        var at = IsEmpty ? 0 : offset + (values.IndexOf(worst) * leg.StepSeconds);
        Worst = IsEmpty ? "no audio" : $"{(measure.HighIsBad ? "highest" : "lowest")} {Write(worst)}";
        Words = IsEmpty
            ? $"{measure.Name}: no audio."
            : $"{measure.Name}: {Worst} at {At(at)}, {Write(known.Order().ElementAt(known.Count / 2))} in the middle, {Write(known[^1])} last.";
    }

    public string Name => _measure.Name;

    public bool IsEmpty { get; }

    /// <summary>The value at the upper edge.</summary>
    public double Top { get; }

    /// <summary>The line as SVG path data; a gap where nothing was heard.</summary>
    public string Path { get; }

    /// <summary>"lowest 3.1".</summary>
    public string Worst { get; }

    /// <summary>The line in a sentence, for those who do not see it.</summary>
    public string Words { get; }

    /// <summary>Where people begin to complain, as a height in the field.</summary>
    public double Limit => Y(_measure.Limit);

    public string LimitWords => Write(_measure.Limit);

    /// <param name="offset">Seconds from the beginning of the time axis to that of the leg.</param>
    /// <param name="span">Seconds of the whole time axis.</param>
    public static IReadOnlyList<QualityChart> Of(LegQualitySeries leg, int offset, int span) => [.. Measures.Select(m => new QualityChart(m, leg, offset, span))];

    /// <summary>0:07, 12:34.</summary>
    public static string At(int seconds) => Shared.Duration.Format(TimeSpan.FromSeconds(seconds));

    // Steps of equal height are one stroke: most of a call is.
    private string Draw(List<double?> values, int step, int offset, int span)
    {
        var path = new StringBuilder();
        double? height = null;
        for (var i = 0; i < values.Count; i++)
        {
            var next = values[i] is { } value ? Y(value) : (double?)null;
            var x = X(offset + (i * step), span);
            if (next != height)
            {
                if (height is not null)
                    path.Append(CultureInfo.InvariantCulture, $"H{x}");
                if (next is not null)
                    path.Append(CultureInfo.InvariantCulture, $"{(height is null ? $"M{x} " : "V")}{next}");
            }
            height = next;
        }
        if (height is not null)
            path.Append(CultureInfo.InvariantCulture, $"H{X(offset + (values.Count * step), span)}");
        return path.ToString();
    }

    private static double X(int second, int span) => Math.Round((double)Width * second / span, 1);

    private double Y(double value) =>
        Math.Round(Height - Margin - ((Height - (2 * Margin)) * (Math.Clamp(value, _measure.Bottom, Top) - _measure.Bottom) / (Top - _measure.Bottom)), 1);

    private string Write(double value) => value.ToString(_measure.Format, CultureInfo.InvariantCulture) + _measure.Unit;

    // 7 -> 10, 34 -> 40, 260 -> 300.
    private static double RoundUp(double value)
    {
        if (value <= 0)
            return 0;
        var unit = Math.Pow(10, Math.Floor(Math.Log10(value)));
        return Math.Ceiling(value / unit) * unit;
    }

    /// <param name="Top">The least value at the upper edge.</param>
    /// <param name="Limit">From here on it counts as choppy (<see cref="Core.Calls.LegQuality.Bars"/>).</param>
    private sealed record Measure(string Name, string Format, string Unit, double Bottom, double Top, double Limit, bool HighIsBad, Func<QualityPoint, double?> Of);
}
