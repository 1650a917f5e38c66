using System.Reflection;
using System.Text.Json;
using VoiceDock.Core.Assistants;
using VoiceDock.Core.Common;

namespace VoiceDock.Core.Webhooks.Requests;

/// <summary>The fields of an assistant from a receiver's answer, under their wire names. Unknown ones are left out; one of the wrong type spoils the whole.</summary>
internal static class PatchReader
{
    private static readonly Dictionary<string, PropertyInfo> Fields = typeof(AssistantPatch).GetProperties().ToDictionary(p => WireName.OfProperty(p.Name), StringComparer.Ordinal);

    /// <exception cref="JsonException">A field has the wrong type.</exception>
    public static AssistantPatch Read(JsonElement source)
    {
        if (source.ValueKind != JsonValueKind.Object) throw new JsonException("An assistant must be an object.");
        var patch = new AssistantPatch();
        foreach (var property in source.EnumerateObject())
        {
            // Optional<T> reads itself from JSON.
            if (Fields.TryGetValue(property.Name, out var field)) field.SetValue(patch, property.Value.Deserialize(field.PropertyType));
        }
        return patch;
    }
}
