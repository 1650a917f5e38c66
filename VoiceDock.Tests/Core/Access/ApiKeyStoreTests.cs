using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using VoiceDock.Core.Access;
using VoiceDock.Core.Common;
using VoiceDock.Core.Security;
using VoiceDock.Tests.Support;
using VoiceDock.Tests.Support.Canary;

namespace VoiceDock.Tests.Core.Access;

[Trait("Kind", "Unit")]
public sealed class ApiKeyStoreTests : IDisposable
{
    private static readonly Actor Ann = TestPeople.Ann with { Name = "Ann" };
    private static readonly IPAddress Office = IPAddress.Parse("192.0.2.7");
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 3, 12, 0, 0, TimeSpan.Zero));
    private readonly TestStorage _storage;
    private readonly ApiKeyStore _keys;

    public ApiKeyStoreTests()
    {
        _storage = new TestStorage(time: _time);
        _storage.Services.AdmitAnn();
        _keys = _storage.Get<ApiKeyStore>();
    }

    [Fact]
    public async Task Create_Key_IsFoundByItsTokenAndStoredAsAHash()
    {
        var created = await Create();
        Assert.StartsWith("vd_live_", created.Token, StringComparison.Ordinal);
        Assert.Equal(_time.GetUtcNow().UtcDateTime.AddDays(365), created.Key.ExpiresAt);
        var match = await _keys.FindAsync(created.Token, Office);
        Assert.True(match.IsAccepted);
        Assert.Equal(created.Key.Id, match.Key.Id);
        Assert.True(match.Key.HasScope(ApiScopes.CallsRead));
        Assert.False(match.Key.HasScope(ApiScopes.CallsControl));
        Assert.Equal(32, match.Key.Hash.Length);
        Assert.DoesNotContain(created.Token, $"{created}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Find_RightIdWrongSecret_IsUnknown()
    {
        var created = await Create();
        var forged = ApiKeyToken.Create(test: false);
        await using (var db = _storage.OpenDb())
        {
            // The thief of a write access to the database points a key of his own at the row: the hash does not match the pepper's.
            await db.Set<ApiKey>().ExecuteUpdateAsync(set => set.SetProperty(k => k.TokenId, forged.Id));
        }

        Assert.Equal(ApiKeyRefusal.Unknown, (await _keys.FindAsync(forged.Text, Office)).Refusal);
        Assert.Equal(ApiKeyRefusal.Unknown, (await _keys.FindAsync(created.Token, Office)).Refusal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("vd_live_short")]
    [InlineData("Bearer nonsense")]
    public async Task Find_Nonsense_IsUnknown(string? token) => Assert.Equal(ApiKeyRefusal.Unknown, (await _keys.FindAsync(token, Office)).Refusal);

    [Fact]
    public async Task Revoke_Key_TakesEffectWithTheNextLookUp()
    {
        var created = await Create();
        Assert.True((await _keys.RevokeAsync(created.Key.Id, Ann)).IsOk);
        Assert.True((await _keys.RevokeAsync(created.Key.Id, Ann)).IsOk);
        Assert.Equal(ApiKeyRefusal.Revoked, (await _keys.FindAsync(created.Token, Office)).Refusal);
        Assert.Equal("by Ann", Assert.Single((await _keys.ListAsync(Ann)).Value).RevokedBecause);
        Assert.Equal("not_found", (await _keys.RevokeAsync(Guid.CreateVersion7(), Ann)).Error!.Code);
    }

    [Fact]
    public async Task RevokeLeaked_KeySeenInAnAddress_IsRevoked()
    {
        var created = await Create();
        Assert.False(await _keys.RevokeLeakedAsync(ApiKeyToken.Create(test: false).Text, Office));
        Assert.True(await _keys.RevokeLeakedAsync(created.Token, Office));
        Assert.Equal(ApiKeyRefusal.Revoked, (await _keys.FindAsync(created.Token, Office)).Refusal);
    }

    [Fact]
    public async Task Find_AfterItsLife_IsExpired()
    {
        var created = await Create(i => i with { Lifetime = TimeSpan.FromHours(1) });
        _time.Advance(TimeSpan.FromMinutes(59));
        Assert.True((await _keys.FindAsync(created.Token, Office)).IsAccepted);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(ApiKeyRefusal.Expired, (await _keys.FindAsync(created.Token, Office)).Refusal);
    }

    [Fact]
    public async Task Find_FromElsewhere_IsRefusedBySource()
    {
        var created = await Create(i => i with { Networks = ["192.0.2.0/24", "2001:db8::1"] });
        Assert.True((await _keys.FindAsync(created.Token, Office)).IsAccepted);
        Assert.True((await _keys.FindAsync(created.Token, Office.MapToIPv6())).IsAccepted);
        Assert.True((await _keys.FindAsync(created.Token, IPAddress.Parse("2001:db8::1"))).IsAccepted);
        Assert.Equal(ApiKeyRefusal.SourceNotAllowed, (await _keys.FindAsync(created.Token, IPAddress.Parse("198.51.100.1"))).Refusal);
        Assert.Equal(ApiKeyRefusal.SourceNotAllowed, (await _keys.FindAsync(created.Token, null)).Refusal);
    }

    [Fact]
    public async Task Find_ManyTimes_NotesTheUseOnceAMinute()
    {
        var created = await Create();
        var first = _time.GetUtcNow().UtcDateTime;
        await _keys.FindAsync(created.Token, Office);
        _time.Advance(TimeSpan.FromSeconds(59));
        await _keys.FindAsync(created.Token, IPAddress.Loopback);
        var key = Assert.Single((await _keys.ListAsync(Ann)).Value);
        Assert.Equal((first, "192.0.2.7"), (key.LastUsedAt, key.LastUsedFrom));
        _time.Advance(TimeSpan.FromSeconds(1));
        await _keys.FindAsync(created.Token, IPAddress.Loopback);
        Assert.Equal("127.0.0.1", Assert.Single((await _keys.ListAsync(Ann)).Value).LastUsedFrom);
    }

    [Fact]
    public async Task Create_TestKeyOutsideTheDemo_IsRefused()
    {
        var result = await _keys.CreateAsync(new ApiKeyInput { Name = "t", Scopes = ApiScopes.All, Test = true }, Ann);
        Assert.Equal("test_key_outside_demo", result.Error!.Code);
    }

    [Fact]
    public async Task Find_TestKeyInARealStart_IsUnknown()
    {
        var folder = Directory.CreateTempSubdirectory("voicedock-test-").FullName;
        string token;
        using (var demo = new TestStorage(folder, settings: ("Demo", "true")))
        {
            token = (await demo.Get<ApiKeyStore>().CreateAsync(new ApiKeyInput { Name = "t", Scopes = ApiScopes.All, Test = true }, Actor.System)).Value.Token;
            Assert.StartsWith("vd_test_", token, StringComparison.Ordinal);
            Assert.True((await demo.Get<ApiKeyStore>().FindAsync(token, Office)).IsAccepted);
        }

        using (var real = new TestStorage(folder))
        {
            Assert.Equal(ApiKeyRefusal.Unknown, (await real.Get<ApiKeyStore>().FindAsync(token, Office)).Refusal);
        }

        CanaryFolder.Remove(folder);
    }

    [Theory]
    [InlineData("", "calls:read", null, "name")]
    [InlineData("x", "calls:everything", null, "scopes[0]")]
    [InlineData("x", "calls:read", "10.0.0.0/33", "networks[0]")]
    public async Task Create_WrongField_NamesIt(string name, string scope, string? network, string field)
    {
        var input = new ApiKeyInput { Name = name, Scopes = [scope], Networks = network is null ? [] : [network] };
        var error = (await _keys.CreateAsync(input, Ann)).Error!;
        Assert.StartsWith(field + ": ", Assert.Single(error.Details), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_NeverExpiring_NeedsAReason()
    {
        var input = new ApiKeyInput { Name = "x", Scopes = [ApiScopes.CallsRead], Lifetime = null };
        Assert.False((await _keys.CreateAsync(input, Ann)).IsOk);
        var created = (await _keys.CreateAsync(input with { NeverExpiresReason = "the door bell" }, Actor.System)).Value;
        Assert.Null(created.Key.ExpiresAt);
    }

    public void Dispose() => _storage.Dispose();

    private async Task<CreatedApiKey> Create(Func<ApiKeyInput, ApiKeyInput>? change = null)
    {
        var input = new ApiKeyInput { Name = "office", Scopes = [ApiScopes.CallsRead] };
        return (await _keys.CreateAsync(change?.Invoke(input) ?? input, Actor.System)).Value;
    }
}
