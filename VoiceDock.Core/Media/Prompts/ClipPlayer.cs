namespace VoiceDock.Core.Media.Prompts;

/// <summary>Plays a clip once or for ever. For one leg.</summary>
/// <param name="clip">What to play.</param>
/// <param name="finished">
/// Called once at the end, on the media thread: enqueue only. Never called for a loop or a source replaced before its end.
/// </param>
/// <param name="loop">Begin again at the end.</param>
public sealed class ClipPlayer(AudioClip clip, Action? finished = null, bool loop = false) : IFrameSource
{
    private int _position;
    private Action? _finished = finished;

    public bool Read(Span<short> frame160)
    {
        var samples = clip.Samples.AsSpan();
        if (loop && samples.Length > 0)
        {
            for (var i = 0; i < frame160.Length; i++, _position = (_position + 1) % samples.Length) frame160[i] = samples[_position];
            return true;
        }

        if (_position >= samples.Length)
        {
            Interlocked.Exchange(ref _finished, null)?.Invoke();
            return false;
        }

        var part = samples[_position..Math.Min(samples.Length, _position + frame160.Length)];
        part.CopyTo(frame160);
        frame160[part.Length..].Clear();
        _position += part.Length;
        return true;
    }
}
