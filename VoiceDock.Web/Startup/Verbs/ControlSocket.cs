using System.Net.Sockets;

namespace VoiceDock.Web.Startup.Verbs;

/// <summary>
/// <c>voicedock.sock</c> in the data folder, mode 0600: who may use the data folder may ask the running program, nobody else. The file system is the
/// gate, as it is for the database and the key.
/// </summary>
internal static class ControlSocket
{
    public const string FileName = "voicedock.sock";

    /// <exception cref="SocketException">The file system has no sockets.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The folder's path is too long for one (108 bytes on Linux).</exception>
    public static Socket Listen(string folder)
    {
        var path = Path.Combine(folder, FileName);

        // Left behind by a process that was cut off: the folder is ours alone.
        File.Delete(path);
        var socket = NewSocket();
        try
        {
            socket.Bind(new UnixDomainSocketEndPoint(path));

            // Nobody can connect before it listens.
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            socket.Listen(8);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <returns>Null when no program listens there.</returns>
    public static async Task<Socket?> ConnectAsync(string folder, CancellationToken ct)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path)) return null;
        var socket = NewSocket();
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), ct);
            return socket;
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.ConnectionRefused)
        {
            socket.Dispose();
            return null;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static Socket NewSocket() => new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
}
