using VoiceDock.Core.Media.Prompts;

namespace VoiceDock.Core.Calls.Transfers;

/// <summary>The message for whoever answers, rendered while it still rings. Tones where this machine has no voice.</summary>
internal sealed class Whisper
{
    private static readonly AudioClip Tones = AudioClip.Tones(([660.0], 200, 100), ([880.0], 200, 400));

    private readonly Task<AudioClip?> _rendering;

    private Whisper(Task<AudioClip?> rendering) => _rendering = rendering;

    /// <summary>Begins to render a step's message; null when nothing is said.</summary>
    public static Whisper? Prepare(ITransferHost host, TransferStep step) => string.IsNullOrEmpty(step.Whisper)
        ? null
        : new Whisper(host.Services.Speech.RenderAsync(step.Whisper, CancellationToken.None).AsTask());

    /// <summary>Hands the sound over on the actor, at once when it is there.</summary>
    public void Take(ITransferHost host, Action<AudioClip> play)
    {
        if (_rendering.IsCompletedSuccessfully)
            play(_rendering.Result ?? Tones);
        else
            _ = TakeLaterAsync(host, play);
    }

    private async Task TakeLaterAsync(ITransferHost host, Action<AudioClip> play)
    {
        var clip = await _rendering ?? Tones;
        host.Post(() => play(clip));
    }
}
