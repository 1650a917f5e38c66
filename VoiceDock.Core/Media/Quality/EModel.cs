namespace VoiceDock.Core.Media.Quality;

/// <summary>How good a line is to a listener, from its loss and delay: the E-model of ITU-T G.107 with its default values where we do not measure.</summary>
/// <remarks>
/// With the defaults, R = 93.2 - Id - Ie,eff (G.107 7.1). Id is the piecewise linear fit of Cole and Rosenbluth, "Voice over IP Performance
/// Monitoring" (2001). Ie and Bpl are those of ITU-T G.113 Appendix I for G.711 without concealment, since we cannot know whether a phone
/// conceals; Appendix I has no narrowband pair for G.722, which is judged like G.711.
/// </remarks>
internal static class EModel
{
    private const double DefaultRating = 93.2;

    // Bpl; Ie is 0.
    private const double LossRobustness = 4.3;

    // One frame is gathered before it is sent.
    private const double PacketizationMs = 20;

    /// <summary>Mean opinion score, 1 to 4.5; 4.4 is a clean line.</summary>
    /// <param name="lossPercent">0-100.</param>
    /// <param name="jitterMs">Adds to the delay: a phone holds back about twice as much.</param>
    /// <param name="roundTripMs">Of the network; 0 when unknown.</param>
    public static double Mos(double lossPercent, double jitterMs, double roundTripMs) =>
        Mos(Rating(lossPercent, (roundTripMs / 2) + (2 * jitterMs) + PacketizationMs));

    /// <summary>The transmission rating R.</summary>
    /// <param name="lossPercent">0-100, at random.</param>
    /// <param name="delayMs">One way, mouth to ear.</param>
    public static double Rating(double lossPercent, double delayMs)
    {
        var delay = (0.024 * delayMs) + (0.11 * Math.Max(0, delayMs - 177.3));
        return DefaultRating - delay - (95 * lossPercent / (lossPercent + LossRobustness));
    }

    /// <summary>G.107 Annex B.</summary>
    public static double Mos(double rating) => rating switch
    {
        <= 0 => 1,
        >= 100 => 4.5,
        _ => Math.Max(1, 1 + (0.035 * rating) + (rating * (rating - 60) * (100 - rating) * 7e-6)),
    };
}
