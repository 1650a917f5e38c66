using VoiceDock.Core.Access;
using VoiceDock.Core.Common;

namespace VoiceDock.Tests.Api.Gate;

[Trait("Kind", "Api")]
public sealed class ApiKeyTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task NoKey_IsUnauthorizedWithBearerChallenge()
    {
        using var nobody = fixture.App.CreateApi(key: null);

        var reply = await nobody.Get("/sip-trunks");

        Assert.Equal(401, reply.Code);
        Assert.Equal("Bearer", reply.Header("WWW-Authenticate"));
        Assert.Equal("""{"error":"Unauthorized","message":"Invalid or missing API key","code":"unauthorized"}""", reply.Text);
        Assert.Null(reply.Header("X-RateLimit-Limit"));
    }

    [Theory]
    [InlineData("Basic dXNlcjpwYXNz")]
    [InlineData("Bearer")]
    [InlineData("Bearer vd_live_wrong")]
    [InlineData("Bearer vd_live_0000000000000000000000000000000000000000000000000000000000000")]
    public async Task WrongKey_IsUnauthorized(string header)
    {
        using var nobody = fixture.App.CreateApi(key: null);

        var reply = await nobody.Get("/sip-trunks", ("Authorization", header));

        Assert.Equal(401, reply.Code);
        Assert.Equal("unauthorized", reply.ErrorCode);
    }

    [Fact]
    public async Task RevokedKey_IsRefusedWithItsReason()
    {
        var keys = fixture.App.Get<ApiKeyStore>();
        var made = (await keys.CreateAsync(new ApiKeyInput { Name = "Old", Scopes = ApiScopes.All }, Actor.System, TestContext.Current.CancellationToken)).Value;
        using var api = fixture.App.CreateApi(made.Token);
        Assert.Equal(200, (await api.Get("/sip-trunks")).Code);

        await keys.RevokeAsync(made.Key.Id, Actor.System, TestContext.Current.CancellationToken);

        var reply = await api.Get("/sip-trunks");
        Assert.Equal(401, reply.Code);
        Assert.Equal("api_key_revoked", reply.ErrorCode);
    }

    [Fact]
    public async Task KeyInAddress_IsRefusedAndRevoked()
    {
        var leaked = await fixture.App.CreateKeyAsync();
        using var nobody = fixture.App.CreateApi(key: null);

        var reply = await nobody.Get($"/sip-trunks?api_key={leaked}");

        Assert.Equal(400, reply.Code);
        Assert.Equal("key_in_url", reply.ErrorCode);
        using var api = fixture.App.CreateApi(leaked);
        Assert.Equal("api_key_revoked", (await api.Get("/sip-trunks")).ErrorCode);
    }

    [Fact]
    public async Task Cookie_IsIgnoredOnTheApi()
    {
        using var nobody = fixture.App.CreateApi(key: null);

        var reply = await nobody.Get("/sip-trunks", ("Cookie", "vd=something; __Host-vd=something"));

        Assert.Equal(401, reply.Code);
        Assert.Null(reply.Header("Set-Cookie"));
    }

    public static TheoryData<string, string, string> Scoped => new()
    {
        { "GET", "/sip-trunks", ApiScopes.TrunksRead },
        { "GET", "/sip-trunks/x", ApiScopes.TrunksRead },
        { "POST", "/sip-trunks", ApiScopes.TrunksWrite },
        { "PATCH", "/sip-trunks/x", ApiScopes.TrunksWrite },
        { "DELETE", "/sip-trunks/x", ApiScopes.TrunksWrite },
        { "GET", "/numbers", ApiScopes.NumbersRead },
        { "GET", "/numbers/x", ApiScopes.NumbersRead },
        { "POST", "/numbers", ApiScopes.NumbersWrite },
        { "PATCH", "/numbers/x", ApiScopes.NumbersWrite },
        { "DELETE", "/numbers/x", ApiScopes.NumbersWrite },
        { "GET", "/assistants", ApiScopes.AssistantsRead },
        { "GET", "/agents/x", ApiScopes.AssistantsRead },
        { "POST", "/assistants", ApiScopes.AssistantsWrite },
        { "PATCH", "/agents/x", ApiScopes.AssistantsWrite },
        { "DELETE", "/assistants/x", ApiScopes.AssistantsWrite },
        { "GET", "/calls", ApiScopes.CallsRead },
        { "GET", "/calls/x", ApiScopes.CallsRead },
        { "GET", "/calls/events?call_id=x", ApiScopes.CallsRead },
        { "GET", "/calls/x/transfers", ApiScopes.CallsRead },
        { "GET", "/calls/x/sip-trace", ApiScopes.DiagnosticsRun },
        { "POST", "/calls/x/control", ApiScopes.CallsControl },
        { "POST", "/sip-trunks/x/diagnose", ApiScopes.DiagnosticsRun },
        { "GET", "/sip-trunks/x/diagnose", ApiScopes.DiagnosticsRun },
        { "GET", "/sip-trunks/x/diagnose/y", ApiScopes.DiagnosticsRun },
        { "DELETE", "/sip-trunks/x/diagnose/y", ApiScopes.DiagnosticsRun },
    };

    [Theory]
    [MemberData(nameof(Scoped))]
    public async Task KeyWithoutTheScope_IsForbidden_AndWithOnlyIt_IsNot(string method, string path, string scope)
    {
        var without = await SendAsync(method, path, [.. ApiScopes.All.Where(s => s != scope)]);
        var with = await SendAsync(method, path, [scope]);

        Assert.Equal(403, without.Code);
        Assert.Equal("forbidden_scope", without.ErrorCode);
        Assert.Contains(scope, (string)without["message"]!, StringComparison.Ordinal);
        Assert.NotEqual(403, with.Code);
    }

    private async Task<ApiReply> SendAsync(string method, string path, string[] scopes)
    {
        var key = await fixture.App.CreateKeyAsync(new ApiKeyInput { Name = "Scoped", Scopes = scopes });
        using var api = fixture.App.CreateApi(key);
        return await ApiReply.SendAsync(api.Http, new HttpMethod(method), $"/api/v1{path}", method is "GET" or "DELETE" ? null : "{}");
    }
}
