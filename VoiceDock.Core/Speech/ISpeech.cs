using VoiceDock.Core.Media.Prompts;

namespace VoiceDock.Core.Speech;

/// <summary>Turns text into sound: one port for everything that is said. Thread-safe.</summary>
public interface ISpeech
{
    /// <summary>False when there is no speech engine on this machine: tones replace the words.</summary>
    bool IsAvailable { get; }

    /// <summary>The spoken text, from the cache when it was said before; null when it cannot be spoken. Never throws for the engine's faults.</summary>
    ValueTask<AudioClip?> RenderAsync(string text, CancellationToken cancellation);
}
