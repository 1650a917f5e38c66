using VoiceDock.Core.Media.Prompts;

namespace VoiceDock.Core.Speech;

/// <summary>
/// Speaks through the endpoint where one is set up, else through espeak-ng; a text the endpoint cannot speak is spoken by espeak-ng, and again by the endpoint
/// the next time. What was spoken is kept; the same text asked for twice at once is spoken once.
/// </summary>
internal sealed class SpokenTexts(EndpointSpeech endpoint, EspeakSpeech espeak) : ISpeech, IDisposable
{
    private const int LongestText = 2_000;

    // 64 MB: more than an hour of speech.
    private readonly SpeechCache _cache = new(32 * 1024 * 1024);
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Task<AudioClip?>> _speaking = [];
    private readonly CancellationTokenSource _over = new();

    public bool IsAvailable => endpoint.IsAvailable || espeak.IsAvailable;

    public ValueTask<AudioClip?> RenderAsync(string text, CancellationToken cancellation)
    {
        if (!IsAvailable || string.IsNullOrWhiteSpace(text))
            return ValueTask.FromResult<AudioClip?>(null);
        if (text.Length > LongestText)
            text = text[..LongestText];
        return _cache.Find(text) is { } said ? ValueTask.FromResult<AudioClip?>(said) : new(JoinAsync(text, cancellation));
    }

    public void Dispose()
    {
        _over.Cancel();
        _over.Dispose();
    }

    // Whoever stops waiting stops nobody else: what is spoken is kept for the next time.
    private async Task<AudioClip?> JoinAsync(string text, CancellationToken cancellation)
    {
        try
        {
            return await Speaking(text).WaitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private Task<AudioClip?> Speaking(string text)
    {
        lock (_gate)
        {
            if (!_speaking.TryGetValue(text, out var speaking))
                _speaking[text] = speaking = SpeakAsync(text);
            return speaking;
        }
    }

    private async Task<AudioClip?> SpeakAsync(string text)
    {
        // Not in the thread that asks, which may be a call's.
        await Task.Yield();
        try
        {
            if (endpoint.IsAvailable && await endpoint.SpeakAsync(text, _over.Token) is { } best)
            {
                _cache.Keep(text, best);
                return best;
            }
            if (!espeak.IsAvailable || await espeak.SpeakAsync(text, _over.Token) is not { } clip)
                return null;
            if (!endpoint.IsSetUp)
                _cache.Keep(text, clip);
            return clip;
        }
        finally
        {
            lock (_gate)
                _speaking.Remove(text);
        }
    }
}
