using System.Net;
using System.Text;
using VoiceDock.Core.Sip.Messages;
using static VoiceDock.Tests.Sip.Messages.MessageText;

namespace VoiceDock.Tests.Sip.Messages;

[Trait("Kind", "Unit")]
public class SipParserTests
{
    [Fact]
    public void Parse_PlainInvite_GivesEveryTypedValue()
    {
        var invite = Request(Invite);

        Assert.Equal("INVITE", invite.Method);
        Assert.Equal(("200", "pbx.example.com", 5070), (invite.Uri.User, invite.Uri.Host, invite.Uri.Port));
        Assert.Equal("udp", invite.Uri.Parameters["Transport"]);
        Assert.Equal(2, invite.Vias.Count);
        Assert.Equal(("UDP", "192.0.2.7", 5080, "z9hG4bKabc"), (invite.TopVia.Transport, invite.TopVia.Host, invite.TopVia.Port, invite.TopVia.Branch));
        Assert.True(invite.TopVia.Parameters.Has("rport"));
        Assert.Null(invite.TopVia.RPort);
        Assert.Equal(IPAddress.Parse("198.51.100.1"), invite.Vias[1].Received);
        Assert.Equal(("Ann \"A\" Bell", "f1"), (invite.From.DisplayName, invite.From.Tag));
        Assert.Null(invite.To.Tag);
        Assert.Equal(new CSeq(7, "INVITE"), invite.CSeq);
        Assert.Equal("c1@192.0.2.7", invite.CallId);
        Assert.Equal(69, invite.MaxForwards);
        Assert.Equal("192.0.2.7", invite.Contact!.Uri.Host);
        Assert.Equal("v=0\r"u8.ToArray(), invite.Body);
        Assert.Equal("INVITE sip:200@pbx.example.com:5070;transport=udp", invite.Summary);
    }

    [Fact]
    public void Parse_CompactFoldedAndOddlySpelt_MeansTheSame()
    {
        var invite = Request("""
            INVITE sip:a@b SIP/2.0
            v  : SIP / 2.0 / UDP
              192.0.2.7 : 5080 ; branch = z9hG4bKabc ,SIP/2.0/TCP [2001:db8::9]:5060;branch=z9hG4bKx
            f:
              "Ann"
            	<sip:ann@example.com> ; tag = f1
            TO: sip:b@example.com;tag=t9
            i: c1
            cseq: 0000007   INVITE
            m: "a, b" <sip:x,y@h>, sip:z@h
            Route: <sip:p1;lr>,<sip:p2;lr>
            ROUTE: <sip:p3;lr>
            l: 0


            """);

        Assert.Equal(["192.0.2.7", "2001:db8::9"], invite.Vias.Select(v => v.Host));
        Assert.Equal(5080, invite.TopVia.Port);
        Assert.Equal("z9hG4bKabc", invite.TopVia.Branch);
        Assert.Equal(("Ann", "f1"), (invite.From.DisplayName, invite.From.Tag));
        Assert.Equal("t9", invite.To.Tag);
        Assert.True(invite.To.Uri.Parameters.Count == 0);
        Assert.Equal(7u, invite.CSeq.Number);
        Assert.Equal(["\"a, b\" <sip:x,y@h>", "sip:z@h"], invite.Headers.All("Contact"));
        Assert.Equal(["p1", "p2", "p3"], invite.Routes.Select(r => r.Uri.Host));
    }

