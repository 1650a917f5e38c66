using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using VoiceDock.Core.Access;
using VoiceDock.Core.Assistants;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.History;
using VoiceDock.Core.Common;
using VoiceDock.Core.Diagnostics;
using VoiceDock.Core.Numbers;
using VoiceDock.Core.Trunks;
using VoiceDock.Tests.Support;
using VoiceDock.Web.Api;

namespace VoiceDock.Tests.Api.Gate;

/// <summary>T21: every endpoint the program has, asked of the program itself, x who must not get at it, with the exact status.</summary>
[Trait("Kind", "Api")]
public sealed class EndpointMatrixTests(ApiFixture fixture) : IClassFixture<ApiFixture>, IAsyncLifetime
{
    // What a key's binding to trunks and numbers says nothing about.
    private static readonly string[] Unbound = ["/api/v1/health", "/api/v1/organizations", "/api/v1/account", "/api/v1/assistants", "/api/v1/agents"];

    private readonly Dictionary<string, string> _ids = [];

    private ApiUnderTest App => fixture.App;

    private IReadOnlyList<Asked> Endpoints =>
    [
        .. App.Services.GetRequiredService<IEnumerable<EndpointDataSource>>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText?.StartsWith(ApiMap.Prefix, StringComparison.Ordinal) == true)
            .SelectMany(e => (e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET", "POST"]).Select(m => new Asked(m, e))),
    ];

    /// <summary>One of each thing, and one more trunk and number for the bound key.</summary>
    public async ValueTask InitializeAsync()
    {
        var none = TestContext.Current.CancellationToken;
        var port = FreePort.Udp();
        // Somebody else each time: the doctor counts runs by who asks.
        var asker = new Actor(ActorType.Api, Guid.NewGuid().ToString(), "matrix");
        var trunk = (await App.Get<TrunkStore>().CreateAsync(new TrunkInput { Name = "Theirs", Host = "127.0.0.1", Port = port }, Actor.System, none)).Value;
        var other = (await App.Get<TrunkStore>().CreateAsync(new TrunkInput { Name = "Ours", Host = "127.0.0.1", Port = port }, Actor.System, none)).Value;
        var assistant = (await App.Get<AssistantStore>().CreateAsync(new AssistantInput { Name = "Desk" }, Actor.System, none)).Value;
        var number = await NumberAsync(assistant.Id, trunk.Id);
        var otherNumber = await NumberAsync(assistant.Id, other.Id);
        var call = TestCalls.New(TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(-5), numberId: number) with { State = CallState.Ended, EndedAt = TimeProvider.System.GetUtcNow().UtcDateTime };
        App.Get<CallJournal>().Save(call);
        await App.Get<CallJournal>().FlushAsync(none);
        var report = (await App.Get<Doctor>().StartAsync(new DoctorOrder(App.Get<DoctorSubjects>().Of(trunk), asker), none)).Value;
        await App.Get<Doctor>().WaitAsync(report.Id, none).WaitAsync(TimeSpan.FromSeconds(60), none);
        (_ids["sip-trunks"], _ids["numbers"], _ids["calls"], _ids["report_id"]) = (trunk.Id.ToString(), number.ToString(), call.Id.ToString(), report.Id.ToString());
        (_ids["assistants"], _ids["agents"], _ids["own trunk"], _ids["own number"]) = (assistant.Id.ToString(), assistant.Id.ToString(), other.Id.ToString(), otherNumber.ToString());
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public void TheList_IsThatOfTheProgram()
    {
        Assert.True(Endpoints.Count > 40, $"only {Endpoints.Count} endpoints were found");
        Assert.Equal(["/api/v1/health"], Endpoints.Where(e => e.IsOpen).Select(e => e.Pattern).Distinct());
        string[] needNone = [.. Endpoints.Where(e => !e.IsOpen && !e.IsNotOffered && e.Scope is null).Select(e => e.Pattern).Distinct()];
        Assert.Equal(["/api/v1/organizations", "/api/v1/account"], needNone);
    }

    [Fact]
    public Task NoKey() => ExpectAsync(null, e => e.IsOpen ? (200, null) : (401, "unauthorized"));

    [Fact]
    public async Task ExpiredKey()
    {
        var key = await App.CreateKeyAsync(new ApiKeyInput { Name = "Expired", Scopes = ApiScopes.All, Lifetime = TimeSpan.FromTicks(1) });
        await ExpectAsync(key, e => e.IsOpen ? (200, null) : (401, "api_key_expired"));
    }

    [Fact]
    public async Task RevokedKey()
    {
        var made = (await App.Get<ApiKeyStore>().CreateAsync(new ApiKeyInput { Name = "Revoked", Scopes = ApiScopes.All }, Actor.System)).Value;
        await App.Get<ApiKeyStore>().RevokeAsync(made.Key.Id, Actor.System);
        await ExpectAsync(made.Token, e => e.IsOpen ? (200, null) : (401, "api_key_revoked"));
    }

    [Fact]
    public async Task KeyWithEveryScopeButTheRightOne()
    {
        var keys = new Dictionary<string, string>();
        foreach (var scope in Endpoints.Select(e => e.Scope).OfType<string>().Distinct())
            keys[scope] = await App.CreateKeyAsync(new ApiKeyInput { Name = $"All but {scope}", Scopes = [.. ApiScopes.All.Where(s => s != scope)] });
        foreach (var group in Endpoints.Where(e => e.Scope is not null).GroupBy(e => e.Scope!))
            await ExpectAsync(keys[group.Key], _ => (403, "forbidden_scope"), group);
    }

    [Fact]
    public async Task KeyBoundToOtherThings_FindsNothingOfTheirs_AndChangesNothing()
    {
        var key = await App.CreateKeyAsync(new ApiKeyInput
        {
            Name = "Bound",
            Scopes = ApiScopes.All,
            TrunkIds = [Guid.Parse(_ids["own trunk"])],
            NumberIds = [Guid.Parse(_ids["own number"])],
        });
        // The stream has no end to wait for; its binding has tests of its own.
        var bound = Endpoints.Where(e => !e.IsNotOffered && !Unbound.Any(e.Pattern.StartsWith) && e.Pattern != "/api/v1/calls/events").ToList();
        // It may place calls from its own numbers: OutboundApiTests.
        await ExpectAsync(key, e => e.HasId ? (404, "not_found") : e.Pattern.EndsWith("/outbound", StringComparison.Ordinal) ? (400, "missing_field") : e.Method == "POST" ? (403, "forbidden_scope") : (200, null), bound);

        using var api = App.CreateApi(key);
        foreach (var list in bound.Where(e => !e.HasId && e.Method == "GET"))
        {
            var answer = await SendAsync(api, list);
            Assert.DoesNotContain(_ids.Where(i => i.Key is "sip-trunks" or "numbers" or "calls"), i => answer.Text.Contains($"\"id\":\"{i.Value}\"", StringComparison.Ordinal));
        }
        // They are there for who may see them, so that "not found" above was the binding.
        foreach (var read in bound.Where(e => e.HasId && e.Method == "GET" && !e.Pattern.EndsWith("sip-trace", StringComparison.Ordinal) && !e.Pattern.EndsWith("quality", StringComparison.Ordinal)))
            Assert.Equal((read.ToString(), 200), (read.ToString(), (await SendAsync(fixture.Api, read)).Code));
    }

    [Fact]
    public async Task CookieOnly()
    {
        using var console = await SignInAsync();
        using var api = new ApiClient(console);
        await ExpectAsync(api, e => e.IsOpen ? (200, null) : (401, "unauthorized"), Endpoints);
    }

    private async Task ExpectAsync(string? key, Func<Asked, (int, string?)> expected, IEnumerable<Asked>? of = null)
    {
        using var api = App.CreateApi(key);
        await ExpectAsync(api, expected, of ?? Endpoints);
    }

    private async Task ExpectAsync(ApiClient api, Func<Asked, (int Status, string? Code)> expected, IEnumerable<Asked> of)
    {
        List<string> wrong = [];
        foreach (var asked in of)
        {
            var answer = await SendAsync(api, asked);
            var got = (answer.Code, answer.Code < 400 ? null : answer.ErrorCode);
            if (got != expected(asked))
                wrong.Add($"{asked}: {got}, not {expected(asked)}");
        }
        Assert.Empty(wrong);
    }

    private Task<ApiReply> SendAsync(ApiClient api, Asked asked) =>
        ApiReply.SendAsync(api.Http, new HttpMethod(asked.Method), asked.PathWith(_ids), asked.Method is "POST" or "PATCH" or "PUT" ? "{}" : null);

    private async Task<Guid> NumberAsync(Guid assistantId, Guid trunkId)
    {
        var input = new NumberInput { PhoneNumber = $"+3120{Random.Shared.Next(1_000_000, 9_999_999)}", AssistantId = assistantId, TransferTrunkId = trunkId };
        return (await App.Get<NumberStore>().CreateAsync(input, Actor.System)).Value.Id;
    }

    // A real sign-in by the form, whose cookie opens the console.
    private async Task<HttpClient> SignInAsync()
    {
        await using (var scope = App.Services.CreateAsyncScope())
        {
            var first = scope.ServiceProvider.GetRequiredService<FirstRun>();
            if (await first.IsNeededAsync())
                await first.CreateAdminAsync(scope.ServiceProvider.GetRequiredService<SetupToken>().Issue(), AppUnderTest.UserName, AppUnderTest.Password);
        }
        using var browser = new ConsoleClient(App.BaseUrl);
        await browser.SignInAsync();
        Assert.True(await browser.IsSignedInAsync());
        var console = App.NewClient();
        console.DefaultRequestHeaders.Add("Cookie", string.Join("; ", browser.Cookies.Select(c => $"{c.Key}={c.Value}")));
        return console;
    }

    private sealed record Asked(string Method, RouteEndpoint Endpoint)
    {
        public string Pattern => Endpoint.RoutePattern.RawText!.TrimEnd('/');

        public string? Scope => Endpoint.Metadata.GetMetadata<RequiredScope>()?.Scope;

        public bool IsOpen => Endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;

        /// <summary>Known addresses of the official API that answer "not offered".</summary>
        public bool IsNotOffered => Endpoint.Metadata.GetMetadata<IEndpointNameMetadata>() is null && Scope is null && !IsOpen;

        public bool HasId => Pattern.Contains("{id}", StringComparison.Ordinal);

        public string PathWith(Dictionary<string, string> ids) => Pattern
            .Replace("{id}", ids.GetValueOrDefault(Pattern.Split('/')[3]), StringComparison.Ordinal)
            .Replace("{report_id}", ids["report_id"], StringComparison.Ordinal)
            .Replace("/{**rest}", "/x", StringComparison.Ordinal);

        public override string ToString() => $"{Method} {Pattern}";
    }
}
