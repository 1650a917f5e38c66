namespace VoiceDock.Core.SpeechModels.Talk;

/// <summary>8 kHz into 24 kHz and back, as a stream, for models without G.711: a windowed sinc of 48 taps at a third of the band. One direction of one connection.</summary>
internal sealed class ThirdBand
{
    private const int Taps = 48;

    private static readonly float[] Kernel = MakeKernel();

    private readonly float[] _past = new float[Taps];
    private int _at;
    private int _phase;

    /// <summary>Three samples out for each one in.</summary>
    public void Up(ReadOnlySpan<short> narrow, Span<short> wide)
    {
        var o = 0;
        foreach (var sample in narrow)
        {
            for (var i = 0; i < 3; i++)
            {
                Push(i == 0 ? sample * 3f : 0f);
                wide[o++] = Output();
            }
        }
    }

    /// <summary>One sample out for each three in, whatever the length of the pieces.</summary>
    /// <returns>How many samples came out.</returns>
    public int Down(ReadOnlySpan<short> wide, Span<short> narrow)
    {
        var o = 0;
        foreach (var sample in wide)
        {
            Push(sample);
            if (++_phase < 3) continue;
            _phase = 0;
            narrow[o++] = Output();
        }

        return o;
    }

    private void Push(float sample)
    {
        _past[_at] = sample;
        _at = (_at + 1) % Taps;
    }

    private short Output()
    {
        var sum = 0f;
        for (var i = 0; i < Taps; i++) sum += Kernel[i] * _past[(_at + i) % Taps];
        return (short)Math.Clamp(sum, short.MinValue, short.MaxValue);
    }

    // Hamming window; the pass band ends at 3.4 kHz, as a phone line's does.
    private static float[] MakeKernel()
    {
        var kernel = new float[Taps];
        var sum = 0.0;
        for (var i = 0; i < Taps; i++)
        {
            var x = i - ((Taps - 1) / 2.0);
            var sinc = Math.Sin(2 * Math.PI * 3_700 / 24_000 * x) / (Math.PI * x);
            kernel[i] = (float)(sinc * (0.54 - (0.46 * Math.Cos(2 * Math.PI * i / (Taps - 1)))));
            sum += kernel[i];
        }

        for (var i = 0; i < Taps; i++) kernel[i] /= (float)sum;
        return kernel;
    }
}
