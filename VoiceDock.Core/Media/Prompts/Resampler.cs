namespace VoiceDock.Core.Media.Prompts;

/// <summary>
/// Changes the rate of a whole piece of audio by a windowed sinc (Kaiser): no aliasing to hear. For rendering, not for live
/// streams.
/// </summary>
internal static class Resampler
{
    private const int ZeroCrossings = 24;

    // About 70 dB of stop band; the transition fits between 3.5 and 4 kHz at 8 kHz.
    private const double Beta = 7;
    private const double PassShare = 0.94;

    private const int Resolution = 256;

    public static short[] Resample(short[] input, int from, int to)
    {
        if (from == to) return input;
        var kernel = Kernel(PassShare * Math.Min(1.0, (double)to / from));
        var output = new short[(int)((long)input.Length * to / from)];
        for (var i = 0; i < output.Length; i++) output[i] = At(input, (double)i * from / to, kernel);
        return output;
    }

    // One half of the symmetric filter, by distance in input samples; between two entries it is as good as straight.
    private static double[] Kernel(double cutoff)
    {
        var half = ZeroCrossings / cutoff;
        var kernel = new double[(int)Math.Ceiling(half * Resolution) + 2];
        for (var i = 0; i < kernel.Length; i++)
        {
            var distance = (double)i / Resolution;
            kernel[i] = distance >= half ? 0 : Sinc(cutoff * distance) * Kaiser(distance / half);
        }

        return kernel;
    }

    private static short At(short[] input, double position, double[] kernel)
    {
        double sum = 0, weights = 0;
        var half = (double)(kernel.Length - 2) / Resolution;
        var last = (int)Math.Floor(position + half);
        for (var n = (int)Math.Ceiling(position - half); n <= last; n++)
        {
            var place = Math.Abs(n - position) * Resolution;
            var entry = (int)place;
            var weight = kernel[entry] + ((place - entry) * (kernel[entry + 1] - kernel[entry]));
            weights += weight;
            if (n >= 0 && n < input.Length) sum += weight * input[n];
        }

        return (short)Math.Clamp(Math.Round(sum / weights), short.MinValue, short.MaxValue);
    }

    private static double Sinc(double x) => Math.Abs(x) < 1e-9 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x);

    private static double Kaiser(double x) => Bessel(Beta * Math.Sqrt(Math.Max(0, 1 - (x * x)))) / Bessel(Beta);

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
