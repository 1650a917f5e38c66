using System.Text;
using Microsoft.EntityFrameworkCore;
using VoiceDock.Core.Access;
using VoiceDock.Core.Access.SignIns;
using VoiceDock.Core.Access.TwoFactor;

namespace VoiceDock.Tests.Core.Access.SignIns;

/// <summary>T17, T18: how long a sign-in holds, and what ends it.</summary>
[Trait("Kind", "Unit")]
public sealed class SignInStoreTests : IDisposable
{
    private readonly AccessRoom _room = new("optional");
    private readonly SignInStore _store;

    public SignInStoreTests() => _store = _room.Get<SignInStore>();

    [Fact]
    public async Task Find_WithTheKey_IsThePersonOfToday()
    {
        var ann = await _room.AddAsync();
        var key = await StartAsync(ann);
        var found = await _store.FindAsync(key, seen: true);
        Assert.Equal((ann.Id, "ann"), (found!.UserId, found.UserName));
        Assert.Equal([RoleNames.Admin], found.Roles);
        Assert.NotNull(await _store.FindAsync(found.Id));
        Assert.Null(await _store.FindAsync(key + "x", seen: true));
        Assert.Null(await _store.FindAsync("", seen: true));
    }

    [Fact]
    public async Task Key_IsNowhereInTheDatabase()
    {
        var key = await StartAsync(await _room.AddAsync());
        foreach (var file in Directory.GetFiles(_room.Storage.Folder, "voicedock.db*"))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes);
            Assert.DoesNotContain(key, Encoding.Latin1.GetString(bytes.ToArray()), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task SignIn_NotUsedForHalfAnHour_Ends()
    {
        var key = await StartAsync(await _room.AddAsync());
        _room.Time.Advance(TimeSpan.FromMinutes(30) - TimeSpan.FromTicks(1));
        Assert.NotNull(await _store.FindAsync(key, seen: false));
        _room.Time.Advance(TimeSpan.FromTicks(1));
        Assert.Null(await _store.FindAsync(key, seen: true));
    }

    [Fact]
    public async Task SignIn_UsedAllTheTime_EndsAfterTwelveHours()
    {
        var key = await StartAsync(await _room.AddAsync());
        for (var at = TimeSpan.Zero; at < SignInStore.Longest; at += TimeSpan.FromMinutes(20))
        {
            Assert.NotNull(await _store.FindAsync(key, seen: true));
            _room.Time.Advance(TimeSpan.FromMinutes(20));
        }

        Assert.Null(await _store.FindAsync(key, seen: true));
    }

    [Fact]
    public async Task LastSeen_IsWrittenOnceAMinute()
    {
        var ann = await _room.AddAsync();
        var key = await StartAsync(ann);
        var seen = new HashSet<DateTime>();
        for (var second = 0; second < 300; second += 10)
        {
            await _store.FindAsync(key, seen: true);
            seen.Add(Assert.Single(await _store.ListAsync(ann.Id)).LastSeenAt);
            _room.Time.Advance(TimeSpan.FromSeconds(10));
        }

        Assert.Equal(5, seen.Count);
        _room.Time.Advance(TimeSpan.FromMinutes(5));
        await _store.FindAsync(key, seen: false);
        Assert.Contains(Assert.Single(await _store.ListAsync(ann.Id)).LastSeenAt, seen);
    }

    [Theory]
    [InlineData("stamp")]
    [InlineData("disabled")]
    [InlineData("deleted")]
    [InlineData("ended")]
    [InlineData("everywhere")]
    public async Task SignIn_WhenThePersonChanges_EndsAtOnce(string change)
    {
        var ann = await _room.AddAsync();
        var key = await StartAsync(ann);
        var found = await _store.FindAsync(key, seen: true);
        switch (change)
        {
            case "stamp": _room.Change(ann.Id, u => u.SecurityStamp = "another"); break;
            case "disabled": _room.Change(ann.Id, u => u.DisabledAt = _room.Time.GetUtcNow().UtcDateTime); break;
            case "ended": await _store.EndAsync(ann.Id, found!.Id); break;
            case "everywhere": await _store.EndAllAsync(ann.Id); break;
            default:
                await using (var db = _room.Storage.OpenDb()) await db.Users.Where(u => u.Id == ann.Id).ExecuteDeleteAsync();
                break;
        }

        Assert.Null(await _store.FindAsync(key, seen: true));
        Assert.Null(await _store.FindAsync(found!.Id));
        Assert.Empty(await _store.ListAsync(ann.Id));
    }

    [Fact]
    public async Task ALock_EndsNoSignInThatLives()
    {
        var ann = await _room.AddAsync();
        var key = await StartAsync(ann);
        for (var i = 0; i < 6; i++) await _room.Get<PasswordCheck>().FindAsync("ann", "wrong");
        Assert.NotNull(await _store.FindAsync(key, seen: true));
    }

    [Fact]
    public async Task Others_AreEnded_AndTheirsAreNotOurs()
    {
        var (ann, ben) = (await _room.AddAsync(), await _room.AddAsync("ben", RoleNames.Viewer));
        var (here, there, bens) = (await StartAsync(ann), await StartAsync(ann), await StartAsync(ben));
        var kept = (await _store.FindAsync(here, seen: true))!.Id;
        var other = (await _store.FindAsync(bens, seen: true))!.Id;
        Assert.Equal(0, await _store.EndAsync(ann.Id, other));
        Assert.Equal(1, await _store.EndOthersAsync(ann.Id, kept));
        Assert.NotNull(await _store.FindAsync(here, seen: true));
        Assert.Null(await _store.FindAsync(there, seen: true));
        Assert.NotNull(await _store.FindAsync(bens, seen: true));
    }

    [Fact]
    public async Task Start_InTheSameBrowser_EndsTheOneBefore_AndSweepsWhatIsOver()
    {
        var ann = await _room.AddAsync();
        var old = await StartAsync(ann);
        _room.Time.Advance(TimeSpan.FromMinutes(31));
        var before = await StartAsync(ann);
        var id = (await _store.FindAsync(before, seen: true))!.Id;
        var now = (await _store.StartAsync(ann.Id, ann.SecurityStamp!, "192.0.2.1", new string('x', 400), id)).Key;
        Assert.NotEqual(before, now);
        Assert.Null(await _store.FindAsync(before, seen: true));
        Assert.Null(await _store.FindAsync(old, seen: true));
        await using var db = _room.Storage.OpenDb();
        Assert.Equal(SignInRecord.MostUserAgent, (await db.Set<SignInRecord>().SingleAsync()).UserAgent!.Length);
    }

    [Fact]
    public async Task SignIn_WhenTwoFactorIsOverdue_Ends()
    {
        using var room = new AccessRoom("admins");
        var ann = await room.AddAsync();
        var store = room.Get<SignInStore>();
        room.Change(ann.Id, u => u.TwoFactorAskedAt = (room.Time.GetUtcNow() - TwoFactorRule.Grace + TimeSpan.FromMinutes(10)).UtcDateTime);
        var key = (await store.StartAsync(ann.Id, ann.SecurityStamp!, null, null)).Key;
        Assert.Equal(DutyState.Soon, (await store.FindAsync(key, seen: true))!.Duty.State);
        room.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.Null(await store.FindAsync(key, seen: true));
    }

    public void Dispose() => _room.Dispose();

    private async Task<string> StartAsync(User user) => (await _store.StartAsync(user.Id, user.SecurityStamp!, "192.0.2.1", "Mozilla/5.0")).Key;
}
