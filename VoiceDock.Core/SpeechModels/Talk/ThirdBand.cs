using System.Numerics;

namespace VoiceDock.Core.SpeechModels.Talk;

/// <summary>
/// 8 kHz into 24 kHz and back, as a stream, for models without G.711: a windowed sinc of 96 taps at a third of the band, 2 ms late each way. One direction of one
/// connection.
/// </summary>
internal sealed class ThirdBand
{
    private const int Taps = 96;
    private const int Ratio = 3;

    // The middle of what falls off: a phone line ends at 3.4 kHz, and what would come back mirrored begins at 4.6.
    private const double Edge = 3_900;

    private static readonly float[] Kernel = MakeKernel();

    // The taps that fall on samples and not on the zeros between them, oldest sample first, for each of the three places.
    private static readonly float[][] Phases = [.. Enumerable.Range(0, Ratio).Select(p => (float[])[.. Enumerable.Range(0, Taps / Ratio).Reverse().Select(k => Kernel[(k * Ratio) + p] * Ratio)])];

    // Written twice, a length apart: the last samples are always one piece.
    private readonly float[] _past = new float[Taps * 2];
    private int _at;
    private int _phase;

    /// <summary>Three samples out for each one in.</summary>
    public void Up(ReadOnlySpan<short> narrow, Span<short> wide)
    {
        var o = 0;
        foreach (var sample in narrow)
        {
            Push(sample, Taps / Ratio);
            foreach (var phase in Phases) wide[o++] = Output(phase);
        }
    }

    /// <summary>One sample out for each three in, whatever the length of the pieces.</summary>
    /// <returns>How many samples came out.</returns>
    public int Down(ReadOnlySpan<short> wide, Span<short> narrow)
    {
        var o = 0;
        foreach (var sample in wide)
        {
            Push(sample, Taps);
            if (++_phase < Ratio) continue;
            _phase = 0;
            narrow[o++] = Output(Kernel);
        }

        return o;
    }

    private void Push(float sample, int length)
    {
        (_past[_at], _past[_at + length]) = (sample, sample);
        if (++_at == length) _at = 0;
    }

    private short Output(float[] taps)
    {
        var past = _past.AsSpan(_at, taps.Length);
        var sums = Vector<float>.Zero;
        var i = 0;
        for (; i <= taps.Length - Vector<float>.Count; i += Vector<float>.Count) sums += new Vector<float>(taps, i) * new Vector<float>(past[i..]);
        var sum = Vector.Sum(sums);
        for (; i < taps.Length; i++) sum += taps[i] * past[i];
        return (short)Math.Clamp(MathF.Round(sum), short.MinValue, short.MaxValue);
    }

    // Hamming window.
    private static float[] MakeKernel()
    {
        var kernel = new double[Taps];
        for (var i = 0; i < Taps; i++)
        {
            var x = i - ((Taps - 1) / 2.0);
            kernel[i] = Math.Sin(2 * Math.PI * Edge / 24_000 * x) / (Math.PI * x) * (0.54 - (0.46 * Math.Cos(2 * Math.PI * i / (Taps - 1))));
        }

        var sum = kernel.Sum();
        return [.. kernel.Select(k => (float)(k / sum))];
    }
}
