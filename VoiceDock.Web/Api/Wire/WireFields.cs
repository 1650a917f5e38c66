using System.Text.Json.Nodes;

namespace VoiceDock.Web.Api.Wire;

/// <summary>Makes the fields of a body, one call for each type.</summary>
public static class WireFields<TBody>
{
    public static WireField<TBody> Text(string name, Action<TBody, string?> set, string description) =>
        new(name, WireType.Text, description, (body, node) => set(body, node?.GetValue<string>()));

    public static WireField<TBody> Integer(string name, Action<TBody, int?> set, string description) =>
        new(name, WireType.Integer, description, (body, node) => set(body, node?.GetValue<int>()));

    public static WireField<TBody> Number(string name, Action<TBody, double?> set, string description) =>
        new(name, WireType.Number, description, (body, node) => set(body, node?.GetValue<double>()));

    public static WireField<TBody> Boolean(string name, Action<TBody, bool?> set, string description) =>
        new(name, WireType.Boolean, description, (body, node) => set(body, node?.GetValue<bool>()));

    public static WireField<TBody> Uuid(string name, Action<TBody, Guid?> set, string description) =>
        new(name, WireType.Uuid, description, (body, node) => set(body, node is null ? null : Guid.ParseExact(node.GetValue<string>(), "D")));

    public static WireField<TBody> TextList(string name, Action<TBody, IReadOnlyList<string>?> set, string description) =>
        new(name, WireType.TextList, description, (body, node) => set(body, node is null ? null : [.. node.AsArray().Select(n => n!.GetValue<string>())]));

    public static WireField<TBody> Object(string name, Action<TBody, JsonObject?> set, string description) =>
        new(name, WireType.Object, description, (body, node) => set(body, (JsonObject?)node));

    public static WireField<TBody> List(string name, Action<TBody, JsonArray?> set, string description) =>
        new(name, WireType.List, description, (body, node) => set(body, (JsonArray?)node));

    public static WireField<TBody> Any(string name, Action<TBody, JsonNode?> set, string description) =>
        new(name, WireType.Any, description, set);
}
