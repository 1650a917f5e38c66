using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using VoiceDock.Core.Access;
using VoiceDock.Core.Access.SignIns;
using VoiceDock.Core.Common;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Access;

/// <summary>An invitation's link makes one person, once, within 48 hours.</summary>
[Trait("Kind", "Unit")]
public sealed class InvitesTests : IDisposable
{
    private const string Password = "a long walk to the sea";
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 3, 12, 0, 0, TimeSpan.Zero));
    private readonly TestStorage _storage;
    private readonly Invites _invites;

    public InvitesTests()
    {
        _storage = new TestStorage(time: _time);
        _invites = _storage.Get<Invites>();
    }

    [Fact]
    public async Task Accept_FiftyAtOnce_MakesOnePerson()
    {
        var invite = await InviteAsync(Role.Operator);

        var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(() => AcceptAsync(invite.Token, $"person{i}", Password))));

        var made = Assert.Single(results, r => r.IsOk);
        Assert.All(results.Where(r => !r.IsOk), r => Assert.Equal("invite_invalid", r.Error!.Code));
        var person = Assert.Single(_storage.Get<PeopleDirectory>().All);
        Assert.Equal((made.Value.Id, Role.Operator), (person.Id, person.Role));
        Assert.NotNull(await _storage.Get<PasswordCheck>().FindAsync(person.Name, Password));
        Assert.Empty((await _invites.ListAsync(Actor.System)).Value);
    }

    [Fact]
    public async Task Link_After48Hours_IsVoid()
    {
        var invite = await InviteAsync();
        _time.Advance(TimeSpan.FromHours(48) - TimeSpan.FromSeconds(1));
        Assert.NotNull(await FindAsync(invite.Token));

        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Null(await FindAsync(invite.Token));
        Assert.Equal("invite_invalid", (await AcceptAsync(invite.Token, "ann", Password)).Error!.Code);
        Assert.Empty((await _invites.ListAsync(Actor.System)).Value);
    }

    [Fact]
    public async Task Link_OnceWithdrawn_IsVoid()
    {
        var invite = await InviteAsync();
        Assert.True((await _invites.WithdrawAsync(invite.Invite.Id, Actor.System)).IsOk);
        Assert.True((await _invites.WithdrawAsync(invite.Invite.Id, Actor.System)).IsOk);

        Assert.Equal("invite_invalid", (await AcceptAsync(invite.Token, "ann", Password)).Error!.Code);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("guess")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task Link_Guessed_IsVoid(string? token)
    {
        await InviteAsync();

        Assert.Null(await FindAsync(token));
        Assert.Equal("invite_invalid", (await AcceptAsync(token, "ann", Password)).Error!.Code);
    }

    [Theory]
    [InlineData("bob", "elevenchars", "password")]
    [InlineData("bob", "password1234", "password")]
    [InlineData("no spaces", Password, "user_name")]
    [InlineData("ann", Password, "user_name")]
    [InlineData("", Password, "user_name")]
    public async Task Accept_WithWhatWillNotDo_NamesTheFieldAndLeavesTheLinkOpen(string name, string password, string field)
    {
        await _storage.Services.MakeUserAsync("ann", Role.Admin);
        var invite = await InviteAsync();

        var refusal = (await AcceptAsync(invite.Token, name, password)).Error!;

        Assert.All(refusal.Details, d => Assert.StartsWith(field + ": ", d, StringComparison.Ordinal));
        Assert.NotEmpty(refusal.Details);
        Assert.True((await AcceptAsync(invite.Token, "bob", Password)).IsOk);
    }

    [Fact]
    public async Task Accept_WhereTheNameIsFixed_TakesNoOther()
    {
        var invite = await InviteAsync(name: "front.desk");

        var made = (await AcceptAsync(invite.Token, "root", Password)).Value;

        Assert.Equal("front.desk", made.UserName);
    }

    [Theory]
    [InlineData("no spaces")]
    [InlineData("<b>")]
    [InlineData("ANN")]
    public async Task Create_WithANameThatWillNotDo_SaysSoAtTheField(string name)
    {
        await _storage.Services.MakeUserAsync("ann", Role.Admin);

        var refusal = (await _invites.CreateAsync(Role.Viewer, name, Actor.System)).Error!;

        Assert.StartsWith("name: ", Assert.Single(refusal.Details), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Token_IsStoredAsAHashAndNeverPrinted()
    {
        var invite = await InviteAsync();

        Assert.Equal(43, invite.Token.Length);
        Assert.DoesNotContain(invite.Token, $"{invite}", StringComparison.Ordinal);
        await using var db = _storage.OpenDb();
        var stored = await db.Set<Invite>().SingleAsync(TestContext.Current.CancellationToken);
        Assert.Equal(32, stored.TokenHash.Length);
        Assert.DoesNotContain(invite.Token, System.Text.Json.JsonSerializer.Serialize(stored), StringComparison.Ordinal);
    }

    public void Dispose() => _storage.Dispose();

    private async Task<CreatedInvite> InviteAsync(Role role = Role.Viewer, string? name = null) => (await _invites.CreateAsync(role, name, Actor.System)).Value;

    private async Task<Invite?> FindAsync(string? token)
    {
        await using var scope = _storage.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<InviteAcceptance>().FindAsync(token);
    }

    private async Task<Result<User>> AcceptAsync(string? token, string name, string password)
    {
        await using var scope = _storage.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<InviteAcceptance>().AcceptAsync(token, name, password);
    }
}
