using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using VoiceDock.Core.Storage;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Storage;

/// <summary>The write-ahead log: no commit moves it, it does not grow without end, and nothing in it is lost. Real SQLite.</summary>
[Trait("Kind", "Unit")]
public sealed class WalKeeperTests : IDisposable
{
    private readonly TestStorage _storage = new();

    public void Dispose() => _storage.Dispose();

    [Fact]
    public void Commits_BeyondSqlitesOwnLimit_LeaveTheMoveToTheKeeper()
    {
        using var db = _storage.OpenDb();
        db.Database.OpenConnection();
        Assert.Equal("32768", SqlitePragmas.Scalar(db.Database.GetDbConnection(), "PRAGMA wal_autocheckpoint"));
        CreateTable(db);
        var before = new FileInfo(Database).Length;

        // Left to itself SQLite moves at 1000 pages; this makes more than 2000.
        for (var i = 0; i < 40; i++) Write(db, 200_000);

        Assert.Equal(before, new FileInfo(Database).Length);
        Keeper().Look();
        Assert.True(new FileInfo(Database).Length > before + 8_000_000);
        Assert.Equal(40L, Rows(db));
    }

    [Fact]
    public void Log_UnderSteadyWrites_IsWrittenFromItsBeginningAgain()
    {
        using var db = _storage.OpenDb();
        CreateTable(db);
        var keeper = Keeper();
        for (var i = 0; i < 60; i++)
        {
            Write(db, 400_000);
            keeper.Look();
        }

        // 24 MB were written; the log has place for two of the rows and what belongs to them.
        Assert.InRange(new FileInfo(Log).Length, 1, 2_000_000);
    }

    [Fact]
    public void Log_ThatGrewLargeBehindAReader_IsCutWhenTheReaderIsGone()
    {
        using var db = _storage.OpenDb();
        CreateTable(db);
        var keeper = Keeper();
        using (var reading = new DatabaseFile(Database).Open())
        {
            using var view = reading.BeginTransaction(deferred: true);
            Assert.Equal("0", SqlitePragmas.Scalar(reading, "SELECT count(*) FROM filler"));
            for (var i = 0; i < 40; i++) Write(db, 1_000_000);
            keeper.Look();
            Assert.True(new FileInfo(Log).Length > WalKeeper.LargeBytes);
            Assert.Equal("0", SqlitePragmas.Scalar(reading, "SELECT count(*) FROM filler"));
        }

        keeper.Look();

        Assert.Equal(0, new FileInfo(Log).Length);
        Assert.Equal(40L, Rows(db));
    }

    [Fact]
    public void Copy_OfTheFilesAsAKillLeavesThem_HasEveryCommit()
    {
        using var db = _storage.OpenDb();
        CreateTable(db);
        Write(db, 1000);
        Keeper().Look();
        Write(db, 1000);

        var copy = Directory.CreateDirectory(Path.Combine(_storage.Folder, "killed")).FullName;
        File.Copy(Database, Path.Combine(copy, "voicedock.db"));
        File.Copy(Log, Path.Combine(copy, "voicedock.db-wal"));

        using var killed = new DatabaseFile(Path.Combine(copy, "voicedock.db")).Open();
        Assert.Equal("2", SqlitePragmas.Scalar(killed, "SELECT count(*) FROM filler"));
        Assert.Equal("ok", SqlitePragmas.Scalar(killed, "PRAGMA integrity_check"));
    }

    [Fact]
    public async Task Started_LooksEachSecondAndEndsInOrder()
    {
        var time = new FakeTimeProvider();
        using var db = _storage.OpenDb();
        CreateTable(db);
        Write(db, 400_000);
        var before = new FileInfo(Database).Length;
        using var keeper = new WalKeeper(_storage.Get<PreparedStorage>(), time, NullLogger<WalKeeper>.Instance);
        await keeper.StartAsync(CancellationToken.None);

        await Eventually.TrueAsync(
            () =>
            {
                time.Advance(TimeSpan.FromSeconds(1));
                return new FileInfo(Database).Length > before;
            },
            "the log is moved");
        await keeper.StopAsync(CancellationToken.None);
        Assert.True(keeper.ExecuteTask!.IsCompletedSuccessfully);
    }

    private string Database => Path.Combine(_storage.Folder, "voicedock.db");

    private string Log => Database + "-wal";

    private WalKeeper Keeper() => new(_storage.Get<PreparedStorage>(), TimeProvider.System, NullLogger<WalKeeper>.Instance);

    private static void CreateTable(DbContext db) => db.Database.ExecuteSqlRaw("CREATE TABLE filler (bytes BLOB NOT NULL)");

    private static void Write(DbContext db, int bytes) =>
        db.Database.ExecuteSqlRaw("INSERT INTO filler VALUES (zeroblob(@bytes))", new SqliteParameter("@bytes", bytes));

    private static long Rows(DbContext db) => db.Database.SqlQueryRaw<long>("SELECT count(*) AS Value FROM filler").AsEnumerable().Single();
}
