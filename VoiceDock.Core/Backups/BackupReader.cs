using System.IO.Compression;
using System.Security.Cryptography;
using VoiceDock.Core.Common;
using VoiceDock.Core.Storage;

namespace VoiceDock.Core.Backups;

/// <summary>Reads a backup's archive: its manifest, and its database into a file, which must be what the manifest says.</summary>
internal static class BackupReader
{
    private const int LongestManifest = 64 * 1024;

    /// <param name="target">A file that does not exist; owner-only rights, written through to the disk.</param>
    /// <exception cref="StartupException">No backup, cut off, changed, or of another format.</exception>
    public static Task<BackupManifest> ExtractAsync(string archivePath, string target, CancellationToken ct)
    {
        new DatabaseFile(target).CreateIfMissing();
        return ReadAsync(archivePath, () => new FileStream(target, FileMode.Open, FileAccess.Write, FileShare.None), ct);
    }

    private static async Task<BackupManifest> ReadAsync(string archivePath, Func<Stream> open, CancellationToken ct)
    {
        try
        {
            await using var file = new FileStream(archivePath, FileMode.Open, FileAccess.Read, FileShare.Read);
            await using var archive = await ZipArchive.CreateAsync(file, ZipArchiveMode.Read, leaveOpen: true, entryNameEncoding: null, ct);
            var manifest = await ReadManifestAsync(archive, archivePath, ct);
            var database = archive.GetEntry(BackupWriter.DatabaseEntry) ?? throw NoBackup(archivePath, "it holds no database");
            await using var target = open();
            await CopyAsync(database, target, manifest, archivePath, ct);
            return manifest;
        }
        catch (InvalidDataException e)
        {
            throw NoBackup(archivePath, e.Message.TrimEnd('.'));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartupException(ExitCodes.CannotStart, $"The backup {archivePath} cannot be read: {e.Message} Nothing was changed.", e);
        }
    }

    /// <summary>Reads it all and keeps nothing.</summary>
    /// <inheritdoc cref="ExtractAsync"/>
    public static Task<BackupManifest> CheckAsync(string archivePath, CancellationToken ct) => ReadAsync(archivePath, () => Stream.Null, ct);

    private static async Task<BackupManifest> ReadManifestAsync(ZipArchive archive, string path, CancellationToken ct)
    {
        var entry = archive.GetEntry(BackupWriter.ManifestEntry) ?? throw NoBackup(path, "it holds no manifest");
        var bytes = new byte[LongestManifest];
        await using var stream = await entry.OpenAsync(ct);
        var length = await stream.ReadAtLeastAsync(bytes, LongestManifest, throwOnEndOfStream: false, ct);
        var manifest = BackupManifest.Read(bytes.AsSpan(0, length)) ?? throw NoBackup(path, "its manifest cannot be read");
        return manifest.Format == BackupManifest.CurrentFormat
            ? manifest
            : throw new StartupException(ExitCodes.CannotStart, $"The backup {path} has format {manifest.Format}; this version of VoiceDock reads format {BackupManifest.CurrentFormat}. Nothing was changed.");
    }

    private static async Task CopyAsync(ZipArchiveEntry entry, Stream to, BackupManifest manifest, string path, CancellationToken ct)
    {
        await using var from = await entry.OpenAsync(ct);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[128 * 1024];
        var total = 0L;
        for (int read; (read = await from.ReadAsync(buffer, ct)) > 0;)
        {
            // An archive that unpacks into more than it says must not fill the disk.
            if ((total += read) > manifest.Bytes) break;
            hash.AppendData(buffer, 0, read);
            await to.WriteAsync(buffer.AsMemory(0, read), ct);
        }

        (to as FileStream)?.Flush(flushToDisk: true);
        if (total != manifest.Bytes || !string.Equals(Convert.ToHexStringLower(hash.GetHashAndReset()), manifest.Sha256, StringComparison.OrdinalIgnoreCase))
            throw NoBackup(path, "its database is not the one its manifest describes: it is damaged or was changed");
    }

    private static StartupException NoBackup(string path, string why) => new(ExitCodes.CannotStart, $"{path} is no usable backup of VoiceDock: {why}. Nothing was changed.");
}
