using System.Globalization;
using VoiceDock.Core.Trunks.Health;

namespace VoiceDock.Web.Trunks;

/// <summary>The points of a small line of round trips. Pure.</summary>
/// <param name="Lines">Runs of answered checks, each as the points of a polyline.</param>
/// <param name="Misses">Where on the width a check was not answered.</param>
/// <param name="Words">The same for people who do not see it.</param>
public sealed record RoundTripPlot(IReadOnlyList<string> Lines, IReadOnlyList<string> Misses, string Words)
{
    public const int Width = 96;
    public const int Height = 20;

    private const int MostShown = 40;
    private const double Step = (double)Width / (MostShown - 1);

    // Two or three points are a scratch, not a course.
    private const int LeastShown = 4;

    // Below this everything is quick: noise between 0.2 and 0.4 ms must not look like a mountain range.
    private const double LeastScaleMs = 20;

    public bool IsEmpty => Lines.Count == 0 && Misses.Count == 0;

    /// <summary>The newest check is at the right end.</summary>
    public static RoundTripPlot Of(IReadOnlyList<HealthSample> samples)
    {
        var shown = samples.TakeLast(MostShown).ToList();
        var top = Math.Max(LeastScaleMs, shown.Max(s => s.RoundTrip?.TotalMilliseconds) ?? 0);
        var first = MostShown - shown.Count;
        var lines = new List<string>();
        var misses = new List<string>();
        var run = new List<string>();
        for (var i = 0; i < shown.Count; i++)
        {
            var x = Text((first + i) * Step);
            if (shown[i].RoundTrip is { } trip)
                run.Add($"{x},{Text(Height - 1 - (trip.TotalMilliseconds / top * (Height - 2)))}");
            else
                misses.Add(x);
            if (run.Count > 0 && (i == shown.Count - 1 || shown[i].RoundTrip is null))
            {
                // one point alone would not be drawn
                lines.Add(string.Join(' ', run.Count == 1 ? [run[0], run[0]] : run));
                run = [];
            }
        }

        return new RoundTripPlot(misses.Count == 0 && shown.Count < LeastShown ? [] : lines, misses, Tell(shown));
    }

    private static string Tell(List<HealthSample> shown)
    {
        var trips = shown.Where(s => s.RoundTrip is not null).Select(s => s.RoundTrip!.Value.TotalMilliseconds).ToList();
        var missed = shown.Count - trips.Count;
        var range = trips.Count == 0 ? "none answered" : string.Create(CultureInfo.InvariantCulture, $"{trips.Min():0.0} to {trips.Max():0.0} ms");
        var rest = missed == 0 || trips.Count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {missed} not answered");
        return string.Create(CultureInfo.InvariantCulture, $"Round trip of the last {shown.Count} checks: {range}{rest}");
    }

    private static string Text(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
