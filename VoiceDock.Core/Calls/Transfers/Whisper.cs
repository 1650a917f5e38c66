using VoiceDock.Core.Speech;

namespace VoiceDock.Core.Calls.Transfers;

/// <summary>The message for whoever answers, rendered while it still rings. Tones where this machine has no voice.</summary>
internal sealed class Whisper
{
    private readonly Task<short[]> _rendering;

    private Whisper(Task<short[]> rendering) => _rendering = rendering;

    /// <summary>Begins to render a step's message; null when nothing is said.</summary>
    public static Whisper? Prepare(ITransferHost host, TransferStep step) => string.IsNullOrEmpty(step.Whisper)
        ? null
        : new Whisper(host.Services.Speech.RenderSamplesAsync(step.Whisper, CancellationToken.None));

    /// <summary>How long samples sound, in seconds.</summary>
    public static double SecondsOf(short[] samples) => (double)samples.Length / SpokenSamples.Rate;

    /// <summary>Hands the sound over on the actor, at once when it is there.</summary>
    public void Take(ITransferHost host, Action<short[]> play)
    {
        if (_rendering.IsCompletedSuccessfully)
            play(_rendering.Result);
        else
            _ = TakeLaterAsync(host, play);
    }

    private async Task TakeLaterAsync(ITransferHost host, Action<short[]> play)
    {
        var samples = await _rendering;
        host.Post(() => play(samples));
    }
}
