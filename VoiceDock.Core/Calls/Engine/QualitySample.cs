using VoiceDock.Core.Media;

namespace VoiceDock.Core.Calls.Engine;

/// <summary>The media engine's counters as the call's figures, rounded to what a person or a history wants to know.</summary>
internal static class QualitySample
{
    public static LegQuality Of(MediaLegStats stats, bool isOneWay) =>
        new(stats.PacketsIn, stats.PacketsOut, stats.Lost, Math.Round(stats.JitterMs, 1), isOneWay)
        {
            Mos = Round(stats.Mos, 2),
            RoundTripMs = Round(stats.RoundTripMs, 1),
            FarLossPercent = stats.FarLost is { } lost && stats.PacketsOut > 0 ? Math.Min(100, Math.Round(100.0 * lost / stats.PacketsOut, 2)) : null,
        };

    private static double? Round(double? value, int digits) => value is { } known ? Math.Round(known, digits) : null;
}
