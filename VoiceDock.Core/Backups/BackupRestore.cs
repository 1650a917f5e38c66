using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using VoiceDock.Core.Audit;
using VoiceDock.Core.Common;
using VoiceDock.Core.Keys;
using VoiceDock.Core.Security;
using VoiceDock.Core.Storage;

namespace VoiceDock.Core.Backups;

/// <summary>
/// Puts a backup in the place of the database. Everything is verified on a copy first (archive, hash, every page, schema, master key, keys, secrets);
/// whatever is wrong ends it with nothing changed. The replaced database is kept beside. Used once, by one thread.
/// </summary>
public sealed class BackupRestore(IConfiguration configuration, RunMode mode, IEnumerable<SealedColumn> columns, AuditLog audit, TimeProvider time)
{
    private readonly IReadOnlyList<SealedColumn> _columns = [.. columns];

    /// <summary>Looks only: works beside a running program.</summary>
    /// <exception cref="StartupException">The backup cannot be used (1) or wants another master key (78).</exception>
    public async Task<RestoreReport> VerifyAsync(string archive, CancellationToken ct = default)
    {
        var folder = DataFolderPath.From(configuration, mode) ?? throw NoFolder();
        var temporary = Directory.CreateTempSubdirectory("voicedock-verify-");
        try
        {
            return await VerifyAsync(archive, Path.Combine(temporary.FullName, "voicedock.db"), MasterKeySource.From(configuration, folder), ct);
        }
        finally
        {
            temporary.Delete(recursive: true);
        }
    }

    /// <summary>Verifies, then replaces. Needs the data folder for itself.</summary>
    /// <exception cref="StartupException">As <see cref="VerifyAsync(string, CancellationToken)"/>, or another process uses the folder (75).</exception>
    public async Task<RestoreReport> RestoreAsync(string archive, CancellationToken ct = default)
    {
        using var folder = DataFolder.Take(DataFolderPath.From(configuration, mode) ?? throw NoFolder());
        var copy = DataFolder.NewCopyPath(folder.Path);
        try
        {
            var report = await VerifyAsync(archive, copy, MasterKeySource.From(configuration, folder.Path), ct);
            await ReadyAsync(copy, report);
            return report with { Replaced = Replace(folder, copy) };
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new StartupException(ExitCodes.CannotStart, $"The backup was not restored: {e.Message}", e);
        }
        finally
        {
            folder.RemoveCopies();
        }
    }

    private async Task<RestoreReport> VerifyAsync(string archive, string copy, MasterKeySource source, CancellationToken ct)
    {
        var manifest = await BackupReader.ExtractAsync(archive, copy, ct);
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = copy, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        connection.Open();
        if (SqlitePragmas.Scalar(connection, "PRAGMA integrity_check(1);") is var answer and not "ok") throw Unusable(archive, $"its database is damaged ({answer})");
        using var db = new VoiceDockDb(new DbContextOptionsBuilder<VoiceDockDb>().UseSqlite(connection).Options);
        var isOlder = RequireSchema(db, archive);
        var key = source.Find() ?? throw source.NotFound();
        var check = SqlitePragmas.Blob(connection, "SELECT value FROM key_check") ?? throw Unusable(archive, "its key check value is missing");
        if (!MasterKeySource.Matches(key, check)) throw MasterKeySource.Wrong(manifest.MasterKey, key.Id);

        // The tables of an older schema are read after their migration only; that the key fits is known.
        var secrets = isOlder ? null : Census(db, connection, key, archive);
        return new RestoreReport(manifest, secrets?.Total, secrets?.Unreadable, null);
    }

    private SecretCensus Census(VoiceDockDb db, SqliteConnection connection, MasterKey key, string archive)
    {
        try
        {
            return SecretCensus.Take(connection, _columns, new CredentialProtector(new DataKeyRing(key, db.Set<DataKey>().AsNoTracking().ToList())));
        }
        catch (CryptographicException e)
        {
            throw new StartupException(ExitCodes.KeyTrouble, $"The data keys of {archive} cannot be used ({e.Message}) Nothing was changed.", e);
        }
    }

    private static bool RequireSchema(VoiceDockDb db, string archive)
    {
        var applied = db.Database.GetAppliedMigrations().ToList();
        var known = db.Database.GetMigrations().ToList();
        if (applied.Except(known).LastOrDefault() is { } newer) throw Unusable(archive, $"it was made by another version (step {newer} is unknown here)");
        return applied.Count < known.Count;
    }

    // Nobody is signed in to a restored database: a sign-in that was ended since must not come back to life.
    private async Task ReadyAsync(string copy, RestoreReport report)
    {
        using var connection = new DatabaseFile(copy).Open();
        if (report.Secrets is not null) await WriteDownAsync(connection, report.Manifest);
        if (SqlitePragmas.Scalar(connection, "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'sign_ins'") == "1")
            SqlitePragmas.Execute(connection, "DELETE FROM sign_ins;");
        SqlitePragmas.Execute(connection, "PRAGMA journal_mode = WAL; PRAGMA wal_checkpoint(TRUNCATE);");
    }

    // In a database of an older schema there may be no table for it yet.
    private async Task WriteDownAsync(SqliteConnection connection, BackupManifest manifest)
    {
        await using var db = new VoiceDockDb(new DbContextOptionsBuilder<VoiceDockDb>().UseSqlite(connection).Options);
        audit.Write(db, Actor.CommandLine, "backup.restore", new AuditObject("backup", null), AuditChange.Facts(new { manifest.CreatedAt, manifest.Version, manifest.Sha256 }));
        await db.SaveChangesAsync();
    }

    /// <returns>Where the database before is kept; null when there was none.</returns>
    private string? Replace(DataFolder folder, string copy)
    {
        string? kept = null;
        if (File.Exists(folder.Database))
        {
            kept = $"{folder.Database}.replaced-{time.GetUtcNow():yyyyMMdd-HHmmssfff}";
            EmptyLog(folder.Database);
            foreach (var part in (string[])["", "-wal"])
            {
                if (File.Exists(folder.Database + part)) File.Copy(folder.Database + part, kept + part);
            }
        }

        // A log that stayed would be read as the new database's.
        foreach (var part in (string[])["-wal", "-shm"]) File.Delete(folder.Database + part);
        File.Move(copy, folder.Database, overwrite: true);
        FolderSync.Flush(folder.Path);
        return kept;
    }

    // So that the file alone is the whole database, should the machine stop before the new one is in its place.
    private static void EmptyLog(string database)
    {
        try
        {
            new DatabaseFile(database).Checkpoint();
        }
        catch (SqliteException)
        {
            // A damaged database is a reason to restore; it is kept as it lies, with its log.
        }
    }

    private static StartupException Unusable(string archive, string why) => new(ExitCodes.CannotStart, $"The backup {archive} cannot be restored: {why}. Nothing was changed.");

    private static StartupException NoFolder() => new(ExitCodes.CannotStart, "A demo has no data folder to restore into; say which with --data DIR.");
}
