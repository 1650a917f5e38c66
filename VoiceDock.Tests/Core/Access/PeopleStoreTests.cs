using Microsoft.Extensions.Time.Testing;
using VoiceDock.Core.Access;
using VoiceDock.Core.Access.SignIns;
using VoiceDock.Core.Common;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Access;

/// <summary>F23: a change of a person is in force when it returns; one administrator always stays.</summary>
[Trait("Kind", "Unit")]
public sealed class PeopleStoreTests : IDisposable
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 3, 12, 0, 0, TimeSpan.Zero));
    private readonly TestStorage _storage;
    private readonly PeopleStore _people;
    private readonly PeopleDirectory _directory;
    private readonly SignInStore _signIns;

    public PeopleStoreTests()
    {
        _storage = new TestStorage(time: _time);
        (_people, _directory, _signIns) = (_storage.Get<PeopleStore>(), _storage.Get<PeopleDirectory>(), _storage.Get<SignInStore>());
    }

    public static TheoryData<string> Deeds => ["role", "disable", "remove", "sign out"];

    [Theory]
    [MemberData(nameof(Deeds))]
    public async Task Change_OfASignedInPerson_EndsTheirSignInsAtOnce(string deed)
    {
        await MakeAsync("ann", Role.Admin);
        var bob = await MakeAsync("bob", Role.Operator);
        var (actor, key) = await _storage.Services.SignInAsync(bob);
        Assert.NotNull(await _signIns.FindAsync(key, seen: true));

        Assert.True((await DoAsync(deed, bob.Id)).IsOk);

        Assert.Null(await _signIns.FindAsync(key, seen: true));
        Assert.Null(await _signIns.FindAsync(actor.SignIn!.Value));
        Assert.Empty(await _signIns.ListAsync(bob.Id));
        var refusal = _storage.Get<Permits>().Refusal(actor, Role.Operator, "test");
        Assert.Equal(deed == "sign out" ? null : "forbidden", refusal?.Code);
    }

    [Theory]
    [InlineData("role")]
    [InlineData("disable")]
    [InlineData("remove")]
    public async Task LastAdminWhoCanSignIn_CannotGo(string deed)
    {
        var ann = await MakeAsync("ann", Role.Admin);
        var bob = await MakeAsync("bob", Role.Admin);
        await MakeAsync("cleo", Role.Operator);
        await _people.DisableAsync(bob.Id, Actor.System);

        var refusal = (await DoAsync(deed, ann.Id)).Error!;
        Assert.Equal("last_admin", refusal.Code);
        Assert.Contains("'ann'", refusal.Message, StringComparison.Ordinal);
        Assert.Equal((Role.Admin, false), (_directory.Find(ann.Id)!.Role, _directory.Find(ann.Id)!.IsDisabled));

        await _people.EnableAsync(bob.Id, Actor.System);
        Assert.True((await DoAsync(deed, ann.Id)).IsOk);
    }

    [Fact]
    public async Task TwentyAdminsWhoRemoveEachOther_LeaveOne()
    {
        var admins = new List<User>();
        for (var i = 0; i < 20; i++)
            admins.Add(await MakeAsync($"admin{i}", Role.Admin));
        var actors = admins.Select(a => new Actor(ActorType.Operator, a.Id.ToString(), a.UserName!)).ToList();

        var deeds = Enumerable.Range(0, 20).Select(i => Task.Run(() => (i % 3) switch
        {
            0 => _people.RemoveAsync(admins[(i + 1) % 20].Id, actors[i]),
            1 => _people.DisableAsync(admins[(i + 1) % 20].Id, actors[i]),
            _ => _people.SetRoleAsync(admins[(i + 1) % 20].Id, Role.Viewer, actors[i]),
        }));
        await Task.WhenAll(deeds);

        Assert.Contains(_directory.All, p => p is { Role: Role.Admin, IsDisabled: false });
    }

    [Fact]
    public async Task TwoAdminsWhoDemoteEachOther_OneWins()
    {
        for (var i = 0; i < 10; i++)
        {
            using var storage = new TestStorage(time: _time);
            var people = storage.Get<PeopleStore>();
            var (a, b) = (await storage.Services.MakeUserAsync("a", Role.Admin), await storage.Services.MakeUserAsync("b", Role.Admin));
            var (first, second) = (new Actor(ActorType.Operator, a.Id.ToString(), "a"), new Actor(ActorType.Operator, b.Id.ToString(), "b"));

            var results = await Task.WhenAll(
                Task.Run(() => people.SetRoleAsync(b.Id, Role.Viewer, first)), Task.Run(() => people.SetRoleAsync(a.Id, Role.Viewer, second)));

            Assert.Single(results, r => r.IsOk);
            Assert.Single(results, r => r.Error?.Code == "forbidden");
            Assert.Single(storage.Get<PeopleDirectory>().All, p => p.Role == Role.Admin);
        }
    }

    [Fact]
    public async Task Disable_ThenEnable_LetsInAgainWithTheOldPassword()
    {
        await MakeAsync("ann", Role.Admin);
        var bob = await MakeAsync("bob", Role.Viewer);
        var passwords = _storage.Get<PasswordCheck>();
        await _people.DisableAsync(bob.Id, Actor.System);
        Assert.Null(await passwords.FindAsync("bob", TestUsers.Password));

        await _people.EnableAsync(bob.Id, Actor.System);

        Assert.NotNull(await passwords.FindAsync("bob", TestUsers.Password));
    }

    [Fact]
    public async Task Demote_AnAdmin_WithdrawsTheirInvitationsAndSaysSoBefore()
    {
        await MakeAsync("ann", Role.Admin);
        var bob = await MakeAsync("bob", Role.Admin);
        var (actor, _) = await _storage.Services.SignInAsync(bob);
        await _storage.Get<Invites>().CreateAsync(Role.Admin, null, actor);
        await _storage.Get<ApiKeyStore>().CreateAsync(new ApiKeyInput { Name = "Reports", Scopes = [ApiScopes.CallsRead] }, actor);

        var ties = (await _people.TiesOfAsync(bob.Id, Actor.System)).Value;
        Assert.Equal((1, 1), (ties.SignIns, ties.Invites));
        Assert.Equal(["Reports"], ties.Keys);
        await _people.SetRoleAsync(bob.Id, Role.Operator, Actor.System);

        Assert.Empty((await _storage.Get<Invites>().ListAsync(Actor.System)).Value);
    }

    [Fact]
    public async Task List_ShowsRoleStateAndLastSignIn()
    {
        await MakeAsync("ann", Role.Admin);
        var bob = await MakeAsync("bob", Role.Viewer);
        await _storage.Services.SignInAsync(bob);
        var at = _time.GetUtcNow().UtcDateTime;

        var list = (await _people.ListDetailsAsync(Actor.System)).Value;

        Assert.Equal(["ann", "bob"], list.Select(d => d.Person.Name));
        Assert.Equal((null, 0), (list[0].LastSignInAt, list[0].SignIns));
        Assert.Equal((at, 1), (list[1].LastSignInAt, list[1].SignIns));
    }

    [Fact]
    public async Task WriterOfAnOlderReading_DoesNotUndoAChange()
    {
        await MakeAsync("ann", Role.Admin);
        var bob = await MakeAsync("bob", Role.Viewer);
        await using var stale = _storage.OpenDb();
        var read = await stale.Users.FindAsync([bob.Id], TestContext.Current.CancellationToken);
        await _people.DisableAsync(bob.Id, Actor.System);

        stale.Update(read!);

        await Assert.ThrowsAsync<Microsoft.EntityFrameworkCore.DbUpdateConcurrencyException>(() => stale.SaveChangesAsync(TestContext.Current.CancellationToken));
        Assert.True(_directory.Find(bob.Id)!.IsDisabled);
    }

    public void Dispose() => _storage.Dispose();

    private Task<User> MakeAsync(string name, Role role) => _storage.Services.MakeUserAsync(name, role);

    private Task<Result> DoAsync(string deed, Guid id) => deed switch
    {
        "role" => _people.SetRoleAsync(id, Role.Viewer, Actor.System),
        "disable" => _people.DisableAsync(id, Actor.System),
        "remove" => _people.RemoveAsync(id, Actor.System),
        _ => _people.SignOutAsync(id, Actor.System),
    };
}
