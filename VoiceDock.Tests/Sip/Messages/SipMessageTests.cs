using VoiceDock.Core.Sip.Messages;
using static VoiceDock.Tests.Sip.Messages.MessageText;

namespace VoiceDock.Tests.Sip.Messages;

[Trait("Kind", "Unit")]
public class SipMessageTests
{
    [Fact]
    public void CreateResponse_CopiesWhatTheRfcSays()
    {
        var answer = Request(Invite).CreateResponse(486, toTag: "t1");

        Assert.Equal("486 Busy Here", answer.Summary);
        Assert.Equal(Request(Invite).Vias, answer.Vias);
        Assert.Equal("<sip:200@pbx.example.com>;tag=t1", answer.Headers["To"]);
        Assert.Equal("\"Ann \\\"A\\\" Bell\" <sip:ann@example.com>;tag=f1", answer.Headers["From"]);
        Assert.Equal(["Via", "Via", "From", "To", "Call-ID", "CSeq"], answer.Headers.Select(h => h.Key));
    }

    [Fact]
    public void CreateResponse_ToHasATag_KeepsIt() =>
        Assert.Equal("old", Request(With("To", "To: <sip:a@b>;tag=old")).CreateResponse(200, toTag: "new").To.Tag);

    [Fact]
    public void TypedValues_AfterAHeaderChanged_AreReadAnew()
    {
        var invite = Request(Invite);
        Assert.Null(invite.To.Tag);

        invite.Headers.Set("t", "<sip:a@b>;tag=9");
        invite.TopVia = invite.TopVia with { Parameters = invite.TopVia.Parameters.With("received", "192.0.2.99").With("rport", "1234") };

        Assert.Equal("9", invite.To.Tag);
        Assert.Equal("192.0.2.99", invite.TopVia.Received!.ToString());
        Assert.Equal(1234, invite.TopVia.RPort);
        Assert.Equal("192.0.2.8", invite.Vias[1].Host);
        Assert.Equal("SIP/2.0/UDP 192.0.2.7:5080;branch=z9hG4bKabc;rport=1234;received=192.0.2.99", invite.Headers["Via"]);
    }

    [Fact]
    public void TypedValue_MissingOnAMessageBuiltByHand_Throws()
    {
        var request = new SipRequest(SipMethods.Options, new SipUri { Host = "pbx" });

        Assert.Throws<FormatException>(() => request.From);
        Assert.Throws<FormatException>(() => request.CallId);
        Assert.Null(request.Contact);
        Assert.Equal(70, request.MaxForwards);
    }

    [Theory]
    [InlineData("z9hG4bK-1.2", ";x=z9hG4bK-1.2")]
    [InlineData("[2001:db8::1]", ";x=[2001:db8::1]")]
    [InlineData("", ";x=\"\"")]
    [InlineData("a/b", ";x=\"a/b\"")]
    [InlineData("a;\"y", ";x=\"a;\\\"y\"")]
    [InlineData(null, ";x")]
    public void Parameters_ValueOfOurs_IsQuotedWhenItMustBe(string? value, string expected) =>
        Assert.Equal(expected, SipParameters.Empty.With("x", value).ToString());

    [Fact]
    public void Parameters_ValueOfAPeer_KeepsItsSpelling()
    {
        Assert.True(NameAddr.TryParse("<sip:h>;a=x/y;b=\"z\";c=", out var address));

        Assert.Equal("<sip:h>;a=x/y;b=\"z\";c=", address.ToString());
        Assert.Equal(("x/y", "z", ""), (address.Parameters["a"], address.Parameters["b"], address.Parameters["c"]));
    }

    [Fact]
    public void Clone_Changed_LeavesTheOriginal()
    {
        var invite = Request(Invite);
        var copy = invite.Clone();
        copy.CSeq = new CSeq(8, "INVITE");

        Assert.Equal(7u, invite.CSeq.Number);
        Assert.Equal(8u, copy.CSeq.Number);
    }

    [Fact]
    public void Summary_WithHostilePhrase_IsOneCleanShortLine()
    {
        var response = new SipResponse(200, "a\u202eb\u2028c\u0085d" + new string('x', 999));

        Assert.StartsWith("200 a?b?c?dxxx", response.Summary);
        Assert.Equal(200, response.Summary.Length);
    }

    [Fact]
    public void Headers_InsertSetRemove_KeepTheOrder()
    {
        var headers = new SipHeaders();
        headers.Add("from", "f");
        headers.Add("v", "2");
        headers.Insert("VIA", "1");
        headers.Insert("Max-Forwards", " 70\t");
        headers.Add("x-own", "a");
        headers.Add("X-Own", "b");

        Assert.Equal(["Max-Forwards=70", "From=f", "Via=1", "Via=2", "x-own=a", "X-Own=b"], headers.Select(h => $"{h.Key}={h.Value}"));
        headers.Set("X-OWN", "c");
        Assert.Equal(["c"], headers.All("x-own"));
        Assert.True(headers.RemoveFirst("Via"));
        Assert.Equal("2", headers["Via"]);
        Assert.True(headers.Remove("Via"));
        Assert.False(headers.Remove("Via"));
        Assert.Equal(3, headers.Count);
    }

    [Fact]
    public void NameAddr_LongDisplayName_IsCutWithoutBreakingACharacter()
    {
        var address = new NameAddr { DisplayName = new string('x', 63) + "😀", Uri = new SipUri { Host = "h" } };

        Assert.Equal($"\"{new string('x', 63)}\" <sip:h>", address.ToString());
    }

    [Theory]
    [InlineData("Müller, Hans <sip:h@x>;tag=1", "Müller, Hans", "h", "1")]
    [InlineData("sip:h@x;tag=1", null, "h", "1")]
    [InlineData("\"a<b>;c\" <sip:h@x;y=z> ; tag=1", "a<b>;c", "h", "1")]
    [InlineData("<tel:+4930>;tag=1", null, "+4930", "1")]
    [InlineData("<sip:h@x>;p=\"a;tag=2\";tag=1", null, "h", "1")]
    public void NameAddr_OddButGood_IsRead(string text, string? name, string user, string tag)
    {
        Assert.True(NameAddr.TryParse(text, out var address));
        Assert.Equal((name, user, tag), (address.DisplayName, address.Uri.User, address.Tag));
        Assert.True(NameAddr.TryParse(address.ToString(), out var again));
        Assert.Equal(address, again);
    }

    [Theory]
    [InlineData("*")]
    [InlineData("")]
    [InlineData("\"a\" x <sip:h@x>")]
    [InlineData("sip:a@b <sip:h@x>")]
    [InlineData("<sip:h@x")]
    [InlineData("<sip:h@x> junk")]
    [InlineData("<sip:h@x>;tag=a b")]
    [InlineData("<sip:h@x>;tag=\"a")]
    public void NameAddr_Bad_IsRefused(string text) => Assert.False(NameAddr.TryParse(text, out _));
}
