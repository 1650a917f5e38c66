using System.Globalization;
using VoiceDock.Core.Calls;

namespace VoiceDock.Web.Calls;

/// <summary>Audio quality in words, for those who do not see the bars.</summary>
public static class QualityWords
{
    public static string Of(LegQuality? quality) => quality switch
    {
        null => "no audio yet",
        { OneWay: true } => "one-way: we hear nothing",
        { PacketsIn: 0 } => "no audio yet",
        { Bars: 4 } => "clear",
        { Bars: 3 } => "good",
        { Bars: 2 } => "choppy",
        _ => "poor",
    };

    /// <summary>"clear · MOS 4.3 · loss 0.2 % · jitter 3 ms · round trip 24 ms", as far as it is known.</summary>
    public static string Long(LegQuality? quality) => quality is null or { PacketsIn: 0 }
        ? Of(quality)
        : string.Join(" · ", Parts(quality));

    public static string Mos(LegQuality quality) => Figure(quality.Mos, "0.0");

    public static string RoundTrip(LegQuality quality) => Figure(quality.RoundTripMs, "0 'ms'");

    public static string Loss(LegQuality quality) => Figure(quality.PacketsIn == 0 ? null : quality.LossPercent, "0.0 '%'");

    public static string Jitter(LegQuality quality) => Figure(quality.PacketsIn == 0 ? null : quality.JitterMs, "0 'ms'");

    /// <summary>What the far end misses of what we send.</summary>
    public static string FarLoss(LegQuality quality) => Figure(quality.FarLossPercent, "0.0 '%'");

    private static IEnumerable<string> Parts(LegQuality quality)
    {
        yield return Of(quality);
        if (quality.Mos is not null)
            yield return $"MOS {Mos(quality)}";
        yield return $"loss {Loss(quality)}";
        yield return $"jitter {Jitter(quality)}";
        if (quality.RoundTripMs is not null)
            yield return $"round trip {RoundTrip(quality)}";
    }

    private static string Figure(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "–";
}
