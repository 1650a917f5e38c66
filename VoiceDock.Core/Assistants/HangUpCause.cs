namespace VoiceDock.Core.Assistants;

/// <summary>Why an assistant ends its call.</summary>
public enum HangUpCause
{
    /// <summary>It, or the caller through it, wanted so.</summary>
    Asked,

    /// <summary>Nobody has said anything for the assistant's <c>silence_timeout_seconds</c>.</summary>
    Silence,
}
