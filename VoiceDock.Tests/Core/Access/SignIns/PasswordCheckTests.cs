using Microsoft.Data.Sqlite;
using VoiceDock.Core.Access;
using VoiceDock.Core.Access.SignIns;

namespace VoiceDock.Tests.Core.Access.SignIns;

/// <summary>T16: five wrong tries lock a name for 15 minutes; nothing about the answer tells one refusal from another.</summary>
[Trait("Kind", "Unit")]
public sealed class PasswordCheckTests : IDisposable
{
    private readonly AccessRoom _room = new();
    private readonly PasswordCheck _check;

    public PasswordCheckTests() => _check = _room.Get<PasswordCheck>();

    [Fact]
    public async Task Find_WithTheRightPassword_IsThePerson()
    {
        var ann = await _room.AddAsync();
        Assert.Equal(ann.Id, (await _check.FindAsync(" ANN ", AccessRoom.Password))!.Id);
        Assert.Equal(0, _room.Read(ann.Id).AccessFailedCount);
    }

    [Fact]
    public async Task Find_AfterFiveWrongTries_IsLockedFor15Minutes()
    {
        await _room.AddAsync();
        for (var i = 0; i < 5; i++) Assert.Null(await _check.FindAsync("ann", "wrong"));
        Assert.Null(await _check.FindAsync("ann", AccessRoom.Password));
        _room.Time.Advance(TimeSpan.FromMinutes(15) - TimeSpan.FromSeconds(1));
        Assert.Null(await _check.FindAsync("ann", AccessRoom.Password));
        _room.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.NotNull(await _check.FindAsync("ann", AccessRoom.Password));
    }

    [Fact]
    public async Task Find_FourWrongAndARightOne_LocksNobody()
    {
        var ann = await _room.AddAsync();
        for (var i = 0; i < 4; i++) Assert.Null(await _check.FindAsync("ann", "wrong"));
        Assert.NotNull(await _check.FindAsync("ann", AccessRoom.Password));
        Assert.Equal(4, _room.Read(ann.Id).AccessFailedCount);
        await _room.Get<SignInTries>().ClearAsync(ann.Id);
        Assert.Equal(0, _room.Read(ann.Id).AccessFailedCount);
    }

    [Fact]
    public async Task Find_AHundredWrongTriesAtOnce_FiveAreLookedAt()
    {
        var ann = await _room.AddAsync();
        await Task.WhenAll(Enumerable.Range(0, 100).Select(i => Task.Run(() => _check.FindAsync("ann", $"wrong {i}"))));
        Assert.Equal(5, _room.Hasher.Checked.Count(c => c.Hash == _room.Read(ann.Id).PasswordHash));
        Assert.Null(await _check.FindAsync("ann", AccessRoom.Password));
    }

    /// <summary>Of each kind of refusal: one hash of the same cost, one write to the disk. Time itself is not compared: it is what a busy machine makes of it.</summary>
    [Theory]
    [InlineData("wrong")]
    [InlineData("unknown")]
    [InlineData("locked")]
    [InlineData("disabled")]
    [InlineData("expired")]
    [InlineData("without a password")]
    public async Task Find_Refused_DoesTheSameWork(string kind)
    {
        var ann = await _room.AddAsync();
        await _room.AddAsync("ben", RoleNames.Viewer);
        _room.Change(ann.Id, user =>
        {
            if (kind == "locked") user.LockoutEnd = _room.Time.GetUtcNow().AddMinutes(1);
            if (kind == "disabled") user.DisabledAt = _room.Time.GetUtcNow().UtcDateTime;
            if (kind == "expired") user.OneTimePasswordUntil = _room.Time.GetUtcNow().UtcDateTime;
            if (kind == "without a password") user.PasswordHash = null;
        });
        await _check.FindAsync("ben", "wrong");
        var hashes = _room.Hasher.Checked.Count;
        using var watcher = OpenWatcher();
        var before = CommitsSeen(watcher);

        Assert.Null(await _check.FindAsync(kind == "unknown" ? "nobody" : "ann", kind is "wrong" or "unknown" ? "wrong" : AccessRoom.Password));

        var hash = Assert.Single(_room.Hasher.Checked.Skip(hashes)).Hash;
        Assert.Equal(Cost(_room.Read((await _room.AddAsync("cid")).Id).PasswordHash!), Cost(hash));
        Assert.NotEqual(before, CommitsSeen(watcher));
    }

    public void Dispose() => _room.Dispose();

    private SqliteConnection OpenWatcher()
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(_room.Storage.Folder, "voicedock.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        return connection;
    }

    // Changes whenever another connection has committed.
    private static long CommitsSeen(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA data_version";
        return (long)command.ExecuteScalar()!;
    }

    // The head of a stored hash: format, function, rounds, length of the salt.
    private static string Cost(string hash) => Convert.ToHexString(Convert.FromBase64String(hash)[..13]);
}
