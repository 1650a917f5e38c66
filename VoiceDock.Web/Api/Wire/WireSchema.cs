using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace VoiceDock.Web.Api.Wire;

/// <summary>A field's entry in the API's document.</summary>
internal static class WireSchema
{
    public static OpenApiSchema Of<TBody>(WireField<TBody> field, string? aliasOf)
    {
        var schema = Of(field.Type);
        schema.Description = aliasOf is null ? field.Description : $"Same as {aliasOf}.";
        schema.WriteOnly = field.WriteOnly;
        schema.Examples = field.Example is { } example ? [example.DeepClone()] : null;
        if (field.Values is { } values)
        {
            schema.Enum = [.. values.Select(v => (JsonNode)JsonValue.Create(v))];
        }

        return schema;
    }

    private static OpenApiSchema Of(WireType type) => type switch
    {
        WireType.Text => new OpenApiSchema { Type = JsonSchemaType.String | JsonSchemaType.Null },
        WireType.Integer => new OpenApiSchema { Type = JsonSchemaType.Integer | JsonSchemaType.Null, Format = "int32" },
        WireType.Number => new OpenApiSchema { Type = JsonSchemaType.Number | JsonSchemaType.Null, Format = "double" },
        WireType.Boolean => new OpenApiSchema { Type = JsonSchemaType.Boolean | JsonSchemaType.Null },
        WireType.Uuid => new OpenApiSchema { Type = JsonSchemaType.String | JsonSchemaType.Null, Format = "uuid" },
        WireType.TextList => new OpenApiSchema
        {
            Type = JsonSchemaType.Array | JsonSchemaType.Null,
            Items = new OpenApiSchema { Type = JsonSchemaType.String },
        },
        WireType.Object => new OpenApiSchema { Type = JsonSchemaType.Object | JsonSchemaType.Null, AdditionalPropertiesAllowed = true },
        WireType.List => new OpenApiSchema { Type = JsonSchemaType.Array | JsonSchemaType.Null, Items = new OpenApiSchema() },
        _ => new OpenApiSchema(),
    };
}
