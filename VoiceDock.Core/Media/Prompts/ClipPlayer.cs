namespace VoiceDock.Core.Media.Prompts;

/// <summary>Plays a clip once or for ever. For one leg.</summary>
/// <param name="clip">What to play.</param>
/// <param name="finished">Called once at the end, on the media thread: enqueue only. Never called for a loop or a source replaced before its end.</param>
/// <param name="loop">Begin again at the end.</param>
public sealed class ClipPlayer(AudioClip clip, Action? finished = null, bool loop = false) : IFrameSource
{
    public bool Read(Span<short> frame160) => throw new NotImplementedException(clip.ToString() + finished + loop);
}
