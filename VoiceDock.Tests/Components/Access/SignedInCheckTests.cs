using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using VoiceDock.Core.Access;
using VoiceDock.Core.Access.SignIns;
using VoiceDock.Core.Common;
using VoiceDock.Tests.Support;
using VoiceDock.Web.Access;
using VoiceDock.Web.Access.SignIn;

namespace VoiceDock.Tests.Components.Access;

/// <summary>T18, F23: an open page outlives its person's right to it by nothing when it is changed here, by 30 s at most when it is changed elsewhere.</summary>
[Trait("Kind", "Unit")]
public sealed class SignedInCheckTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 3, 12, 0, 0, TimeSpan.Zero));
    private readonly TestStorage _storage;
    private User _bob = null!;
    private SignedInCheck _page = null!;

    public SignedInCheckTests() => _storage = new TestStorage(time: _time);

    public static TheoryData<string> Deeds => ["role", "disable", "remove", "sign out"];

    public async ValueTask InitializeAsync()
    {
        await _storage.Services.MakeUserAsync("ann", Role.Admin);
        _bob = await _storage.Services.MakeUserAsync("bob", Role.Operator);
        var (actor, _) = await _storage.Services.SignInAsync(_bob);
        _page = new SignedInCheck(_storage.Get<SignInStore>(), _storage.Get<PeopleDirectory>(), _time, NullLogger<SignedInCheck>.Instance);
        Claim[] claims =
        [
            new(ClaimTypes.NameIdentifier, actor.Id), new(ClaimTypes.Name, "bob"), new(ClaimTypes.Role, RoleNames.Operator), new(SignInClaims.Id, actor.SignIn.ToString()!),
        ];
        _page.SetAuthenticationState(Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity(claims, "test")))));
    }

    [Theory]
    [MemberData(nameof(Deeds))]
    public async Task Page_OfAPersonWhoIsChangedHere_IsSignedOutWithoutTheClock(string deed)
    {
        var left = LeftAsync();

        var done = await DoAsync(deed);

        Assert.True(done.IsOk);
        await left.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        Assert.False(await IsSignedInAsync());
    }

    [Fact]
    public async Task Page_OfAPersonChangedBesideTheProgram_IsSignedOutWithin30Seconds()
    {
        var left = LeftAsync();
        await using (var db = _storage.OpenDb())
            await db.Users.Where(u => u.Id == _bob.Id).ExecuteUpdateAsync(set => set.SetProperty(u => u.DisabledAt, _time.GetUtcNow().UtcDateTime), TestContext.Current.CancellationToken);
        Assert.True(await IsSignedInAsync());

        _time.Advance(TimeSpan.FromSeconds(30));

        await left.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        Assert.False(await IsSignedInAsync());
    }

    [Fact]
    public async Task Page_OfSomebodyElse_StaysOpen()
    {
        var cleo = await _storage.Services.MakeUserAsync("cleo", Role.Operator);
        var signedOut = 0;
        _page.AuthenticationStateChanged += _ => signedOut++;

        await _storage.Get<PeopleStore>().RemoveAsync(cleo.Id, Actor.System);
        _time.Advance(TimeSpan.FromSeconds(30));
        await _page.LookAsync();

        Assert.Equal(0, signedOut);
        Assert.True(await IsSignedInAsync());
    }

    [Fact]
    public async Task Page_ThatWasLeft_IsAskedAboutNoMore()
    {
        _page.Dispose();

        await DoAsync("remove");
        _time.Advance(TimeSpan.FromMinutes(5));

        Assert.True(await IsSignedInAsync());
    }

    public ValueTask DisposeAsync()
    {
        _page.Dispose();
        _storage.Dispose();
        return ValueTask.CompletedTask;
    }

    // Completes when the page learns that its person changed.
    private Task LeftAsync()
    {
        var left = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _page.AuthenticationStateChanged += _ => left.TrySetResult();
        return left.Task;
    }

    private async Task<bool> IsSignedInAsync() => (await _page.GetAuthenticationStateAsync()).User.Identity?.IsAuthenticated == true;

    private Task<Result> DoAsync(string deed)
    {
        var people = _storage.Get<PeopleStore>();
        return deed switch
        {
            "role" => people.SetRoleAsync(_bob.Id, Role.Viewer, Actor.System),
            "disable" => people.DisableAsync(_bob.Id, Actor.System),
            "remove" => people.RemoveAsync(_bob.Id, Actor.System),
            _ => people.SignOutAsync(_bob.Id, Actor.System),
        };
    }
}
