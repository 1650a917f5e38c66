namespace VoiceDock.Core.Assistants;

/// <summary>Who says it, or what it is, in a call's transcript.</summary>
public enum UtteranceRole
{
    /// <summary>The caller.</summary>
    User,

    Assistant,

    /// <summary>A tool the assistant called, with its result.</summary>
    Tool,

    /// <summary>Context given by a person or the API.</summary>
    System,
}

/// <summary>One thing said on a call, as the session tells it.</summary>
/// <param name="Key">Unique in its session: told again with the same key it takes the place of what was told before.</param>
/// <param name="Text">What was said and heard; cut where the caller broke in.</param>
/// <param name="Interrupted">The caller spoke before its end.</param>
/// <param name="Latency">Of an assistant's turn: end of the caller's speech to the first audio back; null where nothing was answered.</param>
public sealed record Utterance(string Key, UtteranceRole Role, string Text, bool Interrupted = false, TimeSpan? Latency = null);
