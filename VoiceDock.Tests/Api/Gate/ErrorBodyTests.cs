using System.Text.Json;

namespace VoiceDock.Tests.Api.Gate;

/// <summary>Every refusal has the same body, whoever makes it: routing, the gate, the body reader, a room.</summary>
[Trait("Kind", "Api")]
public sealed class ErrorBodyTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private const string Trunk = """{"name":"A","host":"pbx.example.com"}""";

    public static TheoryData<string, string, string?, string, int, string> Refusals => new()
    {
        { "GET", "/nothing", null, "application/json", 404, "not_found" },
        { "GET", "/sip-trunks/nonsense", null, "application/json", 404, "not_found" },
        { "GET", "/sip-trunks/0198c000-0000-7000-8000-000000000000", null, "application/json", 404, "not_found" },
        { "GET", "/calls/a+b%2Bc", null, "application/json", 404, "not_found" },
        { "PUT", "/sip-trunks", Trunk, "application/json", 405, "method_not_allowed" },
        { "POST", "/sip-trunks", Trunk, "text/plain", 415, "unsupported_media_type" },
        { "POST", "/sip-trunks", Trunk, "application/x-www-form-urlencoded", 415, "unsupported_media_type" },
        { "POST", "/sip-trunks", null, "application/json", 400, "invalid_request" },
        { "POST", "/sip-trunks", "{\"name\":", "application/json", 400, "invalid_request" },
        { "POST", "/sip-trunks", "[]", "application/json", 400, "invalid_request" },
        { "POST", "/sip-trunks", """{"name":"A","name":"B","host":"pbx.example.com"}""", "application/json", 400, "invalid_request" },
        { "POST", "/sip-trunks", "{}", "application/json", 400, "missing_field" },
        { "POST", "/sip-trunks", """{"name":"A","host":"pbx.example.com","port":"5060"}""", "application/json", 400, "validation_failed" },
        { "GET", "/campaigns", null, "application/json", 404, "not_offered" },
        { "POST", "/calls/web", "{}", "application/json", 404, "not_offered" },
        { "GET", "/calls?limit=none", null, "application/json", 400, "validation_failed" },
        { "GET", "/calls?start_date=yesterday", null, "application/json", 400, "validation_failed" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Refusal_OfAnyKind_HasTheOneBody(string method, string path, string? body, string contentType, int status, string code)
    {
        var reply = await ApiReply.SendAsync(fixture.Api.Http, new HttpMethod(method), $"/api/v1{path}", body, contentType);

        Assert.Equal(status, reply.Code);
        Assert.Equal(code, reply.ErrorCode);
        AssertIsErrorBody(reply);
    }

    [Fact]
    public async Task Body_Of256KilobytesAndOne_IsTooLarge()
    {
        var fits = await fixture.Api.Post("/assistants", Padded(256 * 1024));
        var tooLarge = await fixture.Api.Post("/assistants", Padded((256 * 1024) + 1));

        Assert.Equal(201, fits.Code);
        Assert.Equal(413, tooLarge.Code);
        Assert.Equal("too_large", tooLarge.ErrorCode);
    }

    [Fact]
    public async Task Body_SentInChunksAndTooLarge_IsRefusedToo()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/assistants") { Content = new StringContent(Padded(400 * 1024)) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.TransferEncodingChunked = true;

        using var answer = await fixture.Api.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(413, (int)answer.StatusCode);
    }

    [Fact]
    public async Task Body_DeeperThan32_IsRefused()
    {
        var deep = $$"""{"name":"Deep","metadata":{{string.Concat(Enumerable.Repeat("{\"a\":", 31))}}1{{new string('}', 31)}}}""";
        var deeper = $$"""{"name":"Deep","metadata":{{string.Concat(Enumerable.Repeat("{\"a\":", 32))}}1{{new string('}', 32)}}}""";

        Assert.Equal(201, (await fixture.Api.Post("/assistants", deep)).Code);
        Assert.Equal(400, (await fixture.Api.Post("/assistants", deeper)).Code);
    }

    [Theory]
    [InlineData("client-id_12345678", true)]
    [InlineData("short", false)]
    [InlineData("has blanks in it", false)]
    public async Task RequestId_OfTheClient_IsKeptWhenSane(string sent, bool kept)
    {
        var reply = await fixture.Api.Get("/sip-trunks", ("X-Request-Id", sent));

        var id = reply.Header("X-Request-Id");
        Assert.Equal(kept, id == sent);
        Assert.Matches("^[A-Za-z0-9_-]{8,64}$", id);
    }

    [Fact]
    public async Task RequestId_IsOnEveryRefusal()
    {
        var reply = await ApiReply.SendAsync(fixture.Api.Http, HttpMethod.Get, "/api/elsewhere");

        Assert.Equal(404, reply.Code);
        Assert.NotNull(reply.Header("X-Request-Id"));
        AssertIsErrorBody(reply);
    }

    [Fact]
    public async Task TrailingSlash_OnAResource_IsTolerated()
    {
        Assert.Equal(200, (await fixture.Api.Get("/sip-trunks/")).Code);
        Assert.Equal(200, (await fixture.Api.Get("/health/")).Code);
    }

    [Fact]
    public async Task ContentType_OnGetAndDelete_IsTolerated()
    {
        var made = await fixture.Api.Post("/sip-trunks", """{"name":"Short-lived","host":"pbx.example.com"}""");

        var gone = await ApiReply.SendAsync(fixture.Api.Http, HttpMethod.Delete, $"/api/v1/sip-trunks/{made["trunk"]!["id"]}", "", "application/json");

        Assert.Equal(200, gone.Code);
    }

    private static string Padded(int bytes)
    {
        const string frame = """{"name":"Large","metadata":{"pad":""}}""";
        return frame.Insert(frame.Length - 3, new string('x', bytes - frame.Length));
    }

    private static void AssertIsErrorBody(ApiReply reply)
    {
        Assert.StartsWith("application/json", reply.Header("Content-Type"), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.String, reply["error"]!.GetValueKind());
        Assert.Equal(JsonValueKind.String, reply["message"]!.GetValueKind());
        Assert.NotEmpty((string)reply["message"]!);
        Assert.Subset(new HashSet<string> { "error", "message", "code", "details" }, reply.Json.Select(m => m.Key).ToHashSet());
    }
}
