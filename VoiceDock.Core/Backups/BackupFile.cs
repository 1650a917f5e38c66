using VoiceDock.Core.Common;

namespace VoiceDock.Core.Backups;

/// <summary>
/// A backup on its way into a file: written beside it, checked against its manifest, written through to the disk, and only then given the file's name.
/// A file that exists is never replaced.
/// </summary>
public sealed class BackupFile : IAsyncDisposable
{
    private readonly string _path;
    private readonly FileStream _stream;

    private BackupFile(string path, FileStream stream) => (_path, _stream) = (path, stream);

    public Stream Stream => _stream;

    private string PartPath => _stream.Name;

    /// <exception cref="StartupException">The file exists, or its folder cannot be written.</exception>
    public static BackupFile Create(string path)
    {
        if (Path.Exists(path)) throw new StartupException(ExitCodes.CannotStart, $"{path} exists already; a backup never replaces a file.");
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            return new BackupFile(path, new FileStream($"{path}.part-{Guid.CreateVersion7():N}", options));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartupException(ExitCodes.CannotStart, $"The backup cannot be written to {path}: {e.Message}", e);
        }
    }

    /// <summary>Everything has been written.</summary>
    /// <exception cref="StartupException">What lies on the disk is not a whole backup.</exception>
    public async Task<BackupManifest> CompleteAsync(CancellationToken ct = default)
    {
        _stream.Flush(flushToDisk: true);
        await _stream.DisposeAsync();
        var manifest = await BackupReader.CheckAsync(PartPath, ct);
        File.Move(PartPath, _path, overwrite: false);
        return manifest;
    }

    /// <summary>Removes what did not become a backup.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        File.Delete(PartPath);
    }
}
