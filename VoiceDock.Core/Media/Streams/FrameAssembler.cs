using VoiceDock.Core.Media.Codecs;

namespace VoiceDock.Core.Media.Streams;

/// <summary>Cuts packets of any length into decoded 20 ms frames for one listener. One media thread.</summary>
internal sealed class FrameAssembler(IFrameListener listener)
{
    private const int FrameLength = 160;

    private readonly short[] _frame = new short[FrameLength];
    private int _filled;

    public void Add(AudioCodec codec, ReadOnlySpan<byte> audio)
    {
        while (!audio.IsEmpty)
        {
            var part = audio[..Math.Min(audio.Length, FrameLength - _filled)];
            G711.Decode(codec, part, _frame.AsSpan(_filled));
            audio = audio[part.Length..];
            Filled(part.Length);
        }
    }

    /// <summary>Stands in for lost audio, so that the listener's time goes on.</summary>
    public void AddSilence(int samples)
    {
        while (samples > 0)
        {
            var part = Math.Min(samples, FrameLength - _filled);
            _frame.AsSpan(_filled, part).Clear();
            samples -= part;
            Filled(part);
        }
    }

    private void Filled(int samples)
    {
        _filled += samples;
        if (_filled < FrameLength) return;
        _filled = 0;
        listener.Write(_frame);
    }
}
