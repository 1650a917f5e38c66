using System.Globalization;
using Microsoft.Extensions.Time.Testing;

namespace VoiceDock.Tests.Api.Gate;

[Trait("Kind", "Api")]
public sealed class RateLimitTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
    private readonly ApiUnderTest _app;

    public RateLimitTests() => _app = new ApiUnderTest { Time = _time };

    public ValueTask InitializeAsync() => _app.InitializeAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Requests_AboveAHundredAMinute_AreRefusedUntilTheOldestIsAMinuteOld()
    {
        using var api = _app.CreateApi(await _app.CreateKeyAsync());
        var first = await api.Get("/sip-trunks");
        _time.Advance(TimeSpan.FromSeconds(20));
        for (var i = 1; i < 100; i++)
        {
            Assert.Equal(200, (await api.Get("/sip-trunks")).Code);
        }

        var refused = await api.Get("/sip-trunks");
        _time.Advance(TimeSpan.FromSeconds(39.5));
        var stillRefused = await api.Get("/sip-trunks");
        _time.Advance(TimeSpan.FromSeconds(0.5));
        var one = await api.Get("/sip-trunks");
        var andNoMore = await api.Get("/sip-trunks");

        Assert.Equal(("100", "99"), (first.Header("X-RateLimit-Limit"), first.Header("X-RateLimit-Remaining")));
        Assert.Equal(429, refused.Code);
        Assert.Equal("rate_limit_exceeded", refused.ErrorCode);
        Assert.Equal("40", refused.Header("Retry-After"));
        Assert.Equal("0", refused.Header("X-RateLimit-Remaining"));
        var reset = new DateTimeOffset(2026, 1, 2, 3, 5, 5, TimeSpan.Zero).ToUnixTimeSeconds();
        Assert.Equal(reset.ToString(CultureInfo.InvariantCulture), refused.Header("X-RateLimit-Reset"));
        Assert.Equal("1", stillRefused.Header("Retry-After"));
        Assert.Equal(200, one.Code);
        Assert.Equal(429, andNoMore.Code);
    }

    [Fact]
    public async Task Requests_OfOneKey_LeaveAnotherKeyAlone()
    {
        using var busy = _app.CreateApi(await _app.CreateKeyAsync());
        using var calm = _app.CreateApi(await _app.CreateKeyAsync());
        for (var i = 0; i <= 100; i++)
        {
            await busy.Get("/health-of-nothing");
        }

        Assert.Equal(429, (await busy.Get("/sip-trunks")).Code);
        Assert.Equal(200, (await calm.Get("/sip-trunks")).Code);
    }

    [Fact]
    public async Task WrongKeys_AboveTwentyAMinute_AreRefusedUnread_AndSoIsARightOne()
    {
        using var right = _app.CreateApi(await _app.CreateKeyAsync());
        using var wrong = _app.CreateApi("vd_live_wrong");
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(401, (await wrong.Get("/sip-trunks")).Code);
        }

        var refused = await wrong.Get("/sip-trunks");
        var shutOut = await right.Get("/sip-trunks");
        var health = await wrong.Get("/health");
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal((429, "60"), (refused.Code, refused.Header("Retry-After")));
        Assert.Equal(429, shutOut.Code);
        Assert.Equal(200, health.Code);
        Assert.Equal(200, (await right.Get("/sip-trunks")).Code);
    }

    [Fact]
    public async Task RequestsWithoutAKey_AreNoGuesses()
    {
        using var nobody = _app.CreateApi(key: null);
        for (var i = 0; i < 25; i++)
        {
            Assert.Equal(401, (await nobody.Get("/sip-trunks")).Code);
        }
    }
}
