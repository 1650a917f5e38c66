using VoiceDock.Core.Media.Prompts;

namespace VoiceDock.Core.Speech;

/// <summary>One way to speak a text. Thread-safe.</summary>
internal interface ISpeechVoice
{
    /// <summary>False where it is not set up.</summary>
    bool IsAvailable { get; }

    /// <summary>The spoken text; null when it could not be spoken, which was logged. Throws for <paramref name="cancellation"/> alone.</summary>
    Task<AudioClip?> SpeakAsync(string text, CancellationToken cancellation);
}
