using System.Net;
using System.Net.Sockets;
using VoiceDock.Core.Media;
using VoiceDock.Core.Media.Codecs;
using VoiceDock.Tests.Media;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Bench;

/// <summary>The audio port of a caller: every packet that came, with the kernel's stamp. PCMA, 20 ms.</summary>
internal sealed class CallerEar : IDisposable
{
    private const int Frame = 160;

    // Of a text: long enough for words to come, so that only this text can match.
    private const int TellingFrames = 30;

    private readonly Socket _socket = KernelStamp.NewSocket();
    private readonly List<(DateTime At, byte[] Payload)> _heard = [];

    public CallerEar() => WireReader.Start(_socket, (packet, at, from) =>
    {
        lock (_heard)
            _heard.Add((at, new RtpPacket(packet, from).Payload));
    });

    /// <summary>What the caller offers.</summary>
    public string Sdp => $"v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio {((IPEndPoint)_socket.LocalEndPoint!).Port} RTP/AVP 8\r\n";

    /// <summary>Waits for so many packets after a moment.</summary>
    public Task UntilAsync(DateTime after, int packets) =>
        Eventually.TrueAsync(() => Heard().Count(p => p.At > after) >= packets, $"{packets} packets came to the caller");

    /// <summary>Waits for a payload of nothing but this byte.</summary>
    public Task UntilAsync(byte mark) => Eventually.TrueAsync(() => Array.Exists(Heard(), p => IsOf(p.Payload, mark)), "the destination came to the caller");

    /// <summary>Milliseconds without a packet before the first payload of nothing but this byte.</summary>
    public double GapBefore(byte mark)
    {
        var heard = Heard();
        var first = Array.FindIndex(heard, p => IsOf(p.Payload, mark));
        Assert.True(first > 0, "The caller heard the destination, and something before.");
        return (heard[first].At - heard[first - 1].At).TotalMilliseconds;
    }

    /// <summary>The longest time between two packets, in ms, from the last before a moment to so many after it.</summary>
    public double LongestGap(DateTime around, int after)
    {
        var heard = Heard();
        var first = Math.Max(0, Array.FindLastIndex(heard, p => p.At <= around));
        var near = heard.Skip(first).Take(after + 1).ToArray();
        return near.Zip(near.Skip(1), (a, b) => (b.At - a.At).TotalMilliseconds).Max();
    }

    /// <summary>Waits until this text was heard, sample by sample, and gives the moment of its first packet.</summary>
    public async Task<DateTime> UntilSpokenAsync(short[] text, DateTime after)
    {
        var frames = Frames(text);
        DateTime? found = null;
        await Eventually.TrueAsync(() => (found = Find(frames, after)) is not null, "the caller heard the sentence");
        return found!.Value;
    }

    public void Dispose() => _socket.Dispose();

    private DateTime? Find(byte[][] frames, DateTime after)
    {
        var heard = Heard();
        for (var i = 0; i + frames.Length <= heard.Length; i++)
        {
            if (heard[i].At > after && !frames.Where((frame, n) => !frame.AsSpan().SequenceEqual(heard[i + n].Payload)).Any())
                return heard[i].At;
        }
        return null;
    }

    private static byte[][] Frames(short[] text)
    {
        var coded = new byte[TellingFrames * Frame];
        Assert.True(text.Length >= coded.Length, "The text is too short to be told apart.");
        G711.Encode(AudioCodec.Pcma, text.AsSpan(0, coded.Length), coded);
        return [.. coded.Chunk(Frame)];
    }

    private static bool IsOf(byte[] payload, byte mark) => payload.Length == Frame && !payload.AsSpan().ContainsAnyExcept(mark);

    private (DateTime At, byte[] Payload)[] Heard()
    {
        lock (_heard)
            return [.. _heard];
    }
}
