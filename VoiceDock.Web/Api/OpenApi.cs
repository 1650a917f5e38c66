using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using VoiceDock.Web.Startup;

namespace VoiceDock.Web.Api;

/// <summary>The API's document at <c>/openapi/v1.json</c>. Bodies come from the tables the requests are read by, answers from the DTOs.</summary>
public static class OpenApi
{
    public const string Version = "v1";

    private const string Bearer = "apiKey";

    public static IServiceCollection AddVoiceDockOpenApi(this IServiceCollection services) => services.AddOpenApi(Version, options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.ShouldInclude = api => api.RelativePath?.StartsWith("api/v1/", StringComparison.Ordinal) == true;
        options.AddDocumentTransformer(Describe);
        options.AddOperationTransformer(Describe);
    });

    private static Task Describe(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellation)
    {
        document.Info = new OpenApiInfo
        {
            Title = "VoiceDock API",
            Version = CommandLine.Version,
            Description = "Hand live calls of an AI phone assistant to a company's PBX over a SIP trunk. "
                + "Every refusal has the same body; every answer carries X-Request-Id, and X-RateLimit-* once the key is known.",
        };
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes[Bearer] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "An API key made in the console (Settings, API keys): Authorization: Bearer vd_live_...",
        };
        return Task.CompletedTask;
    }

    private static Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<Microsoft.AspNetCore.Authorization.IAllowAnonymous>().Any())
        {
            operation.Security = [];
        }
        else
        {
            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Bearer, context.Document)] = [] }];
        }

        if (metadata.OfType<RequiredScope>().LastOrDefault() is { } required)
        {
            operation.Description = $"Needs the scope {required.Scope}.";
        }

        if (metadata.OfType<RequestBody>().LastOrDefault() is { } body)
        {
            operation.RequestBody = BodyOf(body);
        }

        foreach (var parameter in PlainParameters(metadata))
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(parameter);
        }

        foreach (var path in operation.Parameters?.OfType<OpenApiParameter>().Where(p => p.In == ParameterLocation.Path) ?? [])
        {
            path.Description = "The id as the API gave it.";
        }

        return Task.CompletedTask;
    }

    private static OpenApiRequestBody BodyOf(RequestBody body)
    {
        var schema = body.Table.ToSchema(body.Creating);
        return new OpenApiRequestBody
        {
            Required = body.Required,
            Content = new Dictionary<string, OpenApiMediaType> { ["application/json"] = new() { Schema = schema } },
        };
    }

    private static IEnumerable<OpenApiParameter> PlainParameters(IList<object> metadata)
    {
        foreach (var (name, description) in metadata.OfType<QueryParameters>().SelectMany(q => q.Parameters))
        {
            yield return new OpenApiParameter
            {
                Name = name,
                In = ParameterLocation.Query,
                Description = description,
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            };
        }

        if (metadata.OfType<RepeatRule>().Any())
        {
            yield return new OpenApiParameter
            {
                Name = IdempotencyFilter.Header,
                In = ParameterLocation.Header,
                Description = "1-255 visible ASCII characters. The same key with the same body is carried out once; a repeat gets the stored answer.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = 255 },
            };
        }

        if (metadata.OfType<RequestBody>().Any())
        {
            yield return new OpenApiParameter
            {
                Name = "Prefer",
                In = ParameterLocation.Header,
                Description = "handling=strict: unknown fields are refused (400 unknown_field) instead of ignored and named in warnings.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, Examples = [JsonValue.Create("handling=strict")!] },
            };
        }
    }
}
