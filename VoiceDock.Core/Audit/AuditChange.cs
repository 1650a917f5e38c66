using System.Text.Json;
using System.Text.Json.Serialization;

namespace VoiceDock.Core.Audit;

/// <summary>What is different now: two JSON objects with the same members, those that changed.</summary>
/// <param name="Before">Null for what was made, and for events.</param>
/// <param name="After">Null for what was deleted.</param>
public sealed record AuditChange(string? Before, string? After)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    public static readonly AuditChange None = new(null, null);

    /// <summary>Figures and facts of an event, by their member names. Give no secret.</summary>
    public static AuditChange Facts<T>(T facts) => new(null, JsonSerializer.Serialize(facts, Json));

    /// <summary>The same facts before and after.</summary>
    public static AuditChange Of<T>(T before, T after) => new(JsonSerializer.Serialize(before, Json), JsonSerializer.Serialize(after, Json));

    /// <summary>This with further facts of what followed from it.</summary>
    public AuditChange And<T>(T facts)
    {
        var all = After is null ? [] : System.Text.Json.Nodes.JsonNode.Parse(After)!.AsObject();
        foreach (var (name, value) in JsonSerializer.SerializeToNode(facts, Json)!.AsObject().ToList())
            all[name] = value?.DeepClone();
        return this with { After = all.ToJsonString() };
    }
}
