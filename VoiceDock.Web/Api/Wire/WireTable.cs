using Microsoft.OpenApi;

namespace VoiceDock.Web.Api.Wire;

/// <summary>All fields a body may have. Names and aliases are unique within it.</summary>
public sealed class WireTable<TBody> : IWireTable
{
    private readonly Dictionary<string, WireField<TBody>> _byName = new(StringComparer.Ordinal);

    public WireTable(string name, params IReadOnlyList<WireField<TBody>> fields)
    {
        Name = name;
        Fields = fields;
        foreach (var field in fields)
        {
            _byName.Add(field.Name, field);
            foreach (var alias in field.Aliases)
            {
                _byName.Add(alias, field);
            }
        }
    }

    public string Name { get; }

    public IReadOnlyList<WireField<TBody>> Fields { get; }

    public WireField<TBody>? Find(string name) => _byName.GetValueOrDefault(name);

    public OpenApiSchema ToSchema(bool creating)
    {
        var schema = new OpenApiSchema { Type = JsonSchemaType.Object, Properties = new Dictionary<string, IOpenApiSchema>() };
        foreach (var field in Fields)
        {
            schema.Properties[field.Name] = WireSchema.Of(field, aliasOf: null);
            foreach (var alias in field.Aliases)
            {
                schema.Properties[alias] = WireSchema.Of(field, aliasOf: field.Name);
            }
        }

        schema.Required = creating ? Fields.Where(f => f.Required && f.Aliases.Count == 0).Select(f => f.Name).ToHashSet() : null;
        return schema;
    }
}
