using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage;
using VoiceDock.Core.Common;
using VoiceDock.Core.Security;

namespace VoiceDock.Core.Audit;

/// <summary>
/// What a unit of work is about to change in a row, in the words of the wire. Secrets are left out by their kind (bytes, sealed values) and by their name,
/// at any depth of a JSON block.
/// </summary>
public static partial class AuditDifference
{
    /// <summary>A text is shown up to here; what a long prompt says in full is in the thing itself.</summary>
    public const int LongestText = 4_000;

    private const string Hidden = "(hidden)";

    // The entry says when.
    private const string UpdatedAt = "UpdatedAt";

    /// <param name="row">Tracked, and not saved yet.</param>
    public static AuditChange Of(EntityEntry row)
    {
        var (before, after) = (new JsonObject(), new JsonObject());
        foreach (var property in row.Properties.Where(IsShown))
        {
            var was = row.State == EntityState.Added ? null : NodeOf(property, property.OriginalValue);
            var now = row.State == EntityState.Deleted ? null : NodeOf(property, property.CurrentValue);
            if (JsonNode.DeepEquals(was, now)) continue;
            var name = WireName.OfProperty(property.Metadata.Name);
            (before[name], after[name]) = Changed(name, was, now);
        }
        return new AuditChange(row.State == EntityState.Added ? null : Text(before), row.State == EntityState.Deleted ? null : Text(after));
    }

    /// <summary>A JSON text without its secrets; what is no JSON is a text.</summary>
    public static JsonNode? Clean(string? text) => text is null ? null : Masked("", Parsed(text));

    private static bool IsShown(PropertyEntry property)
    {
        var type = property.Metadata.ClrType;
        if (property.Metadata.IsPrimaryKey() || property.Metadata.Name == UpdatedAt || type == typeof(byte[]) || type == typeof(ProtectedSecret)) return false;
        return type != typeof(string) || !SecretName().IsMatch(WireName.OfProperty(property.Metadata.Name));
    }

    private static JsonNode? NodeOf(PropertyEntry property, object? value)
    {
        if (value is null) return null;
        var stored = property.Metadata.GetRelationalTypeMapping().Converter?.ConvertToProvider(value) ?? value;
        return stored is string text ? Masked(property.Metadata.Name, Parsed(text)) : JsonSerializer.SerializeToNode(stored);
    }

    // Of two objects only the members that differ.
    private static (JsonNode? Before, JsonNode? After) Changed(string name, JsonNode? was, JsonNode? now)
    {
        if (was is not JsonObject wasObject || now is not JsonObject nowObject) return (was?.DeepClone(), now?.DeepClone());
        var (before, after) = (new JsonObject(), new JsonObject());
        foreach (var member in wasObject.Select(m => m.Key).Union(nowObject.Select(m => m.Key)).ToList())
        {
            if (JsonNode.DeepEquals(wasObject[member], nowObject[member])) continue;
            (before[member], after[member]) = Changed(member, wasObject[member], nowObject[member]);
        }
        return (before, after);
    }

    private static JsonNode Parsed(string text)
    {
        if (text is not ['{' or '[', ..]) return JsonValue.Create(text);
        try
        {
            return JsonNode.Parse(text) ?? JsonValue.Create(text);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text); // it only looks like JSON
        }
    }

    private static JsonNode? Masked(string name, JsonNode? node) => node switch
    {
        null => null,
        JsonObject block => new JsonObject(block.Select(m => KeyValuePair.Create(m.Key, Masked(m.Key, m.Value)))),
        JsonArray list => new JsonArray([.. list.Select(i => Masked(name, i))]),
        JsonValue value when value.TryGetValue<string>(out var text) => SecretName().IsMatch(WireName.OfProperty(name)) ? Hidden : Shortened(WithoutUser(text)),
        _ => node.DeepClone(),
    };

    private static string Shortened(string text) =>
        text.Length <= LongestText ? text : $"{text[..LongestText]}… ({text.Length - LongestText} more characters)";

    // An address may carry a name and a password.
    private static string WithoutUser(string text) => UserInfo().Replace(text, "$1(hidden)@");

    private static string? Text(JsonObject members) => members.Count == 0 ? null : members.ToJsonString();

    [GeneratedRegex("(^|_)(password|passwd|pass|secret|token|hash|stamp|credential|credentials|authorization|api_?key|private_?key|key)$", RegexOptions.IgnoreCase)]
    private static partial Regex SecretName();

    [GeneratedRegex("^([a-z][a-z0-9+.-]*://)[^/@\\s]+@", RegexOptions.IgnoreCase)]
    private static partial Regex UserInfo();
}
