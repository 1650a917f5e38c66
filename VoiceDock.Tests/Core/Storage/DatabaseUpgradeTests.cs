using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using VoiceDock.Core.Common;
using VoiceDock.Core.Security;
using VoiceDock.Core.Storage;
using VoiceDock.Tests.Support;

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
    public void Upgrade_ExistingDatabase_IsCopiedBesideItselfFirst()
    {
        using (new TestStorage(_folder))
        {
        }

        // An older database: the last step is not applied yet. Re-applying fails on the existing tables, which must not cost the copy.
        Execute("DELETE FROM __EFMigrationsHistory");
        Execute("INSERT INTO __EFMigrationsHistory VALUES ('19990101000000_Older', '9.0.0')");
        var refused = Assert.Throws<StartupException>(() => new TestStorage(_folder));
        Assert.Contains("another version of VoiceDock", refused.Sentence, StringComparison.Ordinal);
        Assert.Empty(Copies());
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

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static DataKey DataKeyAt(long id, DateTime at) => new() { Id = id, State = DataKeyState.Retiring, Wrapped = [], MasterId = "0000", CreatedAt = at };

    private string[] Copies() => Directory.GetFiles(_folder, "voicedock.db.before-*");

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        connection.Open();
        SqlitePragmas.Execute(connection, sql);
    }
}
