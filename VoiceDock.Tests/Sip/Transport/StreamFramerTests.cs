using System.Text;
using VoiceDock.Core.Sip.Transport;

namespace VoiceDock.Tests.Sip.Transport;

/// <summary>Messages out of a byte stream (RFC 3261 18.3), however the network cuts it.</summary>
[Trait("Kind", "Unit")]
public sealed class StreamFramerTests
{
    private const string One = "OPTIONS sip:a SIP/2.0\r\nCall-ID: 1\r\nContent-Length: 5\r\n\r\nhello";
    private const string Two = "SIP/2.0 200 OK\r\nl : 0\r\n\r\n";

    [Fact]
    public void TwoMessagesAndKeepAlives_ComeOutWhole_WhereverTheStreamIsCut()
    {
        const string stream = "\r\n\r\n" + One + "\r\n" + Two + "\r\n\r\n" + One;
        for (var step = 1; step <= stream.Length; step++)
            Assert.Equal(["ping", One, Two, "ping", One], Read(stream, step));
    }

    [Theory]
    [InlineData("OPTIONS sip:a SIP/2.0\r\nCall-ID: 1\r\n\r\n")]
    [InlineData("OPTIONS sip:a SIP/2.0\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\nx")]
    [InlineData("OPTIONS sip:a SIP/2.0\r\nContent-Length: -1\r\n\r\n")]
    [InlineData("OPTIONS sip:a SIP/2.0\r\nContent-Length: +1\r\n\r\nx")]
    [InlineData("OPTIONS sip:a SIP/2.0\r\nContent-Length: 1x\r\n\r\nx")]
    [InlineData("OPTIONS sip:a SIP/2.0\r\nContent-Length: 99999999999\r\n\r\n")]
    [InlineData("OPTIONS sip:a SIP/2.0\r\nContent-Length: 1000\r\n\r\n")]
    [InlineData("OPTIONS sip:a SIP/2.0\r\nContent-Length:\r\n\r\n")]
    public void LengthThatCannotBeTrusted_IsBroken(string stream) => Assert.Equal(["broken"], Read(stream, 7, limit: 200));

    [Fact]
    public void HeadersWithoutEnd_AreBrokenAtTheLimit() => Assert.Equal(["broken"], Read("OPTIONS sip:a SIP/2.0\r\nX: " + new string('x', 300), 9, limit: 200));

    [Fact]
    public void LargestMessage_ComesOutWhole()
    {
        var body = new string('b', 65_535 - 60);
        var message = $"OPTIONS sip:a SIP/2.0\r\nContent-Length: {body.Length}\r\n\r\n{body}";
        Assert.Equal([message], Read(message, 1_460));
    }

    private static List<string> Read(string stream, int step, int limit = 65_535)
    {
        var framer = new StreamFramer(limit);
        var found = new List<string>();
        var bytes = Encoding.UTF8.GetBytes(stream);
        for (var at = 0; at < bytes.Length;)
        {
            var room = framer.Free();
            var count = Math.Min(Math.Min(step, bytes.Length - at), room.Length);
            bytes.AsSpan(at, count).CopyTo(room.Span);
            framer.Advance(count);
            at += count;
            while (framer.TryRead(out var frame) is var what && what != StreamFrame.None)
            {
                found.Add(what == StreamFrame.Message ? Encoding.UTF8.GetString(frame.Span) : what == StreamFrame.Ping ? "ping" : "broken");
                if (what == StreamFrame.Broken) return found;
            }
        }

        return found;
    }
}
