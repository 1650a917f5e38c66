using System.Net;
using Microsoft.Extensions.Time.Testing;
using VoiceDock.Core.Access;
using VoiceDock.Core.Common;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Access;

/// <summary>A rotated key has two tokens for a day, and is one key all the time.</summary>
[Trait("Kind", "Unit")]
public sealed class ApiKeyRotationTests : IDisposable
{
    private static readonly IPAddress Office = IPAddress.Parse("192.0.2.7");
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 3, 12, 0, 0, TimeSpan.Zero));
    private readonly TestStorage _storage;
    private readonly ApiKeyStore _keys;
    private readonly ApiKeyRotation _rotation;

    public ApiKeyRotationTests()
    {
        _storage = new TestStorage(time: _time);
        _keys = _storage.Get<ApiKeyStore>();
        _rotation = _storage.Get<ApiKeyRotation>();
    }

    [Fact]
    public async Task Rotate_Key_BothTokensOpenTheSameKeyForADay()
    {
        var made = await Create(i => i with { Networks = ["192.0.2.0/24"], TrunkIds = [Guid.CreateVersion7()] });
        var rotated = await Rotate(made.Key.Id);

        Assert.NotEqual(made.Token, rotated.Token);
        foreach (var token in new[] { made.Token, rotated.Token })
        {
            var match = await _keys.FindAsync(token, Office);
            Assert.True(match.IsAccepted);
            Assert.Equal(made.Key.Id, match.Key.Id);
            Assert.Equal(made.Key.TrunkIds, match.Key.TrunkIds);
            Assert.Equal(ApiKeyRefusal.SourceNotAllowed, (await _keys.FindAsync(token, IPAddress.Parse("198.51.100.1"))).Refusal);
        }

        _time.Advance(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
        Assert.Equal(ApiKeyRefusal.None, await Find(made.Token));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(ApiKeyRefusal.Replaced, await Find(made.Token));
        Assert.Equal(ApiKeyRefusal.None, await Find(rotated.Token));
    }

    [Fact]
    public async Task EndOverlap_AfterRotation_StopsTheOldTokenWithTheNextLookUp()
    {
        var made = await Create();
        var rotated = await Rotate(made.Key.Id);

        Assert.True((await _rotation.EndOverlapAsync(made.Key.Id, Actor.System)).IsOk);
        Assert.True((await _rotation.EndOverlapAsync(made.Key.Id, Actor.System)).IsOk);

        Assert.Equal(ApiKeyRefusal.Replaced, await Find(made.Token));
        Assert.Equal(ApiKeyRefusal.None, await Find(rotated.Token));
        Assert.False(Assert.Single((await _keys.ListAsync(Actor.System)).Value).HasOverlap(_time.GetUtcNow().UtcDateTime));
    }

    [Fact]
    public async Task Rotate_DuringAnOverlap_EndsTheOldestToken()
    {
        var first = await Create();
        var second = await Rotate(first.Key.Id);
        var third = await Rotate(first.Key.Id);

        Assert.Equal(ApiKeyRefusal.Unknown, await Find(first.Token));
        Assert.Equal(ApiKeyRefusal.None, await Find(second.Token));
        Assert.Equal(ApiKeyRefusal.None, await Find(third.Token));
    }

    [Fact]
    public async Task Revoke_DuringAnOverlap_StopsBothTokens()
    {
        var made = await Create();
        var rotated = await Rotate(made.Key.Id);

        await _keys.RevokeAsync(made.Key.Id, Actor.System);

        Assert.Equal(ApiKeyRefusal.Revoked, await Find(made.Token));
        Assert.Equal(ApiKeyRefusal.Revoked, await Find(rotated.Token));
    }

    [Fact]
    public async Task Rotate_KeyWithADayLeft_LivesAnewAndTheOldTokenNoLongerThanItWould()
    {
        var made = await Create(i => i with { Lifetime = TimeSpan.FromDays(30) });
        _time.Advance(TimeSpan.FromDays(30) - TimeSpan.FromHours(2));
        var rotated = await Rotate(made.Key.Id);

        Assert.Equal(_time.GetUtcNow().UtcDateTime.AddDays(30), rotated.Key.ExpiresAt);
        _time.Advance(TimeSpan.FromHours(2));
        Assert.Equal(ApiKeyRefusal.Replaced, await Find(made.Token));
        Assert.Equal(ApiKeyRefusal.None, await Find(rotated.Token));
        _time.Advance(TimeSpan.FromDays(30));
        Assert.Equal(ApiKeyRefusal.Expired, await Find(rotated.Token));
    }

    [Fact]
    public async Task Rotate_NeverExpiringKey_StaysSo()
    {
        var made = await Create(i => i with { Lifetime = null, NeverExpiresReason = "the door bell" });

        Assert.Null((await Rotate(made.Key.Id)).Key.ExpiresAt);
    }

    [Theory]
    [InlineData(true, "revoked")]
    [InlineData(false, "expired")]
    public async Task Rotate_KeyAtItsEnd_IsRefused(bool revoked, string word)
    {
        var made = await Create(i => i with { Lifetime = TimeSpan.FromHours(1) });
        if (revoked)
            await _keys.RevokeAsync(made.Key.Id, Actor.System);
        else
            _time.Advance(TimeSpan.FromHours(1));

        var refusal = (await _rotation.RotateAsync(made.Key.Id, Actor.System)).Error!;
        Assert.Equal("api_key_over", refusal.Code);
        Assert.Contains(word, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RevokeLeaked_OldTokenOfARotatedKey_EndsThatTokenOnly()
    {
        var made = await Create();
        var rotated = await Rotate(made.Key.Id);

        Assert.True(await _keys.RevokeLeakedAsync(made.Token, Office));

        Assert.Equal(ApiKeyRefusal.Replaced, await Find(made.Token));
        Assert.Equal(ApiKeyRefusal.None, await Find(rotated.Token));
    }

    [Fact]
    public async Task Find_WithTheOldToken_IsNotedApart()
    {
        var made = await Create();
        var rotated = await Rotate(made.Key.Id);
        await Find(rotated.Token);
        Assert.Null(Assert.Single((await _keys.ListAsync(Actor.System)).Value).PreviousUsedAt);

        await Find(made.Token);

        Assert.Equal(_time.GetUtcNow().UtcDateTime, Assert.Single((await _keys.ListAsync(Actor.System)).Value).PreviousUsedAt);
    }

    [Fact]
    public async Task CreateAndRotate_ByAPerson_NeedAPasswordGivenWithinTenMinutes()
    {
        var made = await Create();
        var user = await _storage.Services.MakeUserAsync("ann", Role.Admin);
        var (ann, _) = await _storage.Services.SignInAsync(user);
        _time.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromSeconds(1));
        await AssertAllowedAsync(true, made.Key.Id, ann);

        _time.Advance(TimeSpan.FromSeconds(1));
        await AssertAllowedAsync(false, made.Key.Id, ann);

        var confirmation = _storage.Get<SignInConfirmation>();
        Assert.Equal("password_wrong", (await confirmation.ConfirmAsync(ann, "not this one at all")).Error!.Code);
        await AssertAllowedAsync(false, made.Key.Id, ann);
        Assert.True((await confirmation.ConfirmAsync(ann, TestUsers.Password)).IsOk);
        await AssertAllowedAsync(true, made.Key.Id, ann);
    }

    [Fact]
    public async Task Confirmation_OfOneSignIn_CountsForThatOneOnly()
    {
        var made = await Create();
        var user = await _storage.Services.MakeUserAsync("ann", Role.Admin);
        var (stolen, _) = await _storage.Services.SignInAsync(user);
        _time.Advance(TimeSpan.FromMinutes(11));
        var (own, _) = await _storage.Services.SignInAsync(user);

        await AssertAllowedAsync(true, made.Key.Id, own);
        await AssertAllowedAsync(false, made.Key.Id, stolen);
        await AssertAllowedAsync(false, made.Key.Id, own with { SignIn = null });
    }

    [Fact]
    public async Task Confirm_FiveWrongPasswords_LocksTheRightOneOut()
    {
        var (ann, _) = await _storage.Services.SignInAsync(await _storage.Services.MakeUserAsync("ann", Role.Admin));
        var confirmation = _storage.Get<SignInConfirmation>();
        for (var i = 0; i < 5; i++)
            await confirmation.ConfirmAsync(ann, "not this one at all");

        Assert.Equal("password_wrong", (await confirmation.ConfirmAsync(ann, TestUsers.Password)).Error!.Code);
        _time.Advance(TimeSpan.FromMinutes(15));
        Assert.True((await confirmation.ConfirmAsync(ann, TestUsers.Password)).IsOk);
    }

    public void Dispose() => _storage.Dispose();

    private async Task<ApiKeyRefusal> Find(string token) => (await _keys.FindAsync(token, Office)).Refusal;

    private async Task AssertAllowedAsync(bool allowed, Guid key, Actor actor)
    {
        var expected = allowed ? null : "password_not_confirmed";
        Assert.Equal(expected, (await _keys.CreateAsync(new ApiKeyInput { Name = "more", Scopes = [ApiScopes.CallsRead] }, actor)).Error?.Code);
        Assert.Equal(expected, (await _rotation.RotateAsync(key, actor)).Error?.Code);
    }

    private async Task<CreatedApiKey> Rotate(Guid id) => (await _rotation.RotateAsync(id, Actor.System)).Value;

    private async Task<CreatedApiKey> Create(Func<ApiKeyInput, ApiKeyInput>? change = null)
    {
        var input = new ApiKeyInput { Name = "office", Scopes = [ApiScopes.CallsRead] };
        return (await _keys.CreateAsync(change?.Invoke(input) ?? input, Actor.System)).Value;
    }
}
