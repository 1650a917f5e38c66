using System.Text;
using VoiceDock.Core.Sip.Messages;

namespace VoiceDock.Tests.Sip.Messages;

/// <summary>Messages as text for tests: LF becomes CRLF.</summary>
internal static class MessageText
{
    public const string Invite = """
        INVITE sip:200@pbx.example.com:5070;transport=udp SIP/2.0
        Via: SIP/2.0/UDP 192.0.2.7:5080;branch=z9hG4bKabc;rport
        Via: SIP/2.0/UDP 192.0.2.8;branch=z9hG4bKdef;received=198.51.100.1
        Max-Forwards: 69
        From: "Ann \"A\" Bell" <sip:ann@example.com>;tag=f1
        To: <sip:200@pbx.example.com>
        Call-ID: c1@192.0.2.7
        CSeq: 7 INVITE
        Contact: <sip:ann@192.0.2.7:5080>
        Content-Type: application/sdp
        Content-Length: 4

        v=0

        """;

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n"));

    public static SipParseResult Parse(string text) => SipParser.Parse(Bytes(text));

    public static SipRequest Request(string text) => Assert.IsType<SipRequest>(Parse(text).Message);

    /// <summary>The INVITE above with one header line replaced (or, by null, left out).</summary>
    public static string With(string headerStart, string? line)
    {
        var lines = Invite.Split('\n').ToList();
        var at = lines.FindIndex(l => l.StartsWith(headerStart, StringComparison.Ordinal));
        Assert.True(at >= 0, headerStart);
        if (line is null) lines.RemoveAt(at);
        else lines[at] = line;
        return string.Join('\n', lines);
    }
}
