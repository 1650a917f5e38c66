using System.IO.Compression;
using System.Reflection;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using VoiceDock.Core.Access;
using VoiceDock.Core.Audit;
using VoiceDock.Core.Common;
using VoiceDock.Core.Storage;

namespace VoiceDock.Core.Backups;

/// <summary>
/// Writes backups: a zip archive of the database at one moment and a manifest. Never the master key, nor anything else of the data folder. Works
/// while the program runs; calls and writers do not wait. Thread-safe; one backup at a time.
/// </summary>
public sealed class BackupWriter : IDisposable
{
    internal const string DatabaseEntry = "voicedock.db";
    internal const string ManifestEntry = "manifest.json";

    private static readonly string Version =
        typeof(BackupWriter).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    private readonly string _database;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _one = new(1, 1);

    private readonly DataFolder? _own;
    private readonly Permits? _permits;
    private readonly AuditLog? _audit;

    internal BackupWriter(string database, Permits? permits, AuditLog? audit, TimeProvider time) => (_database, _permits, _audit, _time) = (database, permits, audit, time);

    private BackupWriter(DataFolder own, TimeProvider time)
        : this(own.Database, null, null, time) => _own = own;

    /// <summary>For a process of its own while the program does not run; it needs no key.</summary>
    /// <exception cref="StartupException">Another process uses the folder (75), or there is no database in it (1).</exception>
    public static BackupWriter Alone(IConfiguration configuration, TimeProvider time)
    {
        StorageStartup.RequireDatabase(configuration);
        return new BackupWriter(DataFolder.Take(StorageStartup.FolderOf(configuration)), time);
    }

    /// <summary>What a backup of now would be called.</summary>
    public string SuggestName() => $"voicedock-{_time.GetUtcNow():yyyyMMdd-HHmmss}Z.backup";

    /// <summary>Takes the database's state first; the archive is written to what <paramref name="open"/> gives only when that has succeeded.</summary>
    /// <param name="open">Called once, when the backup is certain; the stream is not closed.</param>
    /// <returns>The manifest, or <c>forbidden</c>, <c>backup_running</c>, <c>storage_unavailable</c>.</returns>
    public async Task<Result<BackupManifest>> WriteAsync(Actor actor, Func<BackupManifest, Task<Stream>> open, CancellationToken ct = default)
    {
        if (_permits?.Refusal(actor, Role.Admin, "backup.create") is { } refusal) return refusal;
        if (!await _one.WaitAsync(0, ct)) return BackupErrors.AlreadyRunning;
        try
        {
            using var copy = await DatabaseCopy.MakeAsync(_database, ct);
            var manifest = Describe(copy);

            // Before the first byte is out: who has it, has it.
            if (_audit is not null) await _audit.NoteAsync(actor, "backup.create", new AuditObject("backup", null), AuditChange.Facts(new { manifest.Bytes, manifest.Sha256 }));
            await WriteArchiveAsync(await open(manifest), copy, manifest, ct);
            return manifest;
        }
        catch (Exception e) when (e is SqliteException or InvalidDataException)
        {
            return BackupErrors.NotMade(e.Message);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose()
    {
        _one.Dispose();
        _own?.Dispose();
    }

    private BackupManifest Describe(DatabaseCopy copy) => new()
    {
        Format = BackupManifest.CurrentFormat,
        Version = Version,
        CreatedAt = _time.GetUtcNow().UtcDateTime,
        Schema = copy.Schema,
        MasterKey = copy.MasterId,
        Bytes = copy.Bytes,
        Sha256 = copy.Sha256,
    };

    private static async Task WriteArchiveAsync(Stream to, DatabaseCopy copy, BackupManifest manifest, CancellationToken ct)
    {
        await using var archive = await ZipArchive.CreateAsync(to, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, ct);
        await using (var entry = await archive.CreateEntry(ManifestEntry).OpenAsync(ct)) await entry.WriteAsync(manifest.Write(), ct);
        await using var database = await archive.CreateEntry(DatabaseEntry, CompressionLevel.Fastest).OpenAsync(ct);
        await using var file = new FileStream(copy.Path, FileMode.Open, FileAccess.Read, FileShare.Read);
        await file.CopyToAsync(database, ct);
    }
}
