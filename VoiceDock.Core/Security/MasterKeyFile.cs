using System.Text;
using VoiceDock.Core.Common;

namespace VoiceDock.Core.Security;

/// <summary>The key file: nobody but its owner may read or change it, and writing never replaces one.</summary>
internal static class MasterKeyFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Others = UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
    private const UnixFileMode Group = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute;
    private const int LongestFile = 1024;

    /// <param name="groupMayRead">Mounted secrets often belong to root and reach the process by its group.</param>
    /// <exception cref="StartupException">Unreadable, malformed, or readable or writable by others.</exception>
    public static MasterKey Read(string path, bool groupMayRead)
    {
        var text = ReadText(path, groupMayRead ? Others | UnixFileMode.GroupWrite : Others | Group);
        return MasterKey.TryParse(text, out var key)
            ? key
            : throw Malformed(path, $"copy it again from your backup, for example: cp BACKUP '{path}'");
    }

    /// <summary>Where the next key waits until the database has taken it.</summary>
    public static string PendingPath(string path) => path + ".new";

    /// <summary>
    /// Puts the waiting key into place; the key before is kept beside it under its short id, for backups made before. There is a key at
    /// <paramref name="path"/> at every moment.
    /// </summary>
    /// <returns>Where the key before is kept.</returns>
    /// <exception cref="IOException">The folder cannot be written; the waiting key stays.</exception>
    public static string Swap(string path)
    {
        var before = Read(path, groupMayRead: true);
        var kept = $"{path}.old-{before.Id}";
        if (!File.Exists(kept)) Write(kept, before);
        File.Move(PendingPath(path), path, overwrite: true);
        FolderSync.Flush(Path.GetDirectoryName(path)!);
        return kept;
    }

    /// <summary>Creates the file and its folder with owner-only rights and writes it through to the disk.</summary>
    /// <exception cref="IOException">The file exists already.</exception>
    public static void Write(string path, MasterKey key)
    {
        var folder = Path.GetDirectoryName(path)!;
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
            options.UnixCreateMode = OwnerOnly;
        }

        using (var file = new FileStream(path, options))
        {
            file.Write(Encoding.ASCII.GetBytes(key.Write() + "\n"));
            file.Flush(flushToDisk: true);
        }

        FolderSync.Flush(folder);
    }

    public static StartupException Malformed(string where, string cure) => new(
        ExitCodes.KeyTrouble,
        $"Master key malformed ({where}): it must read {MasterKey.Prefix}, 43 characters, _ and 8 hex digits; {cure}. Nothing was changed.")
    {
        IsKeyLost = true,
    };

    private static string ReadText(string path, UnixFileMode forbidden)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file.SafeFileHandle) & forbidden) != 0)
            {
                throw new StartupException(
                    ExitCodes.KeyTrouble,
                    $"Master key file {path} can be read or changed by others; cure it with: chmod 600 '{path}'. Nothing was changed.");
            }

            var bytes = new byte[LongestFile];
            var length = file.ReadAtLeast(bytes, LongestFile, throwOnEndOfStream: false);
            return Encoding.UTF8.GetString(bytes, 0, length);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartupException(ExitCodes.KeyTrouble, $"Master key file {path} cannot be read ({e.Message}). Nothing was changed.", e);
        }
    }
}
