using VoiceDock.Core.Assistants;

namespace VoiceDock.Core.Calls.Transcripts;

/// <summary>One entry of a call's transcript. Immutable; a later state takes the place of the one with the same <see cref="Index"/>.</summary>
public sealed record CallMessage
{
    public required Guid CallId { get; init; }

    /// <summary>From 0, in the order things were said.</summary>
    public required int Index { get; init; }

    public required UtteranceRole Role { get; init; }

    /// <summary>At most 8,000 characters.</summary>
    public required string Text { get; init; }

    /// <summary>When it was first told; UTC.</summary>
    public required DateTime At { get; init; }

    /// <summary>The caller spoke before its end; the text is what was heard.</summary>
    public bool Interrupted { get; init; }

    /// <summary>Milliseconds from the end of the caller's speech to the first audio of this answer; null where nothing was answered.</summary>
    public int? LatencyMs { get; init; }
}
