using System.Runtime.InteropServices;

namespace VoiceDock.Core.Security;

/// <summary>Writes a folder's entries through to the disk: after a power cut a new or renamed file is there, not only its content.</summary>
internal static partial class FolderSync
{
    private const int ReadOnly = 0;

    /// <exception cref="IOException">The system could not.</exception>
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows()) return;
        var descriptor = Open(folder, ReadOnly);
        if (descriptor < 0) throw new IOException($"The folder {folder} cannot be opened (error {Marshal.GetLastPInvokeError()}).");
        try
        {
            if (Sync(descriptor) != 0) throw new IOException($"The folder {folder} cannot be written through (error {Marshal.GetLastPInvokeError()}).");
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Sync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
