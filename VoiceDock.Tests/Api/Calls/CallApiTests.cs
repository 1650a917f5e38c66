namespace VoiceDock.Tests.Api.Calls;

/// <summary>The calls' endpoints where no call is needed; the live ones are in the tests of calls over real SIP.</summary>
[Trait("Kind", "Api")]
public sealed class CallApiTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private const string Unknown = "/calls/0198c000-0000-7000-8000-000000000000";

    private ApiClient Api => fixture.Api;

    [Theory]
    [InlineData("", 100, 0)]
    [InlineData("?limit=5&offset=7", 5, 7)]
    [InlineData("?limit=5000", 1000, 0)]
    [InlineData("?limit=99999999999", 1000, 0)]
    [InlineData("?status=no-such-status", 100, 0)]
    [InlineData("?start_date=2025-12-13&end_date=2025-12-14T10:00:00.000Z", 100, 0)]
    [InlineData("?start_date=2025-12-13T10:00:00+01:00", 100, 0)]
    public async Task List_OfNothing_IsEmptyWithTheClampedPage(string query, int limit, int offset)
    {
        var reply = await Api.Get($"/calls{query}");

        Assert.Equal($$$"""{"calls":[],"pagination":{"total":0,"limit":{{{limit}}},"offset":{{{offset}}}}}""", reply.Text);
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=-1")]
    [InlineData("offset=x")]
    [InlineData("start_date=13.12.2025")]
    [InlineData("end_date=2025-13-01")]
    public async Task List_WithABadQuery_NamesTheParameter(string query)
    {
        var reply = await Api.Get($"/calls?{query}");

        Assert.Equal("validation_failed", reply.ErrorCode);
        Assert.StartsWith(query.Split('=')[0], (string?)reply["details"]![0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnknownCall_IsNotFoundEverywhere()
    {
        var replies = new[]
        {
            await Api.Get(Unknown), await Api.Get($"{Unknown}/transfers"), await Api.Post($"{Unknown}/control", """{"type":"end-call"}"""),
        };

        Assert.All(replies, r => Assert.Equal((404, "not_found"), (r.Code, r.ErrorCode)));
        Assert.Single(replies.Select(r => r.Text).Distinct());
    }

    [Fact]
    public async Task Organization_HasItsCountsWithoutAnEnvelope()
    {
        var organization = await Api.Get("/organizations");
        var account = await Api.Get("/account");

        Assert.Equal(
            ["id", "name", "minutes_balance", "monthly_usage_minutes", "active_numbers", "active_agents", "active_calls", "children"],
            organization.Json.Select(m => m.Key));
        Assert.Equal(
            ["id", "email", "company_name", "minutes_balance", "monthly_usage_minutes", "active_numbers", "active_agents", "active_calls"],
            account.Json.Select(m => m.Key));
        Assert.Equal((string?)organization["id"], (string?)account["id"]);
        Assert.Equal(0, (int)organization["active_calls"]!);
    }

    [Fact]
    public async Task Health_NeedsNoKey()
    {
        using var nobody = fixture.App.CreateApi(key: null);

        var reply = await nobody.Get("/health");

        Assert.Equal(200, reply.Code);
        Assert.Equal("ok", (string?)reply["status"]);
        Assert.Equal("ok", (string?)reply["checks"]!["database"]!["status"]);
        Assert.True((long)reply["checks"]!["database"]!["latency_ms"]! >= 0);
        Assert.Equal(["status", "timestamp", "version", "checks"], reply.Json.Select(m => m.Key));
    }
}
