using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using VoiceDock.Core.Common;
using VoiceDock.Core.Security;
using VoiceDock.Core.Storage;
using VoiceDock.Tests.Support;
using VoiceDock.Tests.Support.Canary;

namespace VoiceDock.Tests.Core.Storage;

[Trait("Kind", "Unit")]
public sealed class DatabaseUpgradeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("voicedock-test-").FullName;

    private string Database => Path.Combine(_folder, "voicedock.db");

    [Fact]
    public void Model_HasNoChangeWithoutAMigration()
    {
        using var storage = new TestStorage(_folder);
        using var db = storage.OpenDb();
        Assert.False(db.Database.HasPendingModelChanges(), "regenerate the migration: the model has changed");
    }

    [Fact]
    public void Upgrade_OfAFilledDatabase_IsPrecededByACopyEvenWhenItFails()
    {
        FillFolder();
        Execute("DELETE FROM __EFMigrationsHistory");
        var refused = Assert.Throws<StartupException>(() => new TestStorage(_folder));
        var copy = Assert.Single(Copies());
        Assert.Equal(1, refused.ExitCode);
        Assert.EndsWith($"A copy from before is {copy}.", refused.Sentence, StringComparison.Ordinal);
        using var connection = new SqliteConnection($"Data Source={copy};Mode=ReadOnly;Pooling=False");
        connection.Open();
        Assert.Equal("1", SqlitePragmas.Scalar(connection, "SELECT count(*) FROM key_check"));
        Assert.Equal("3", SqlitePragmas.Scalar(connection, "SELECT count(*) FROM roles"));
    }

    [Fact]
    public void Start_NothingToUpgrade_MakesNoCopy()
    {
        FillFolder();
        FillFolder();
        Assert.Empty(Copies());
    }

    [Fact]
    public void Start_DatabaseOfANewerProgram_IsLeftAlone()
    {
        FillFolder();
        Execute("INSERT INTO __EFMigrationsHistory VALUES ('29990101000000_Future', '99.0.0')");
        var before = FolderHashes.Of(_folder);
        var refused = Assert.Throws<StartupException>(() => new TestStorage(_folder));
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("29990101000000_Future is unknown here", refused.Sentence, StringComparison.Ordinal);
        Assert.Equal(before, FolderHashes.Of(_folder));
    }

    [Fact]
    public void Copy_OfARunningDatabase_HoldsWhatIsStillInTheLog()
    {
        using var storage = new TestStorage(_folder);
        using (var db = storage.OpenDb())
        {
            db.Add(new IdentityRole<Guid>("late") { Id = Guid.CreateVersion7() });
            db.SaveChanges();
        }

        var copy = Path.Combine(_folder, "copy.db");
        new DatabaseFile(Database).CopyTo(copy);
        using var connection = new SqliteConnection($"Data Source={copy};Mode=ReadOnly;Pooling=False");
        connection.Open();
        Assert.Equal("1", SqlitePragmas.Scalar(connection, "SELECT count(*) FROM roles WHERE Name = 'late'"));
        Assert.Equal("ok", SqlitePragmas.Scalar(connection, "PRAGMA integrity_check"));
    }

    [Fact]
    public void Start_AfterAProcessDiedWhileMigrating_DoesNotWaitForItsLock()
    {
        using (var connection = new SqliteConnection($"Data Source={Database};Pooling=False"))
        {
            connection.Open();
            SqlitePragmas.Execute(connection, "CREATE TABLE __EFMigrationsLock (Id INTEGER PRIMARY KEY, Timestamp TEXT NOT NULL); INSERT INTO __EFMigrationsLock VALUES (1, '2026-01-01');");
        }

        using var storage = new TestStorage(_folder);
        using var db = storage.OpenDb();
        Assert.Empty(db.Database.GetPendingMigrations());
    }

    [Fact]
    public void Start_NoDatabaseAtAll_ExitsWithOneSentenceAndLeavesTheFile()
    {
        File.WriteAllText(Database, new string('x', 5000));
        var before = FolderHashes.Of(_folder);
        var refused = Assert.Throws<StartupException>(() => new TestStorage(_folder));
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains(Database, refused.Sentence, StringComparison.Ordinal);
        Assert.Equal(before, FolderHashes.Of(_folder));
    }

    [Fact]
    public void Times_ThroughTheDatabase_StayUtcAndSortable()
    {
        using var storage = new TestStorage(_folder);
        var early = new DateTime(2026, 3, 29, 0, 59, 59, 500, DateTimeKind.Utc);
        using (var db = storage.OpenDb())
        {
            db.Add(DataKeyAt(1, early));
            db.Add(DataKeyAt(2, early.AddSeconds(1).ToLocalTime()));
            db.SaveChanges();
            Assert.Throws<DbUpdateException>(() =>
            {
                db.Add(DataKeyAt(3, DateTime.SpecifyKind(early, DateTimeKind.Unspecified)));
                db.SaveChanges();
            });
        }

        using var again = storage.OpenDb();
        var read = again.Set<DataKey>().Where(k => k.CreatedAt >= early && k.CreatedAt < early.AddSeconds(2)).OrderByDescending(k => k.CreatedAt).ToList();
        Assert.Equal([2, 1], read.Select(k => k.Id));
        Assert.All(read, k => Assert.Equal(DateTimeKind.Utc, k.CreatedAt.Kind));
        Assert.Equal(early, read[1].CreatedAt);
    }

    public void Dispose() => CanaryFolder.Remove(_folder);

    private static DataKey DataKeyAt(long id, DateTime at) => new() { Id = id, State = DataKeyState.Retiring, Wrapped = [], MasterId = "0000", CreatedAt = at };

    private void FillFolder()
    {
        using var storage = new TestStorage(_folder);
        Assert.NotNull(storage.Get<CredentialProtector>());
    }

    private string[] Copies() => Directory.GetFiles(_folder, "voicedock.db.before-*");

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        connection.Open();
        SqlitePragmas.Execute(connection, sql);
    }
}
