namespace VoiceDock.Core.Media.Codecs;

/// <summary>
/// Between 8 and 16 kHz for live audio: a half-band filter of 47 taps (Kaiser), flat to 3.4 kHz, 45 dB down from 4.6 kHz on, 1.4 ms late. One direction
/// of one stream; allocates nothing. One thread.
/// </summary>
internal sealed class HalfBand
{
    private const int Taps = 24;
    private const int Middle = Taps / 2;
    private const int Most = 160;
    private const double Beta = 5.65;

    // Of the 47 taps every second one is zero but the one in the middle, which is 1: these are the others, as seen at 8 kHz.
    private static readonly float[] Coefficients = Normalised([.. Enumerable.Range(0, Taps).Select(Coefficient)]);

    private readonly float[] _first = new float[Taps + Most];
    private readonly float[] _second = new float[Taps + Most];

    /// <summary>8 to 16 kHz.</summary>
    /// <param name="samples">Any number.</param>
    /// <param name="doubled">Twice as many.</param>
    public void Up(ReadOnlySpan<short> samples, Span<short> doubled)
    {
        while (!samples.IsEmpty)
        {
            var count = Math.Min(Most, samples.Length);
            for (var i = 0; i < count; i++) _first[Taps + i] = samples[i];
            for (var i = 0; i < count; i++)
            {
                doubled[2 * i] = (short)_first[i + Middle];
                doubled[(2 * i) + 1] = Round(Sum(_first.AsSpan(i + 1, Taps)));
            }

            Shift(_first, count);
            samples = samples[count..];
            doubled = doubled[(2 * count)..];
        }
    }

    /// <summary>16 to 8 kHz.</summary>
    /// <param name="samples">An even number.</param>
    /// <param name="halved">Half as many.</param>
    public void Down(ReadOnlySpan<short> samples, Span<short> halved)
    {
        while (samples.Length >= 2)
        {
            var count = Math.Min(Most, samples.Length / 2);
            for (var i = 0; i < count; i++) (_first[Taps + i], _second[Taps + i]) = (samples[2 * i], samples[(2 * i) + 1]);
            for (var i = 0; i < count; i++) halved[i] = Round((_first[i + Middle + 1] + Sum(_second.AsSpan(i + 1, Taps))) / 2);
            Shift(_first, count);
            Shift(_second, count);
            samples = samples[(2 * count)..];
            halved = halved[count..];
        }
    }

    private static float Sum(ReadOnlySpan<float> line)
    {
        var sum = 0f;
        for (var i = 0; i < Taps; i++) sum += line[i] * Coefficients[i];
        return sum;
    }

    private static void Shift(float[] line, int count) => line.AsSpan(count, Taps).CopyTo(line);

    private static short Round(float value) => (short)Math.Clamp(MathF.Round(value), short.MinValue, short.MaxValue);

    // A steady level must come out as it was.
    private static float[] Normalised(double[] taps) => [.. taps.Select(tap => (float)(tap / taps.Sum()))];

    // Half a sample beside each tap: sinc at odd halves, under a Kaiser window.
    private static double Coefficient(int tap)
    {
        var distance = tap - Middle + 0.5;
        var x = distance / Middle;
        return Math.Sin(Math.PI * distance) / (Math.PI * distance) * Bessel(Beta * Math.Sqrt(1 - (x * x))) / Bessel(Beta);
    }

    // Modified Bessel function of the first kind, order 0, by its power series.
    private static double Bessel(double x)
    {
        double sum = 1, term = 1;
        for (var k = 1; term > 1e-12 * sum; k++)
        {
            term *= x * x / (4.0 * k * k);
            sum += term;
        }

        return sum;
    }
}
