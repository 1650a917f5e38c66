using VoiceDock.Core.Media.Prompts;
using VoiceDock.Core.Speech;

namespace VoiceDock.Core.SpeechModels.Talk;

/// <summary>Texts that the server's own voice speaks, rendered for one call.</summary>
/// <param name="post">Runs something on the call's actor.</param>
internal sealed class TalkClips(ISpeech speech, Action<Action> post) : IDisposable
{
    private readonly CancellationTokenSource _over = new();

    /// <summary>Gives the clip on the call's actor, at once where it is known; null where there is no voice.</summary>
    public void Render(string text, Action<AudioClip?> then)
    {
        var rendering = speech.RenderAsync(text, _over.Token);
        if (rendering.IsCompletedSuccessfully) then(rendering.Result);
        else _ = ThenAsync(rendering.AsTask(), then);
    }

    public void Dispose()
    {
        _over.Cancel();
        _over.Dispose();
    }

    private async Task ThenAsync(Task<AudioClip?> rendering, Action<AudioClip?> then)
    {
        var clip = await rendering;
        post(() => then(clip));
    }
}
