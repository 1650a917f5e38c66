using System.Text.Json.Nodes;

namespace VoiceDock.Web.Api.Wire;

/// <summary>One field of a request's body: it is read, documented and told apart from unknown ones by this one description.</summary>
/// <param name="Apply">Puts a checked value (null = clear) into the body under construction.</param>
public sealed record WireField<TBody>(string Name, WireType Type, string Description, Action<TBody, JsonNode?> Apply)
{
    /// <summary>Other spellings of the same field.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Must be present, under any of its names, when the thing is made.</summary>
    public bool Required { get; init; }

    /// <summary>The only values, for the document; the core judges them.</summary>
    public IReadOnlyList<string>? Values { get; init; }

    public JsonNode? Example { get; init; }

    /// <summary>Empty text means something here; elsewhere it is refused, because null clears.</summary>
    public bool EmptyAllowed { get; init; }

    /// <summary>Taken and never shown.</summary>
    public bool WriteOnly { get; init; }

    /// <summary>A larger limit than <see cref="WireReader.LongestText"/> for texts that need it.</summary>
    public int? LongestText { get; init; }
}
