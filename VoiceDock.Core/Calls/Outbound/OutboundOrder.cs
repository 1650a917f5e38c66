using VoiceDock.Core.Assistants;

namespace VoiceDock.Core.Calls.Outbound;

/// <summary>The wish for a call that we place.</summary>
/// <param name="Destination">Whom: E.164, or what the trunk takes as an extension.</param>
public sealed record OutboundOrder(string Destination)
{
    /// <summary>The number of ours to call from; null: <see cref="From"/>, else one that belongs to the assistant.</summary>
    public Guid? NumberId { get; init; }

    /// <summary>The same by its number, E.164.</summary>
    public string? From { get; init; }

    /// <summary>Who speaks; null: <see cref="OneTime"/>, else the assistant of the number.</summary>
    public Guid? AssistantId { get; init; }

    /// <summary>An assistant for this call alone.</summary>
    public AssistantPatch? OneTime { get; init; }

    /// <summary>What is different about the stored assistant for this call.</summary>
    public AssistantPatch? Override { get; init; }

    /// <summary>What whom we call is called; null: not known.</summary>
    public string? Name { get; init; }

    /// <summary>Only these numbers exist for whoever asks; null: all.</summary>
    public IReadOnlyList<Guid>? OnlyNumbers { get; init; }

    /// <summary>Only these trunks may be used by whoever asks; null: all.</summary>
    public IReadOnlyList<Guid>? OnlyTrunks { get; init; }
}
