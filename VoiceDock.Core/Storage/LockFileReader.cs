using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace VoiceDock.Core.Storage;

/// <summary>Opens a file another process holds locked. On Unix the runtime's own open asks for a shared lock and is refused; a plain one is not.</summary>
internal static partial class LockFileReader
{
    private const int ReadOnly = 0;

    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static FileStream Open(string path)
    {
        if (OperatingSystem.IsWindows()) return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var descriptor = NativeOpen(path, ReadOnly);
        if (descriptor < 0) throw new IOException($"open failed with error {Marshal.GetLastPInvokeError()}");
        return new FileStream(new SafeFileHandle(descriptor, ownsHandle: true), FileAccess.Read);
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int NativeOpen(string path, int flags);
}
