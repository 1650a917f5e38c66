using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using VoiceDock.Core.Idempotency;
using VoiceDock.Core.Storage;

namespace VoiceDock.Tests.Api.Gate;

[Trait("Kind", "Api")]
public sealed class IdempotencyTests : IAsyncLifetime
{
    private const string Body = """{"name":"Once","host":"h.example","username":"u","password":"once-only-password"}""";

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
    private readonly ApiUnderTest _app;
    private ApiClient _api = null!;

    public IdempotencyTests() => _app = new ApiUnderTest { Time = _time, Settings = { ["Api:RequestsPerMinute"] = "10000" } };

    public async ValueTask InitializeAsync()
    {
        await _app.InitializeAsync();
        _api = _app.CreateApi(await _app.CreateKeyAsync());
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task SameKeySameBody_ReplaysTheFirstAnswer()
    {
        var first = await _api.Post("/sip-trunks", Body, ("Idempotency-Key", "k1"));
        _time.Advance(TimeSpan.FromHours(23));
        var second = await _api.Post("/sip-trunks", Body, ("Idempotency-Key", "k1"));

        Assert.Equal(201, first.Code);
        Assert.Null(first.Header("Idempotency-Replayed"));
        Assert.Equal(201, second.Code);
        Assert.Equal("true", second.Header("Idempotency-Replayed"));
        Assert.Equal(first.Text, second.Text);
        Assert.Equal(1, await CountTrunksAsync());
    }

    [Fact]
    public async Task SameKey_AfterADay_IsANewRequest()
    {
        await _api.Post("/sip-trunks", Body, ("Idempotency-Key", "k1"));
        _time.Advance(TimeSpan.FromHours(25));

        var later = await _api.Post("/sip-trunks", Body, ("Idempotency-Key", "k1"));

        Assert.Equal(201, later.Code);
        Assert.Null(later.Header("Idempotency-Replayed"));
        Assert.Equal(2, await CountTrunksAsync());
    }

    [Fact]
    public async Task SameKey_WithAnotherBodyOrPath_IsRefused()
    {
        await _api.Post("/sip-trunks", Body, ("Idempotency-Key", "k1"));

        var otherBody = await _api.Post("/sip-trunks", Body.Replace("Once", "Twice", StringComparison.Ordinal), ("Idempotency-Key", "k1"));
        var otherPath = await _api.Post("/assistants", Body, ("Idempotency-Key", "k1"));

        Assert.Equal((422, "idempotency_key_reused"), (otherBody.Code, otherBody.ErrorCode));
        Assert.Equal((422, "idempotency_key_reused"), (otherPath.Code, otherPath.ErrorCode));
    }

    [Fact]
    public async Task SameKey_OfAnotherApiKey_IsAnotherRequest()
    {
        using var other = _app.CreateApi(await _app.CreateKeyAsync());
        await _api.Post("/sip-trunks", Body, ("Idempotency-Key", "k1"));

        var reply = await other.Post("/sip-trunks", Body, ("Idempotency-Key", "k1"));

        Assert.Null(reply.Header("Idempotency-Replayed"));
        Assert.Equal(2, await CountTrunksAsync());
    }

    [Fact]
    public async Task ARefusal_IsNotRemembered()
    {
        const string number = """{"phone_number":"+31201234567","assistant_id":"0198c000-0000-7000-8000-000000000000"}""";
        var first = await _api.Post("/numbers", number, ("Idempotency-Key", "k1"));
        var second = await _api.Post("/numbers", """{"phone_number":"+31201234567"}""", ("Idempotency-Key", "k1"));

        Assert.Equal(400, first.Code);
        Assert.Equal(201, second.Code);
    }

    [Fact]
    public async Task OneKeyManyTimesAtOnce_ActsOnce()
    {
        var replies = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _api.Post("/sip-trunks", Body, ("Idempotency-Key", "together"))));

        Assert.Equal(1, await CountTrunksAsync());
        Assert.All(replies, r => Assert.True(r.Code == 201 || r.ErrorCode == "idempotency_in_progress", r.Text));
        Assert.Single(replies.Where(r => r.Code == 201).Select(r => r.Text).Distinct());
    }

    [Theory]
    [InlineData("has a blank")]
    [InlineData("")]
    public async Task BadKey_IsRefused(string value)
    {
        var reply = await _api.Post("/sip-trunks", Body, ("Idempotency-Key", value));

        Assert.Equal(("invalid_request", 0), (reply.ErrorCode, await CountTrunksAsync()));
    }

    [Fact]
    public async Task FirstOneCutOff_IsLookedUpAndNotDoneAgain()
    {
        var first = await _api.Post("/sip-trunks", Body, ("Idempotency-Key", "k1"));

        // What a crash between effect and answer leaves behind: an unfinished row of another run.
        await using (var db = await _app.Get<IDbContextFactory<VoiceDockDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken))
        {
            await db.Set<IdempotencyEntry>().ExecuteUpdateAsync(
                s => s.SetProperty(e => e.Status, (int?)null).SetProperty(e => e.Body, (string?)null).SetProperty(e => e.RunId, Guid.NewGuid()),
                TestContext.Current.CancellationToken);
        }

        var second = await _api.Post("/sip-trunks", Body, ("Idempotency-Key", "k1"));

        Assert.Equal(201, second.Code);
        Assert.Equal((string?)first["trunk"]!["id"], (string?)second["trunk"]!["id"]);
        Assert.Equal(1, await CountTrunksAsync());
    }

    [Theory]
    [InlineData("/sip-trunks", Body, "trunk")]
    [InlineData("/numbers", """{"phone_number":"+31201234567"}""", "number")]
    public async Task WithoutAKey_TheSameBodyWithinTenSeconds_IsTheSameRequest(string path, string body, string member)
    {
        var first = await _api.Post(path, body);
        _time.Advance(TimeSpan.FromSeconds(9));
        var second = await _api.Post(path, body);
        _time.Advance(TimeSpan.FromSeconds(2));
        var third = await _api.Post(path, body);

        Assert.Equal((201, 200), (first.Code, second.Code));
        Assert.Equal((string?)first[member]!["id"], (string?)second[member]!["id"]);
        Assert.Equal(member == "trunk" ? 201 : 409, third.Code);
    }

    [Fact]
    public async Task WithoutAKey_AThingThatIsGone_IsMadeAgain()
    {
        var first = await _api.Post("/sip-trunks", Body);
        await _api.Delete($"/sip-trunks/{first["trunk"]!["id"]}");

        var second = await _api.Post("/sip-trunks", Body);

        Assert.Equal(201, second.Code);
    }

    [Fact]
    public async Task WithoutAKey_ManyAtOnce_MakeOne()
    {
        var replies = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _api.Post("/sip-trunks", Body)));

        Assert.Equal(1, await CountTrunksAsync());
        Assert.Single(replies, r => r.Code == 201);
        Assert.Equal(19, replies.Count(r => r.Code == 200));
    }

    private async Task<int> CountTrunksAsync() => (await _api.Get("/sip-trunks"))["trunks"]!.AsArray().Count;
}
