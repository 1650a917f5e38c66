using VoiceDock.Core.Media;
using VoiceDock.Core.Media.Prompts;

namespace VoiceDock.Core.Practice;

/// <summary>A caller who hears the other side out and then says a sentence, and so on. For one leg: its source and its listener, one media thread.</summary>
internal sealed class PoliteTalk(AudioClip sentence) : IFrameSource, IFrameListener
{
    // 8 kHz, 16 bit: above it somebody speaks. Silence of the line and its noise are far below.
    private const int Loud = 300;
    private const int FramesOfVoice = 10;
    private const int FramesOfPause = 40;

    private int _voice;
    private int _pause;
    private int _position = -1;

    public bool Read(Span<short> frame160)
    {
        frame160.Clear();
        if (_position < 0) return true;
        var part = sentence.Samples.AsSpan(_position, Math.Min(frame160.Length, sentence.Samples.Length - _position));
        part.CopyTo(frame160);
        _position += part.Length;
        if (_position >= sentence.Samples.Length) (_position, _voice, _pause) = (-1, 0, 0);
        return true;
    }

    public void Write(ReadOnlySpan<short> frame160)
    {
        if (_position >= 0) return;
        var sum = 0L;
        foreach (var sample in frame160) sum += Math.Abs((int)sample);
        if (sum / frame160.Length > Loud) (_voice, _pause) = (_voice + 1, 0);
        else _pause++;
        if (_voice >= FramesOfVoice && _pause >= FramesOfPause) _position = 0;
    }
}