    [Theory]
    [InlineData("From", null, "Missing From")]
    [InlineData("To", null, "Missing To")]
    [InlineData("Call-ID", null, "Missing Call-ID")]
    [InlineData("CSeq", null, "Missing CSeq")]
    [InlineData("From", "From: <sip:a@b>;tag=1\nFrom: <sip:a@b>;tag=1", "More than one From")]
    [InlineData("To", "To: <sip:a@b>\nt: <sip:a@b>", "More than one To")]
    [InlineData("Call-ID", "Call-ID: 1\nCall-ID: 1", "More than one Call-ID")]
    [InlineData("CSeq", "CSeq: 1 INVITE\nCSeq: 1 INVITE", "More than one CSeq")]
    [InlineData("Content-Length", "Content-Length: 4\nl: 4", "More than one Content-Length")]
    [InlineData("CSeq", "CSeq: 7 BYE", "CSeq names another method")]
    [InlineData("CSeq", "CSeq: 2147483648 INVITE", "Malformed CSeq")]
    [InlineData("CSeq", "CSeq: INVITE", "Malformed CSeq")]
    [InlineData("Max-Forwards", "Max-Forwards: 256", "Malformed Max-Forwards")]
    [InlineData("Call-ID", "Call-ID: a b", "Malformed Call-ID")]
    [InlineData("Call-ID", "Call-ID:", "Malformed Call-ID")]
    [InlineData("From", "From: \"Ann <sip:ann@example.com>;tag=f1", "Malformed From")]
    [InlineData("From", "From: sip:ann@example.com, <sip:eve@example.com>;tag=f1", "Malformed From")]
    [InlineData("To", "To: <sip:200@2001:db8::1>", "Malformed To")]
    [InlineData("Via: SIP/2.0/UDP 192.0.2.8", "Via: SIP/2.0/UDP;branch=x", "Malformed Via")]
    [InlineData("Via: SIP/2.0/UDP 192.0.2.8", "Via: SIP/2.0/UDP 192.0.2.15;;,;,,", "Malformed Via")]
    [InlineData("Content-Length", "Content-Length: 6", "Body shorter than Content-Length")]
    [InlineData("Content-Length", "Content-Length: -1", "Malformed Content-Length")]
    [InlineData("Content-Type", "Content Type: x", "Malformed header name")]
    [InlineData("Content-Type", "no colon here", "Header without a name")]
    [InlineData("Content-Type", "X: a\u0000b", "Control character in a header")]
    [InlineData("Content-Type", "X: a\u000bb", "Control character in a header")]
    [InlineData("INVITE", "INVITE  sip:a@b SIP/2.0", "Malformed Request-URI")]
    [InlineData("INVITE", "INVITE sip:a@b; lr SIP/2.0", "Malformed Request-URI")]
    [InlineData("INVITE", "INVITE <sip:a@b> SIP/2.0", "Malformed Request-URI")]
    [InlineData("INVITE", "INVITE sip:a@b?Route=%3Csip:c%3E SIP/2.0", "Malformed Request-URI")]
    [InlineData("INVITE", "INVITE sip:a@b SIP/2.0 ", "Malformed request line")]
    [InlineData("INVITE", "INVITE sip:a@b", "Malformed request line")]
    public void Parse_WrongHeader_IsRefusedInWords(string header, string? line, string reason) =>
        Assert.Equal(reason, Parse(With(header, line)).Error?.Reason);

    [Theory]
    [InlineData("Content-Type", "no colon here", 400)]
    [InlineData("INVITE", "INVITE sip:a@b SIP/7.0", 505)]
    [InlineData("CSeq", "CSeq: 7 BYE", 400)]
    [InlineData("Content-Length", "Content-Length: 99", 400)]
    public void Parse_RefusedButReadable_CanBeAnswered(string header, string line, int status)
    {
        var error = Parse(With(header, line)).Error!;

        Assert.Equal(status, error.Status);
        var answer = error.Partial!.CreateResponse(status, toTag: "t1");
        Assert.Equal(2, answer.Vias.Count);
        Assert.Equal("t1", answer.To.Tag);
        Assert.Equal("c1@192.0.2.7", answer.CallId);
    }

    [Theory]
    [InlineData("Via: SIP/2.0/UDP 192.0.2.7", "Via: x")]
    [InlineData("CSeq", null)]
    [InlineData("CSeq", "CSeq: INVITE")]
    public void Parse_WithoutWhatAnAnswerNeeds_HasNoPartial(string header, string? line) => Assert.Null(Parse(With(header, line)).Error!.Partial);

