using System.Net;
using System.Net.Sockets;

namespace VoiceDock.Tests.Sip.Hostile;

/// <summary>Throws bytes at a TCP port from 127.0.0.66 and takes what comes back; a connection the other side has closed is opened anew.</summary>
internal sealed class TcpSpoiler(IPEndPoint to) : IDisposable
{
    private const int MostEnding = 100;

    private readonly byte[] _sink = new byte[16_384];
    private readonly Queue<Socket> _ending = new();
    private Socket? _socket;

    /// <summary>Connections opened so far.</summary>
    public int Opened { get; private set; }

    /// <param name="pieces">Written at once, or in pieces.</param>
    /// <param name="last">Nothing follows on this connection.</param>
    public async Task SendAsync(ReadOnlyMemory<byte> bytes, int pieces, bool last)
    {
        try
        {
            var socket = _socket ??= await ConnectAsync();
            var size = Math.Max(1, bytes.Length / pieces);
            for (var at = 0; at < bytes.Length; at += size) await socket.SendAsync(bytes[at..Math.Min(bytes.Length, at + size)]);
            while (socket.Available > 0) await socket.ReceiveAsync(_sink);
            if (!last) return;
            socket.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // Closed by the other side, as it may.
        }

        // Closing at once would take back from the other side what it has not read yet.
        if (_socket is not null) _ending.Enqueue(_socket);
        _socket = null;
        if (_ending.Count > MostEnding) _ending.Dequeue().Dispose();
    }

    public void Dispose()
    {
        _socket?.Dispose();
        _socket = null;
        while (_ending.TryDequeue(out var socket)) socket.Dispose();
    }

    private async Task<Socket> ConnectAsync()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Bind(new IPEndPoint(IPAddress.Parse("127.0.0.66"), 0));
        await socket.ConnectAsync(to);
        Opened++;
        return socket;
    }
}
