using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using VoiceDock.Core.Audit;

namespace VoiceDock.Web.Audit;

/// <summary>One field of an entry, as it was and as it is.</summary>
/// <param name="Before">Null where there was nothing.</param>
public sealed record AuditDetail(string Field, string? Before, string? After)
{
    private static readonly JsonSerializerOptions Text = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>In the order they were written; of what was made or deleted the fields that say something.</summary>
    public static IReadOnlyList<AuditDetail> Of(AuditEntry entry)
    {
        var (before, after) = (Members(entry.Before), Members(entry.After));
        return
        [
            .. before.Select(m => m.Key).Union(after.Select(m => m.Key))
                .Select(name => new AuditDetail(name, Show(before[name]), Show(after[name]))).Where(d => d.Before != d.After),
        ];
    }

    private static JsonObject Members(string? json) => json is null ? [] : JsonNode.Parse(json)!.AsObject();

    private static string? Show(JsonNode? value) => value switch
    {
        null => null,
        JsonArray { Count: 0 } => "none",
        JsonArray list when list.All(i => i is JsonValue) => string.Join(", ", list.Select(Show)),
        JsonObject or JsonArray => value.ToJsonString(Text),
        JsonValue simple when simple.TryGetValue<string>(out var text) => text.Length == 0 ? "empty" : text,
        JsonValue simple when simple.TryGetValue<bool>(out var yes) => yes ? "yes" : "no",
        _ => value.ToJsonString(Text),
    };
}
