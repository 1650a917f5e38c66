using System.Text.Json.Nodes;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Web.Trunks;

/// <summary>Reads a trunk's <c>headers</c> from a body: a list of <c>{name, value}</c>. What they may say is judged by the core.</summary>
internal static class TrunkHeaderWire
{
    /// <param name="problems">Gets what is wrong with the shape of the list, by its place in it.</param>
    public static IReadOnlyList<TrunkHeader>? Read(JsonArray? list, List<(string Field, string What)> problems) => list is null
        ? null
        : [.. list.Select((entry, row) => Read(entry, row, problems)).OfType<TrunkHeader>()];

    private static TrunkHeader? Read(JsonNode? entry, int row, List<(string Field, string What)> problems)
    {
        if (entry is JsonObject { Count: 2 } header && Text(header["name"]) is { } name && Text(header["value"]) is { } value) return new TrunkHeader(name, value);
        problems.Add((FormattableString.Invariant($"headers[{row}]"), "must be an object of name and value, both text"));
        return null;
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
