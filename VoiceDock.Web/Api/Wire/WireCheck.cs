using System.Text.Json;
using System.Text.Json.Nodes;

namespace VoiceDock.Web.Api.Wire;

/// <summary>Whether a value has the JSON type of its field. What it may say is judged by the core.</summary>
internal static class WireCheck
{
    private const int LongestList = 1_000;

    /// <summary>What is wrong with the value, or null.</summary>
    public static string? ProblemOf<TBody>(WireField<TBody> field, JsonNode? node)
    {
        if (node is null)
        {
            return null;
        }

        return field.Type switch
        {
            WireType.Text => ProblemOfText(node, field.EmptyAllowed, field.LongestText ?? WireReader.LongestText),
            WireType.Integer => node is JsonValue v && v.TryGetValue<int>(out _) ? null : "must be a whole number",
            WireType.Number => node is JsonValue v && v.TryGetValue<double>(out var d) && double.IsFinite(d) ? null : "must be a number",
            WireType.Boolean => node.GetValueKind() is JsonValueKind.True or JsonValueKind.False ? null : "must be true or false",
            WireType.Uuid => node is JsonValue v && v.TryGetValue<string>(out var text) && Guid.TryParseExact(text, "D", out _) ? null : "must be a UUID",
            WireType.TextList => ProblemOfList(node),
            WireType.Object => node is JsonObject ? null : "must be an object",
            WireType.List => node is JsonArray { Count: <= LongestList } ? null : $"must be a list of at most {LongestList}",
            _ => null,
        };
    }

    private static string? ProblemOfText(JsonNode node, bool emptyAllowed, int longest)
    {
        if (node is not JsonValue value || !value.TryGetValue<string>(out var text))
        {
            return "must be text";
        }

        if (text.Length == 0 && !emptyAllowed)
        {
            return "must not be empty; send null to clear it";
        }

        return text.Length > longest ? $"must have at most {longest} characters" : null;
    }

    private static string? ProblemOfList(JsonNode node) =>
        node is JsonArray { Count: <= LongestList } list && list.All(n => n is JsonValue v && v.TryGetValue<string>(out var text) && text.Length <= WireReader.LongestText)
            ? null
            : $"must be a list of at most {LongestList} texts";
}
