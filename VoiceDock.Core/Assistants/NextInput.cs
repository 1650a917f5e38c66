using System.Text.Json;

namespace VoiceDock.Core.Assistants;

/// <summary>An entry of a destination's <c>next</c> as it is typed: nothing of it has to fit yet.</summary>
public sealed class NextInput
{
    /// <summary>E.164 number or extension.</summary>
    public string? Number { get; set; }

    /// <summary>Seconds; null for the destination's own entry or the trunk's ring timeout.</summary>
    public int? RingSeconds { get; set; }

    /// <summary>The object this was read from; its keys that are not known here are written again. Null when it was a text.</summary>
    internal JsonElement? Stored { get; init; }
}
