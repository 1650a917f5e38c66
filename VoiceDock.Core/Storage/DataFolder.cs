using VoiceDock.Core.Common;

namespace VoiceDock.Core.Storage;

/// <summary>The data folder while it is ours: created, writable, locked. A temporary one is removed when disposed.</summary>
internal sealed class DataFolder : IDisposable
{
    public const string DatabaseName = "voicedock.db";

    private const string CopyPrefix = "voicedock.db.copy-";

    private readonly FolderLock _lock;

    private DataFolder(string path, bool isTemporary, FolderLock folderLock) => (Path, IsTemporary, _lock) = (path, isTemporary, folderLock);

    public string Path { get; }

    public bool IsTemporary { get; }

    /// <summary>A file for a copy of the database that lives for moments; see <see cref="RemoveCopies"/>.</summary>
    public static string NewCopyPath(string folder) => System.IO.Path.Combine(folder, CopyPrefix + Guid.CreateVersion7().ToString("N"));

    /// <summary>Removes copies that a process which was cut off has left. Only whoever has the folder may.</summary>
    public void RemoveCopies()
    {
        foreach (var path in Directory.EnumerateFiles(Path, CopyPrefix + "*")) File.Delete(path);
    }

    public string Database => System.IO.Path.Combine(Path, DatabaseName);

    /// <param name="path">Absolute; null for a temporary folder.</param>
    /// <exception cref="StartupException">Not writable, or used by another process.</exception>
    public static DataFolder Take(string? path)
    {
        var folder = path ?? "(temporary)";
        try
        {
            folder = path is null ? Directory.CreateTempSubdirectory("voicedock-").FullName : Create(path);
            ProbeWriting(folder);
            return new DataFolder(folder, path is null, FolderLock.Take(folder));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartupException(ExitCodes.CannotStart, $"The data folder {folder} cannot be written: {e.Message}", e);
        }
    }

    public void Dispose()
    {
        _lock.Dispose();
        if (IsTemporary && Directory.Exists(Path)) Directory.Delete(Path, recursive: true);
    }

    private static string Create(string path)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }

    private static void ProbeWriting(string folder)
    {
        var probe = System.IO.Path.Combine(folder, $".write-probe-{Guid.CreateVersion7():N}");
        using var file = new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
    }
}
