using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using VoiceDock.Bench.Run;

namespace VoiceDock.Bench.Relay;

/// <summary>Speaks rtpengine's control protocol "ng": a cookie and a bencoded dictionary in each datagram.</summary>
internal sealed partial class NgClient(int port)
{
    private readonly UdpClient _socket = new(new IPEndPoint(IPAddress.Loopback, 0));
    private int _cookie;

    /// <summary>An offer and its answer, as a SIP proxy would pass them on.</summary>
    /// <returns>The ports the first and the second far end send to.</returns>
    public async Task<(int First, int Second)> BridgeAsync(string call, int firstPort, int secondPort)
    {
        // What comes back for the offer is what the second far end gets to see, and the other way round.
        var second = await AskAsync("offer", call, firstPort, null);
        var first = await AskAsync("answer", call, secondPort, "b");
        return (first, second);
    }

    private async Task<int> AskAsync(string command, string call, int farPort, string? toTag)
    {
        var sdp = $"v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio {farPort} RTP/AVP 0\r\na=rtpmap:0 PCMU/8000\r\n";
        var body = new StringBuilder("d");
        Add(body, "call-id", call);
        Add(body, "command", command);
        Add(body, "from-tag", "a");
        Add(body, "sdp", sdp);
        if (toTag is not null)
            Add(body, "to-tag", toTag);
        body.Append('e');
        var cookie = $"c{_cookie++}";
        await _socket.SendAsync(Encoding.ASCII.GetBytes($"{cookie} {body}"), new IPEndPoint(IPAddress.Loopback, port));
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        var reply = Encoding.ASCII.GetString((await _socket.ReceiveAsync(stop.Token)).Buffer);
        var media = AudioLine().Match(reply);
        if (!reply.StartsWith(cookie + " ", StringComparison.Ordinal) || !media.Success)
            throw new BenchException($"rtpengine answered the {command} with: {reply}");
        return int.Parse(media.Groups[1].Value, CultureInfo.InvariantCulture);
    }

    private static void Add(StringBuilder body, string key, string value) => body.Append(CultureInfo.InvariantCulture, $"{key.Length}:{key}{value.Length}:{value}");

    [GeneratedRegex(@"m=audio (\d+) ")]
    private static partial Regex AudioLine();
}
