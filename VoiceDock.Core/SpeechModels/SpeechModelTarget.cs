using VoiceDock.Core.Common;

namespace VoiceDock.Core.SpeechModels;

/// <summary>Where a speech model is, and what to ask it for. Holds no key: <see cref="ReadKey"/> unseals it for one connection.</summary>
public sealed record SpeechModelTarget
{
    /// <summary>Base address, <c>wss://</c> or <c>ws://</c>, such as <c>wss://api.openai.com/v1/realtime</c>; the model goes into its query.</summary>
    public required Uri Url { get; init; }

    /// <summary>Name of the model, 1-128 characters; null: the server's own choice.</summary>
    public string? Model { get; init; }

    /// <summary>Name of the voice, 1-64 characters; null: the server's own choice.</summary>
    public string? Voice { get; init; }

    /// <summary>Name of the model that writes down what the caller says; null: nothing is written down of the caller.</summary>
    public string? Transcription { get; init; }

    public SpeechModelEvents Events { get; init; }

    public SpeechModelAudio Audio { get; init; }

    /// <summary>The key for <c>Authorization: Bearer</c>; a value of null: the server wants none. An error: it is stored and cannot be read.</summary>
    public required Func<Result<string?>> ReadKey { get; init; }
}

/// <summary>Which names of events a server speaks.</summary>
public enum SpeechModelEvents
{
    /// <summary>The current ones; the previous ones when the server refuses the first <c>session.update</c>.</summary>
    Auto,

    Current,

    /// <summary>Those of the beta (<c>OpenAI-Beta: realtime=v1</c>), which many compatible servers speak.</summary>
    Previous,
}

/// <summary>How audio goes to and from a model.</summary>
public enum SpeechModelAudio
{
    /// <summary>G.711 u-law as on the phone line: nothing is resampled.</summary>
    Pcmu,

    /// <summary>16-bit linear at 24 kHz, for servers without G.711.</summary>
    Pcm24,
}
