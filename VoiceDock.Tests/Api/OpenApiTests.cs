using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;

namespace VoiceDock.Tests.Api;

[Trait("Kind", "Api")]
public sealed partial class OpenApiTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    /// <summary>Flags that tell whether there is a secret, and what state it is in; never the secret.</summary>
    private static readonly string[] _flags = ["has_password", "has_webhook_secret", "credential_state"];

    [Fact]
    public async Task EveryRoute_IsDocumentedWithNameSummaryTagAndAnswer()
    {
        var paths = (await DocumentAsync())["paths"]!.AsObject();
        var served = fixture.App.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText?.StartsWith("/api/v1/", StringComparison.Ordinal) == true)
            .Where(e => e.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>() is null)
            .SelectMany(e => e.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(m => (Path: e.RoutePattern.RawText!.TrimEnd('/'), Method: m.ToLowerInvariant())))
            .ToList();

        Assert.True(served.Count >= 31, $"Only {served.Count} routes were found.");
        Assert.All(served, route =>
        {
            var operation = paths[route.Path]?[route.Method];
            Assert.True(operation is not null, $"{route.Method} {route.Path} is not in the document.");
            Assert.False(string.IsNullOrEmpty((string?)operation["operationId"]), route.Path);
            Assert.False(string.IsNullOrEmpty((string?)operation["summary"]), route.Path);
            Assert.NotEmpty(operation["tags"]!.AsArray());
            Assert.Contains(operation["responses"]!.AsObject(), r => r.Key.StartsWith('2') && (r.Value!["content"]!["application/json"] ?? r.Value["content"]!["text/event-stream"])!["schema"] is not null);
        });
    }

    [Fact]
    public async Task EveryRouteButHealth_NeedsTheKey()
    {
        var document = await DocumentAsync();
        var scheme = document["components"]!["securitySchemes"]!["apiKey"]!;

        Assert.Equal(("http", "bearer"), ((string?)scheme["type"], (string?)scheme["scheme"]));
        Assert.All(Operations(document), o => Assert.True(o.Path.EndsWith("/health", StringComparison.Ordinal) || o.Operation["security"]![0]!["apiKey"] is not null, o.Path));
    }

    [Fact]
    public async Task OperationIds_AreUnique()
    {
        var ids = Operations(await DocumentAsync()).Select(o => (string?)o.Operation["operationId"]).ToList();

        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    [Fact]
    public async Task NoMemberOfAnAnswer_IsASecret()
    {
        var document = await DocumentAsync();
        var members = document["components"]!["schemas"]!.AsObject()
            .SelectMany(s => s.Value!["properties"]?.AsObject().Select(p => p.Key) ?? [])
            .Where(name => Secretive().IsMatch(name))
            .Except(_flags);

        Assert.Empty(members);
    }

    [Fact]
    public async Task Bodies_MarkSecretsAsWriteOnly()
    {
        var document = await DocumentAsync();
        var secrets = Operations(document)
            .SelectMany(o => o.Operation["requestBody"]?["content"]!["application/json"]!["schema"]!["properties"]!.AsObject().ToList() ?? [])
            .Where(p => Secretive().IsMatch(p.Key)).ToList();

        Assert.NotEmpty(secrets);
        Assert.All(secrets, p => Assert.True((bool?)p.Value!["writeOnly"], p.Key));
    }

    [Fact]
    public async Task OrderToTheDoctor_IsDocumentedWithItsWords_AndMayBeAbsent()
    {
        var order = (await DocumentAsync())["paths"]!["/api/v1/sip-trunks/{id}/diagnose"]!["post"]!;
        var fields = order["requestBody"]!["content"]!["application/json"]!["schema"]!["properties"]!;

        Assert.NotEqual(true, (bool?)order["requestBody"]!["required"]);
        Assert.Equal(["silent", "dry_run", "ring", "tone", "nobody"], fields["mode"]!["enum"]!.AsArray().Select(v => (string?)v));
        Assert.Contains("credentials", (string?)fields["checks"]!["description"], StringComparison.Ordinal);
        Assert.NotNull(order["responses"]!["202"]);
        Assert.NotNull(order["responses"]!["409"]);
    }

    [Fact]
    public async Task Reference_IsAPageThatNeedsNothingFromOutside()
    {
        using var client = fixture.App.NewClient();

        var page = await client.GetStringAsync("/api", TestContext.Current.CancellationToken);
        var script = await client.GetStringAsync("/js/api-reference.js", TestContext.Current.CancellationToken);
        var style = await client.GetAsync("/css/api-reference.css", TestContext.Current.CancellationToken);

        Assert.Contains("/js/api-reference.js", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http", page.Replace("http-equiv", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("innerHTML", script, StringComparison.Ordinal);
        Assert.True(style.IsSuccessStatusCode);
    }

    private static IEnumerable<(string Path, JsonNode Operation)> Operations(JsonObject document) =>
        document["paths"]!.AsObject().SelectMany(p => p.Value!.AsObject().Select(o => (p.Key, o.Value!)));

    private async Task<JsonObject> DocumentAsync()
    {
        using var client = fixture.App.NewClient();
        return JsonNode.Parse(await client.GetStringAsync("/openapi/v1.json", TestContext.Current.CancellationToken))!.AsObject();
    }

    [GeneratedRegex("pass|secret|cred", RegexOptions.IgnoreCase)]
    private static partial Regex Secretive();
}