    [Fact]
    public void Parse_WithoutMuchButAWayBack_CanBeAnswered()
    {
        var error = Parse("INVITE sip:a@b SIP/2.0\nVia: SIP/2.0/UDP 192.0.2.7, x\nTo: \"broken\nCSeq: 99999999999 INVITE\n\n").Error!;

        var answer = error.Partial!.CreateResponse(400, toTag: "t1");
        Assert.Equal(["SIP/2.0/UDP 192.0.2.7"], answer.Headers.All("Via"));
        Assert.Equal(("\"broken", "99999999999 INVITE"), (answer.Headers["To"], answer.Headers["CSeq"]));
        Assert.False(answer.Headers.Has("From"));
    }

    [Fact]
    public void Parse_BadResponse_HasNoPartial()
    {
        var error = Parse(With("INVITE", "SIP/2.0 9999 Odd")).Error!;

        Assert.Equal("Malformed status line", error.Reason);
        Assert.Null(error.Partial);
    }

    [Theory]
    [InlineData("SIP/2.0 180 Ringing", 180, "Ringing")]
    [InlineData("SIP/2.0 486", 486, "")]
    [InlineData("SIP/2.0 200 ", 200, "")]
    [InlineData("sip/2.0 200 Все в порядке = 2**3", 200, "Все в порядке = 2**3")]
    public void Parse_StatusLine_GivesCodeAndPhrase(string line, int status, string reason)
    {
        var response = Assert.IsType<SipResponse>(Parse(With("INVITE", line)).Message);

        Assert.Equal((status, reason), (response.StatusCode, response.ReasonPhrase));
    }

    [Fact]
    public void Parse_DatagramLongerThanContentLength_CutsTheBody() =>
        Assert.Equal(3, Request(With("Content-Length", "Content-Length: 3")).Body.Length);

    [Fact]
    public void Parse_NoContentLength_TakesTheRest() => Assert.Equal("v=0\r\n"u8.ToArray(), Request(With("Content-Length", null)).Body);

    [Fact]
    public void Parse_EscapedControlsInAQuotedName_AreAllowedAndNotKept()
    {
        var invite = Request(With("To", "To: \"BEL:\\\u0007 NUL:\\\u0000 DEL:\\\u007F\" <sip:x@example.com>"));

        Assert.Equal("BEL:_ NUL:_ DEL:\u007F", invite.To.DisplayName);
        Assert.NotEmpty(SipSerializer.Serialize(invite));
    }

    [Fact]
    public void Parse_LeadingEmptyLines_AreSkipped() => Assert.NotNull(Parse("\n\n" + Invite).Message);

    [Fact]
    public void Parse_NothingOrKeepAlive_IsRefused()
    {
        Assert.False(SipParser.Parse([]).IsOk);
        Assert.False(SipParser.Parse("\r\n\r\n"u8).IsOk);
        Assert.False(SipParser.Parse("\0\0\0\0"u8).IsOk);
    }

    [Fact]
    public void Parse_BareLineFeeds_AreNoLineEnds() => Assert.False(SipParser.Parse(Encoding.UTF8.GetBytes(Invite.ReplaceLineEndings("\n"))).IsOk);

    [Fact]
    public void Parse_AboveTheLimits_IsRefused()
    {
        var filler = string.Concat(Enumerable.Repeat("X-Filler: 1\n", 118));
        Assert.True(Parse(With("Content-Type", filler + "X: 1")).IsOk);
        Assert.Equal("Too many headers", Parse(With("Content-Type", filler + "X: 1\nX: 2")).Error!.Reason);
        Assert.Equal("Too many headers", Parse(With("Contact", "Contact: " + string.Join(',', Enumerable.Repeat("<sip:a@b>", 200)))).Error!.Reason);
        Assert.True(Parse(With("Contact", "X: " + new string('a', 8189))).IsOk);
        Assert.Equal("Header line too long", Parse(With("Contact", "X: " + new string('a', 8190))).Error!.Reason);
        Assert.Equal(513, SipParser.Parse(new byte[65536]).Error!.Status);
    }
}
