using System.Net;
using System.Net.Sockets;
using System.Text;

namespace VoiceDock.Tests.Sip.Peers;

/// <summary>A SIP phone over one TCP connection that does what the test says, word for word. It does nothing by itself.</summary>
public sealed class TcpPhone : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Socket _socket;
    private readonly List<byte> _waiting = [];

    private TcpPhone(Socket socket)
    {
        _socket = socket;
        (Address, Remote) = ((IPEndPoint)socket.LocalEndPoint!, (IPEndPoint)socket.RemoteEndPoint!);
    }

    public IPEndPoint Address { get; }

    public IPEndPoint Remote { get; }

    public static async Task<TcpPhone> ConnectAsync(IPEndPoint to)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(to, TestContext.Current.CancellationToken);
        return new TcpPhone(socket);
    }

    public static TcpListener Listen()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    }

    public static async Task<TcpPhone> AcceptAsync(TcpListener listener)
    {
        using var stop = new CancellationTokenSource(Patience);
        return new TcpPhone(await listener.AcceptSocketAsync(stop.Token));
    }

    public Task SendAsync(string text) => _socket.SendAsync(Encoding.UTF8.GetBytes(text), SocketFlags.None);

    public Task ReplyAsync(WireMessage request, string status, string? toTag = "phone", string headers = "", string body = "") =>
        SendAsync(request.Answer(status, toTag, headers, body));

    /// <summary>The next message, which must be this request or status.</summary>
    public async Task<WireMessage> ExpectAsync(string what)
    {
        while (true)
        {
            var text = Encoding.UTF8.GetString([.. _waiting]);
            var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end >= 0)
            {
                var head = new WireMessage(text, Remote);
                var length = end + 4 + int.Parse(head.Header("Content-Length"), System.Globalization.CultureInfo.InvariantCulture);
                if (text.Length >= length)
                {
                    _waiting.RemoveRange(0, length);
                    var message = new WireMessage(text[..length], Remote);
                    var name = message.IsResponse ? $"{message.Status}" : message.Method;
                    return name == what ? message : throw new InvalidOperationException($"Expected {what}, got:\n{message.Text}");
                }
            }

            if (!await ReadAsync(Patience)) throw new InvalidOperationException($"Closed; expected {what}.");
        }
    }

    /// <summary>The next bytes as they are.</summary>
    public async Task<string> ReadTextAsync()
    {
        if (_waiting.Count == 0 && !await ReadAsync(Patience)) return "";
        var text = Encoding.UTF8.GetString([.. _waiting]);
        _waiting.Clear();
        return text;
    }

    /// <summary>Waits until the other side has closed; fails when it says anything before.</summary>
    public async Task ExpectClosedAsync()
    {
        Assert.False(await ReadAsync(Patience), $"Not closed, but: {Encoding.UTF8.GetString([.. _waiting])}");
    }

    /// <summary>Fails when anything comes within the time.</summary>
    public async Task ExpectSilenceAsync(TimeSpan time)
    {
        try
        {
            Assert.False(await ReadAsync(time) || _waiting.Count > 0, $"Expected silence, got:\n{Encoding.UTF8.GetString([.. _waiting])}");
            Assert.Fail("Closed; expected silence.");
        }
        catch (OperationCanceledException)
        {
            // Silence.
        }
    }

    public string Request(string method, string callId, string headers = "", string body = "", string? toTag = null, uint cseq = 1, string? branch = null) =>
        WireMessage.Compose(
            $"""
            {method} sip:100@{Remote} SIP/2.0
            Via: SIP/2.0/TCP {Address};branch={branch ?? $"z9hG4bK-{callId}-{method}-{cseq}"}
            Max-Forwards: 70
            From: <sip:phone@{Address}>;tag=caller
            To: <sip:100@{Remote}>{(toTag is null ? "" : $";tag={toTag}")}
            Call-ID: {callId}
            CSeq: {cseq} {method}
            Contact: <sip:phone@{Address};transport=tcp>
            """, headers, body);

    public void Dispose() => _socket.Dispose();

    private async Task<bool> ReadAsync(TimeSpan wait)
    {
        using var stop = new CancellationTokenSource(wait);
        var buffer = new byte[65_536];
        try
        {
            var count = await _socket.ReceiveAsync(buffer, SocketFlags.None, stop.Token);
            _waiting.AddRange(buffer.AsSpan(0, count));
            return count > 0;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
