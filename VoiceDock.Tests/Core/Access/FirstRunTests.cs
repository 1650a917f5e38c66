using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using VoiceDock.Core.Access;
using VoiceDock.Core.Common;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Access;

/// <summary>T26: no default account; the one-time token makes exactly one administrator.</summary>
[Trait("Kind", "Unit")]
public sealed class FirstRunTests : IDisposable
{
    private const string Password = "a long walk home";
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 3, 12, 0, 0, TimeSpan.Zero));
    private readonly TestStorage _storage;
    private readonly SetupToken _token;

    public FirstRunTests()
    {
        _storage = new TestStorage(time: _time);
        _token = _storage.Get<SetupToken>();
    }

    [Fact]
    public async Task CreateAdmin_FiftyAtOnce_MakesOne()
    {
        var token = _token.Issue();
        var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(() => CreateAdmin(token, $"admin{i}", Password))));
        var made = Assert.Single(results, r => r.IsOk);
        Assert.All(results.Where(r => !r.IsOk), r => Assert.Equal("setup_closed", r.Error!.Code));
        using var scope = _storage.Services.CreateScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<User>>();
        Assert.Equal(made.Value.Id, Assert.Single(users.Users.ToList()).Id);
        Assert.True(await users.IsInRoleAsync(made.Value, RoleNames.Admin));
        Assert.True(await users.CheckPasswordAsync(made.Value, Password));
        Assert.False(_token.IsValid(token));
        Assert.False(await scope.ServiceProvider.GetRequiredService<FirstRun>().IsNeededAsync());
    }

    [Fact]
    public async Task CreateAdmin_WithoutTheToken_IsRefused()
    {
        Assert.Equal("setup_token_invalid", (await CreateAdmin(null, "ann", Password)).Error!.Code);
        _token.Issue();
        Assert.Equal("setup_token_invalid", (await CreateAdmin("", "ann", Password)).Error!.Code);
        Assert.Equal("setup_token_invalid", (await CreateAdmin("guess", "ann", Password)).Error!.Code);
    }

    [Fact]
    public void Token_AfterHalfAnHourOrANewStart_IsVoid()
    {
        var old = _token.Issue();
        Assert.True(_token.IsValid(old));
        Assert.True(old.Length >= 43);
        var fresh = _token.Issue();
        Assert.False(_token.IsValid(old));
        _time.Advance(TimeSpan.FromMinutes(30));
        Assert.False(_token.IsValid(fresh));
    }

    [Theory]
    [InlineData("elevenchars", "password")]
    [InlineData("Password1234", "password")]
    [InlineData("aaaaaaaaaaaaaaa", "password")]
    [InlineData("ann.office2026", "password")]
    public async Task CreateAdmin_WeakPassword_IsAFieldProblemAndTheTokenStaysGood(string password, string field)
    {
        var token = _token.Issue();
        var result = await CreateAdmin(token, "ann.office", password);
        Assert.StartsWith(field + ": ", Assert.Single(result.Error!.Details), StringComparison.Ordinal);
        Assert.True((await CreateAdmin(token, "ann.office", Password)).IsOk);
    }

    [Fact]
    public async Task CheckPassword_FiveFailures_LockForAQuarterOfAnHour()
    {
        var user = (await CreateAdmin(_token.Issue(), "ann", Password)).Value;
        using var scope = _storage.Services.CreateScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<User>>();
        var known = (await users.FindByIdAsync(user.Id.ToString()))!;
        for (var i = 0; i < 5; i++) await users.AccessFailedAsync(known);
        Assert.True(await users.IsLockedOutAsync(known));
        Assert.InRange(known.LockoutEnd!.Value - DateTimeOffset.UtcNow, TimeSpan.FromMinutes(14), TimeSpan.FromMinutes(15));
    }

    public void Dispose() => _storage.Dispose();

    private async Task<Result<User>> CreateAdmin(string? token, string name, string password)
    {
        using var scope = _storage.Services.CreateScope();
        return await scope.ServiceProvider.GetRequiredService<FirstRun>().CreateAdminAsync(token, name, password);
    }
}
