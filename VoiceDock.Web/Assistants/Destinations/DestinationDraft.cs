using VoiceDock.Core.Assistants;

namespace VoiceDock.Web.Assistants.Destinations;

/// <summary>One row of the destinations while they are edited.</summary>
public sealed class DestinationDraft
{
    /// <summary>Keeps the row the same row while rows move.</summary>
    public Guid Key { get; } = Guid.NewGuid();

    public DestinationInput Input { get; init; } = new();

    /// <summary>What the rules said at the last attempt to save, by wire field; empty when nothing.</summary>
    public Dictionary<string, string> Problems { get; } = [];

    public string? Problem(string field) => Problems.GetValueOrDefault(field);
}
