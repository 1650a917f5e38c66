using VoiceDock.Core.Media.Prompts;

namespace VoiceDock.Core.Speech;

/// <summary>Speech as bare samples, for rooms that only hand them on.</summary>
public static class SpokenSamples
{
    /// <summary>Samples a second.</summary>
    public const int Rate = 8000;

    private static readonly AudioClip Tones = AudioClip.Tones(([660.0], 200, 100), ([880.0], 200, 400));

    /// <summary>The spoken text, 8 kHz mono; two tones in its place where it cannot be spoken. Not to be changed.</summary>
    public static async Task<short[]> RenderSamplesAsync(this ISpeech speech, string text, CancellationToken cancellation) =>
        (await speech.RenderAsync(text, cancellation) ?? Tones).Samples;
}
