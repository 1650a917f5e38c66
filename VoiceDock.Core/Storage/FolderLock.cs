using System.Globalization;
using System.Text;
using VoiceDock.Core.Common;

namespace VoiceDock.Core.Storage;

/// <summary>One process per data folder: <c>voicedock.lock</c> is held open, with our process id in it, and freed by the system if we die.</summary>
internal sealed class FolderLock : IDisposable
{
    public const string FileName = "voicedock.lock";

    private readonly FileStream _file;

    private FolderLock(FileStream file) => _file = file;

    /// <exception cref="StartupException">Another process has it (75), or the folder cannot be written (1).</exception>
    public static FolderLock Take(string folder)
    {
        var path = Path.Combine(folder, FileName);
        try
        {
            // Windows locks are by access: readers may look, a second writer may not open.
            var share = OperatingSystem.IsWindows() ? FileShare.Read : FileShare.None;
            var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, share);
            file.SetLength(0);
            file.Write(Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
            file.Flush();
            return new FolderLock(file);
        }
        catch (IOException e) when (IsHeldByAnother(e))
        {
            var holder = ReadHolder(path) is { } id ? $" (process {id})" : "";
            throw new StartupException(ExitCodes.FolderInUse, $"Another VoiceDock{holder} uses this folder.", e);
        }
    }

    public void Dispose() => _file.Dispose();

    // EWOULDBLOCK on Linux and macOS, ERROR_SHARING_VIOLATION on Windows.
    private static bool IsHeldByAnother(IOException e) => e.HResult is 11 or 35 or unchecked((int)0x80070020);

    private static int? ReadHolder(string path)
    {
        try
        {
            using var file = LockFileReader.Open(path);
            using var reader = new StreamReader(file, Encoding.ASCII);
            return int.TryParse(reader.ReadToEnd(), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
