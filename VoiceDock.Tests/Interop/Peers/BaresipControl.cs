using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Interop.Peers;

/// <summary>Baresip's control port: commands and events as JSON in netstrings.</summary>
internal sealed class BaresipControl : IDisposable
{
    private readonly TcpClient _client;
    private readonly ConcurrentQueue<string> _events = [];

    private BaresipControl(TcpClient client)
    {
        _client = client;
        _ = ReadAsync();
    }

    /// <summary>Back when the phone listens; fails with what it printed when it ended instead.</summary>
    public static async Task<BaresipControl> ConnectAsync(int port, ForeignProcess process)
    {
        TcpClient? client = null;
        await Eventually.TrueAsync(() => process.HasEnded || TryConnect(port, out client), () => $"baresip listens:\n{process.Output}");
        return new BaresipControl(client ?? throw new InvalidOperationException($"baresip ended:\n{process.Output}"));
    }

    public int Events(string type) => _events.Count(e => e == type);

    public async Task SendAsync(string command, string parameters = "")
    {
        var json = JsonSerializer.Serialize(new { command, @params = parameters, token = "test" });
        await _client.GetStream().WriteAsync(Encoding.UTF8.GetBytes($"{Encoding.UTF8.GetByteCount(json)}:{json},"));
    }

    public void Dispose() => _client.Dispose();

    private static bool TryConnect(int port, out TcpClient? client)
    {
        client = new TcpClient();
        try
        {
            client.Connect(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            client.Dispose();
            client = null;
            return false;
        }
    }

    // Ends when either side closes; a phone that was killed is no failure of the test.
    private async Task ReadAsync()
    {
        using var reader = new BinaryReader(_client.GetStream(), Encoding.UTF8);
        try
        {
            await Task.Run(() =>
            {
                while (true) Keep(ReadNetstring(reader));
            });
        }
        catch (Exception end) when (end is IOException or ObjectDisposedException)
        {
            _events.Enqueue("CONTROL_CLOSED");
        }
    }

    private static byte[] ReadNetstring(BinaryReader reader)
    {
        var length = 0;
        for (var digit = reader.ReadByte(); digit != ':'; digit = reader.ReadByte()) length = (length * 10) + (digit - '0');
        var text = reader.ReadBytes(length);
        reader.ReadByte();
        return text;
    }

    private void Keep(byte[] json)
    {
        using var message = JsonDocument.Parse(json);
        if (message.RootElement.TryGetProperty("event", out _) && message.RootElement.TryGetProperty("type", out var type))
            _events.Enqueue(type.GetString()!);
    }
}
