using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Calls;

/// <summary>A transfer to rehearse.</summary>
/// <param name="Trunk">Saved, or a draft (<see cref="TrunkDrafts"/>).</param>
/// <param name="Destination">As it is typed: a number, an extension, or a <c>sip:</c> address of the trunk's host.</param>
public sealed record DialWish(Trunk Trunk, string Destination)
{
    /// <summary>The caller's number in E.164; null when withheld.</summary>
    public string? CallerNumber { get; init; }

    /// <summary>The caller's display name.</summary>
    public string? CallerName { get; init; }

    /// <summary>The assistant the caller speaks with; null: none is shown.</summary>
    public string? AssistantName { get; init; }

    /// <summary>The call that would be transferred; a made-up id stands for one that is not there.</summary>
    public Guid? CallId { get; init; }

    /// <summary>The codec of the caller's leg, which is offered first; null: in the trunk's order.</summary>
    public string? CallerCodec { get; init; }

    /// <summary>The number of ours the caller called, E.164; null when there is none.</summary>
    public string? OurNumber { get; init; }
}
