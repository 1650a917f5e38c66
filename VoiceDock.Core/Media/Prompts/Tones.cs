namespace VoiceDock.Core.Media.Prompts;

/// <summary>The loudness and the edges of every tone we make.</summary>
internal static class Tones
{
    /// <summary>About -12 dBm0: clear, and far from overdriving a line.</summary>
    public const double Amplitude = 9000;

    /// <summary>5 ms: without a ramp a tone begins and ends with a click.</summary>
    public const int RampSamples = 40;

    /// <summary>The loudness, 0 to 1, so many samples from an edge (raised cosine).</summary>
    public static double Ramp(int fromEdge) => fromEdge >= RampSamples ? 1 : 0.5 - (0.5 * Math.Cos(Math.PI * fromEdge / RampSamples));
}
