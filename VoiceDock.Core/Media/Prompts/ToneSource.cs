namespace VoiceDock.Core.Media.Prompts;

/// <summary>A continuous sum of sines with a soft beginning. For one leg.</summary>
public sealed class ToneSource : IFrameSource
{
    private readonly double[] _phase;
    private readonly double[] _step;
    private int _ramp;

    /// <param name="hz">One to eight frequencies, 50-3800 Hz.</param>
    /// <exception cref="ArgumentException">None, too many, or out of range.</exception>
    public ToneSource(params double[] hz)
    {
        if (hz.Length is 0 or > 8 || hz.Any(f => f is not (>= 50 and <= 3800)))
            throw new ArgumentException("A tone has one to eight frequencies of 50 to 3800 Hz.", nameof(hz));
        _step = [.. hz.Select(f => 2 * Math.PI * f / 8000)];
        _phase = new double[hz.Length];
    }

    public bool Read(Span<short> frame160)
    {
        foreach (ref var sample in frame160)
        {
            var sum = 0.0;
            for (var i = 0; i < _phase.Length; i++)
            {
                sum += Math.Sin(_phase[i]);
                _phase[i] = (_phase[i] + _step[i]) % (2 * Math.PI);
            }

            sample = (short)(Tones.Amplitude * Tones.Ramp(_ramp) * sum / _phase.Length);
            if (_ramp < Tones.RampSamples) _ramp++;
        }

        return true;
    }
}
