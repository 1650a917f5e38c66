using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using VoiceDock.Core.Common;
using VoiceDock.Core.Security;

namespace VoiceDock.Core.Storage;

/// <summary>Brings the database to the program's schema and makes its keys' rows. The folder is locked and the key verified before.</summary>
internal sealed class DatabaseUpgrade(DatabaseFile file, TimeProvider time)
{
    /// <summary>Path of the copy made before an existing database was migrated; null when none was needed.</summary>
    public string? Copy { get; private set; }

    /// <exception cref="StartupException">The database is damaged or was written by a newer program.</exception>
    /// <param name="hasData">Whether there is anything to lose: then a copy is made before a migration.</param>
    public OpenedKeys Run(MasterKey key, bool hasData) => Run(hasData, db => EnsureKeys(db, key));

    /// <summary>Migrates, then lets the caller at the database before it is closed.</summary>
    /// <inheritdoc cref="Run(MasterKey, bool)"/>
    public T Run<T>(bool hasData, Func<VoiceDockDb, T> then)
    {
        file.CreateIfMissing();
        if (file.QuickCheck() is { } damage)
        {
            throw new StartupException(ExitCodes.CannotStart, $"The database {file.Path} is damaged ({damage}); restore a backup. Nothing was changed.");
        }

        using var db = Context();
        Migrate(db, hasData);
        using (var connection = file.Open()) AppendOnly.Protect(connection);
        var result = then(db);
        file.Checkpoint();
        return result;
    }

    private VoiceDockDb Context() =>
        new(new DbContextOptionsBuilder<VoiceDockDb>().UseSqlite(file.UnpooledConnectionString).AddInterceptors(new SqlitePragmas()).Options);

    private void Migrate(VoiceDockDb db, bool hasData)
    {
        var applied = db.Database.GetAppliedMigrations().ToList();
        var newer = applied.Except(db.Database.GetMigrations()).ToList();
        if (newer.Count > 0)
        {
            throw new StartupException(
                ExitCodes.CannotStart,
                $"The database {file.Path} was written by another version of VoiceDock (step {newer[^1]} is unknown here). Nothing was changed.");
        }

        if (!db.Database.GetPendingMigrations().Any()) return;
        if (hasData) MakeCopy();
        using (var connection = file.Open())
        {
            SqlitePragmas.Execute(connection, "PRAGMA journal_mode = WAL;");

            // A process that died while migrating leaves this row behind, and EF Core would wait for it for ever. The folder is ours alone.
            SqlitePragmas.Execute(connection, "DROP TABLE IF EXISTS \"__EFMigrationsLock\";");
        }

        try
        {
            db.Database.Migrate();
        }
        catch (SqliteException e) when (Copy is not null)
        {
            throw new StartupException(ExitCodes.CannotStart, $"The database {file.Path} could not be upgraded: {e.Message} A copy from before is {Copy}.", e);
        }
    }

    private void MakeCopy()
    {
        Copy = $"{file.Path}.before-{time.GetUtcNow():yyyyMMdd-HHmmssfff}";
        try
        {
            file.CopyTo(Copy);
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new StartupException(
                ExitCodes.CannotStart, $"The database could not be copied to {Copy} before its upgrade: {e.Message} Nothing was changed.", e);
        }
    }

    /// <summary>Makes the keys' rows where there are none, and opens them.</summary>
    public OpenedKeys EnsureKeys(VoiceDockDb db, MasterKey key)
    {
        // Both rows in one save: a database either has its check value and a data key, or neither.
        var check = db.Set<KeyCheck>().SingleOrDefault();
        if (check is null)
        {
            check = new KeyCheck { MasterId = key.Id, Value = key.CheckValue, Instance = InstanceKey.Create(key) };
            db.Add(check);
        }

        var rows = db.Set<DataKey>().ToList();
        if (rows.Count == 0)
        {
            rows.Add(DataKeyRing.Create(key, time.GetUtcNow().UtcDateTime));
            db.Add(rows[0]);
        }

        db.SaveChanges();
        return new OpenedKeys(new DataKeyRing(key, rows), InstanceKey.Open(key, check.Instance));
    }
}
