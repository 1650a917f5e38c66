using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Api.Http;

/// <summary>Names, proxies and encryption, over real sockets: who is believed, and what is refused.</summary>
[Trait("Kind", "Api")]
public sealed class HttpFrameTests
{
    private const string WrongKey = "vd_live_00000000000000000000000000000000000000000000000000000";

    [Fact]
    public async Task ForwardedFor_OfAKnownProxy_IsTheClient_NearestUnknownFirst()
    {
        await using var app = await StartAsync(("Http:KnownProxies:0", "127.0.0.1"), ("Api:FailedKeysPerMinute", "2"));
        // What the client wrote itself, further left, counts for nothing.
        Assert.Equal(401, await TryKeyAsync(app, "198.51.100.1, 203.0.113.7"));
        Assert.Equal(401, await TryKeyAsync(app, "198.51.100.2, 203.0.113.7"));
        Assert.Equal(429, await TryKeyAsync(app, "198.51.100.3, 203.0.113.7"));
        Assert.Equal(401, await TryKeyAsync(app, "203.0.113.8"));
        // A chain of our own proxies is walked to its end.
        Assert.Equal(429, await TryKeyAsync(app, "203.0.113.7, 127.0.0.1"));
    }

    [Theory]
    [InlineData("10.0.0.0/8")]
    [InlineData(null)]
    public async Task ForwardedFor_OfAnybodyElse_IsNotBelieved(string? known)
    {
        await using var app = known is null
            ? await StartAsync(("Api:FailedKeysPerMinute", "2"))
            : await StartAsync(("Api:FailedKeysPerMinute", "2"), ("Http:KnownProxies:0", known));
        Assert.Equal(401, await TryKeyAsync(app, "203.0.113.1"));
        Assert.Equal(401, await TryKeyAsync(app, "203.0.113.2"));
        Assert.Equal(429, await TryKeyAsync(app, "203.0.113.3"));
    }

    [Theory]
    [InlineData("127.0.0.0/8", true)]
    [InlineData("192.0.2.1", false)]
    public async Task ForwardedProto_OfAKnownProxyAlone_MakesTheConnectionSafe(string known, bool believed)
    {
        await using var app = await StartAsync(("Http:KnownProxies:0", known));
        using var client = app.NewClient();
        var page = await ApiReply.SendAsync(client, HttpMethod.Get, "/login", headers: [("X-Forwarded-Proto", "https"), ("X-Forwarded-For", "203.0.113.9"), ("Host", "console.example.test")]);

        Assert.Equal(200, page.Code);
        Assert.Equal(believed ? "max-age=31536000" : null, page.Header("Strict-Transport-Security"));
        Assert.Contains(believed ? "wss://console.example.test" : "ws://console.example.test", page.Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Equal(believed, page.Header("Set-Cookie")!.Contains("secure", StringComparison.Ordinal));
    }

    [Fact]
    public async Task RequireTls_RefusesPlainHttpButOnLoopback()
    {
        await using var app = await StartAsync(("Http:RequireTls", "true"), ("Http:KnownProxies:0", "127.0.0.1"));
        Assert.Equal(200, await GetAsync(app, "/login"));
        Assert.Equal(403, await GetAsync(app, "/login", ("Host", "console.example.test")));
        Assert.Equal(403, await GetAsync(app, "/api/v1/sip-trunks", ("Host", "console.example.test")));
        // From another machine, whatever it says of the name.
        Assert.Equal(403, await GetAsync(app, "/login", ("X-Forwarded-For", "203.0.113.9"), ("Host", "localhost")));
        Assert.Equal(403, await GetAsync(app, "/healthz/ready", ("X-Forwarded-For", "203.0.113.9"), ("Host", "console.example.test")));
        Assert.Equal(200, await GetAsync(app, "/login", ("X-Forwarded-For", "203.0.113.9"), ("X-Forwarded-Proto", "https"), ("Host", "console.example.test")));
        Assert.Equal(200, await GetAsync(app, "/healthz/ready", ("Host", "console.example.test")));
    }

    [Fact]
    public async Task Hosts_OthersAreRefused()
    {
        await using var app = await StartAsync(("Http:Hosts:0", "console.example.test"), ("Http:Hosts:1", "*.voice.example.test"));
        Assert.Equal(200, await GetAsync(app, "/login", ("Host", "console.example.test")));
        Assert.Equal(200, await GetAsync(app, "/login", ("Host", "eu.voice.example.test:8443")));
        foreach (var host in new[] { "evil.example.test", "console.example.test.evil.test", "127.0.0.1", "" })
            Assert.Equal(400, await GetAsync(app, "/login", ("Host", host)));
    }

    private static async Task<ApiUnderTest> StartAsync(params (string Key, string Value)[] settings)
    {
        var app = new ApiUnderTest { Settings = settings.ToDictionary(s => s.Key, s => s.Value) };
        await app.InitializeAsync();
        return app;
    }

    private static async Task<int> TryKeyAsync(ApiUnderTest app, string forwardedFor)
    {
        using var client = app.CreateApi(WrongKey);
        return (await client.Get("/sip-trunks", ("X-Forwarded-For", forwardedFor))).Code;
    }

    private static async Task<int> GetAsync(ApiUnderTest app, string path, params (string Name, string Value)[] headers)
    {
        using var client = app.NewClient();
        return (await ApiReply.SendAsync(client, HttpMethod.Get, path, headers: headers)).Code;
    }
}
