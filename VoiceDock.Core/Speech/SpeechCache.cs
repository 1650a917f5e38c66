using VoiceDock.Core.Media.Prompts;

namespace VoiceDock.Core.Speech;

/// <summary>What was spoken lately, up to a number of samples; the one unused for longest goes first. Thread-safe.</summary>
/// <param name="mostSamples">At 8 kHz and 2 bytes each.</param>
internal sealed class SpeechCache(int mostSamples)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, LinkedListNode<(string Text, AudioClip Clip)>> _byText = [];
    private readonly LinkedList<(string Text, AudioClip Clip)> _byUse = [];
    private int _samples;

    public AudioClip? Find(string text)
    {
        lock (_gate)
        {
            if (!_byText.TryGetValue(text, out var node))
                return null;
            _byUse.Remove(node);
            _byUse.AddFirst(node);
            return node.Value.Clip;
        }
    }

    /// <summary>Keeps a clip; one that is larger than a quarter of the cache is not kept.</summary>
    public void Keep(string text, AudioClip clip)
    {
        if (clip.Samples.Length > mostSamples / 4)
            return;
        lock (_gate)
        {
            if (_byText.TryGetValue(text, out var known))
                Remove(known);
            while (_samples + clip.Samples.Length > mostSamples && _byUse.Last is { } oldest)
                Remove(oldest);
            _byText[text] = _byUse.AddFirst((text, clip));
            _samples += clip.Samples.Length;
        }
    }

    private void Remove(LinkedListNode<(string Text, AudioClip Clip)> node)
    {
        _byUse.Remove(node);
        _byText.Remove(node.Value.Text);
        _samples -= node.Value.Clip.Samples.Length;
    }
}
