using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;

namespace VoiceDock.Core.Practice.Speaking;

/// <summary>The server's side of a WebSocket's opening (RFC 6455 section 4.2), for a listener without a web server.</summary>
internal static class WebSocketDoor
{
    private const int LongestHead = 8_192;

    // RFC 6455 section 1.3.
    private const string Guid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    /// <summary>Reads the request and answers it. Null: it was none for a WebSocket, and was refused.</summary>
    public static async Task<WebSocket?> OpenAsync(Stream stream, CancellationToken cancellation)
    {
        var head = await ReadHeadAsync(stream, cancellation);
        var key = head.Split("\r\n").Select(l => l.Split(':', 2)).FirstOrDefault(l => l.Length == 2 && l[0].Equals("Sec-WebSocket-Key", StringComparison.OrdinalIgnoreCase))?[1].Trim();
        if (key is null || !head.StartsWith("GET ", StringComparison.Ordinal))
        {
            await stream.WriteAsync("HTTP/1.1 426 Upgrade Required\r\nUpgrade: websocket\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray(), cancellation);
            return null;
        }
        var accept = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + Guid)));
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n\r\n"), cancellation);
        return WebSocket.CreateFromStream(stream, new WebSocketCreationOptions { IsServer = true });
    }

    // Byte by byte: what follows the head belongs to the WebSocket.
    private static async Task<string> ReadHeadAsync(Stream stream, CancellationToken cancellation)
    {
        var head = new byte[LongestHead];
        for (var length = 0; length < LongestHead; length++)
        {
            if (await stream.ReadAsync(head.AsMemory(length, 1), cancellation) == 0) return "";
            if (length >= 3 && head.AsSpan(length - 3, 4).SequenceEqual("\r\n\r\n"u8)) return Encoding.ASCII.GetString(head, 0, length);
        }

        return "";
    }
}
