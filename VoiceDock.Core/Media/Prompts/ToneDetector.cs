namespace VoiceDock.Core.Media.Prompts;

/// <summary>Tells which tones were in the audio of the last moment (Goertzel). One writer; any number of readers on other threads.</summary>
/// <param name="windowMs">The moment's length in ms, 40-1000, a multiple of 20.</param>
public sealed class ToneDetector(int windowMs = 200) : IFrameListener
{
    public void Write(ReadOnlySpan<short> frame160) => throw new NotImplementedException(windowMs.ToString());

    /// <summary>Whether a good part of the window's energy lies at this frequency, ±5 Hz at 200 ms, and the window is not silent.</summary>
    public bool Heard(double hz) => throw new NotImplementedException();
}
