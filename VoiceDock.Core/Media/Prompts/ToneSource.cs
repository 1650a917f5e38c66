namespace VoiceDock.Core.Media.Prompts;

/// <summary>A continuous sum of sines. For one leg.</summary>
/// <param name="hz">One to eight frequencies, 50-3800 Hz.</param>
public sealed class ToneSource(params double[] hz) : IFrameSource
{
    public bool Read(Span<short> frame160) => throw new NotImplementedException(hz.ToString());
}
