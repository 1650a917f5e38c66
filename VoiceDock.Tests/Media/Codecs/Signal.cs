namespace VoiceDock.Tests.Media.Codecs;

/// <summary>Tones to measure codecs and filters with.</summary>
internal static class Signal
{
    public static short[] Tone(double hz, int rate, int length, double amplitude = 9000) =>
        [.. Enumerable.Range(0, length).Select(i => (short)Math.Round(amplitude * Math.Sin(2 * Math.PI * hz * i / rate)))];

    /// <summary>How far all else lies below the tone, in dB: the tone is fitted in level and phase, its first quarter of a second left out.</summary>
    public static double Snr(ReadOnlySpan<short> heard, double hz, int rate)
    {
        var settled = heard[(rate / 4)..].ToArray();
        var (inPhase, quadrature) = Fit(settled, hz, rate);
        double signal = 0, rest = 0;
        for (var i = 0; i < settled.Length; i++)
        {
            var (sin, cos) = Math.SinCos(2 * Math.PI * hz * i / rate);
            var tone = (inPhase * sin) + (quadrature * cos);
            signal += tone * tone;
            rest += (settled[i] - tone) * (settled[i] - tone);
        }

        return 10 * Math.Log10(signal / Math.Max(rest, 1e-9));
    }

    /// <summary>The tone's amplitude, in the same quarter less.</summary>
    public static double Level(ReadOnlySpan<short> heard, double hz, int rate)
    {
        var (inPhase, quadrature) = Fit(heard[(rate / 4)..].ToArray(), hz, rate);
        return Math.Sqrt((inPhase * inPhase) + (quadrature * quadrature));
    }

    private static (double InPhase, double Quadrature) Fit(short[] samples, double hz, int rate)
    {
        double sines = 0, cosines = 0;
        for (var i = 0; i < samples.Length; i++)
        {
            var (sin, cos) = Math.SinCos(2 * Math.PI * hz * i / rate);
            (sines, cosines) = (sines + (samples[i] * sin), cosines + (samples[i] * cos));
        }

        return (2 * sines / samples.Length, 2 * cosines / samples.Length);
    }
}
