using VoiceDock.Core.Sip.Messages;

namespace VoiceDock.Tests.Sip.Messages;

[Trait("Kind", "Unit")]
public class SipUriTests
{
    [Theory]
    [InlineData("sip:pbx", "sip", null, "pbx", null)]
    [InlineData("SIPS:ann@PBX.example.com:5061", "sips", "ann", "PBX.example.com", 5061)]
    [InlineData("sip:%61nn%40x@h", "sip", "ann@x", "h", null)]
    [InlineData("sip:null-%00-null@h", "sip", "null-\0-null", "h", null)]
    [InlineData("sip:+49;phone-context=x@h;user=phone", "sip", "+49;phone-context=x", "h", null)]
    [InlineData("sip:ann:secret@h", "sip", "ann", "h", null)]
    [InlineData("sip:[2001:db8::10]:5070;lr", "sip", null, "2001:db8::10", 5070)]
    [InlineData("sip:[2001:db8::10:5070]", "sip", null, "2001:db8::10:5070", null)]
    [InlineData("sip:[::ffff:192.0.2.1]", "sip", null, "::ffff:192.0.2.1", null)]
    [InlineData("sip:%C3%BC@h", "sip", "ü", "h", null)]
    [InlineData("tel:+4930123;ext=5", "tel", "+4930123", "", null)]
    [InlineData("nobodyKnows:totallyopaque", "nobodyknows", null, "", null)]
    public void TryParse_GoodUri_GivesItsPartsAndItsTextAgain(string text, string scheme, string? user, string host, int? port)
    {
        Assert.True(SipUri.TryParse(text, out var uri));
        Assert.Equal((scheme, user, host, port), (uri.Scheme, uri.User, uri.Host, uri.Port));
        Assert.Equal(text, uri.ToString(), ignoreCase: true);
    }

    [Theory]
    [InlineData("")]
    [InlineData("sip:")]
    [InlineData("sip:@h")]
    [InlineData("sip:a@")]
    [InlineData("sip:a@b@c")]
    [InlineData("sip:a b@c")]
    [InlineData("sip:a%4@c")]
    [InlineData("sip:a%zz@c")]
    [InlineData("sip:2001:db8::10")]
    [InlineData("sip:[2001:db8::10")]
    [InlineData("sip:[2001:db8::g]")]
    [InlineData("sip:[fe80::1%eth0]")]
    [InlineData("sip:a@h:65536")]
    [InlineData("sip:a@h:5060x")]
    [InlineData("sip:a@h:")]
    [InlineData("sip:a@h\r\nX: 1")]
    [InlineData("<sip:a@h>")]
    [InlineData("a@h")]
    public void TryParse_BadUri_IsRefused(string text) => Assert.False(SipUri.TryParse(text, out _));

    [Theory]
    [InlineData("200", "sip:200@h")]
    [InlineData("+49 30", "sip:+49%2030@h")]
    [InlineData("*43#", "sip:*43%23@h")]
    [InlineData("a@evil;x?y:z/\r\n", "sip:a%40evil%3Bx%3Fy%3Az%2F%0D%0A@h")]
    [InlineData("ü😀", "sip:%C3%BC%F0%9F%98%80@h")]
    public void ToString_UserPart_IsEscapedAndComesBack(string user, string wire)
    {
        var uri = new SipUri { User = user, Host = "h" };

        Assert.Equal(wire, uri.ToString());
        Assert.True(SipUri.TryParse(wire, out var again));
        Assert.Equal(uri, again);
    }

    [Fact]
    public void With_AnotherUser_ForgetsTheOldSpelling()
    {
        Assert.True(SipUri.TryParse("sip:%61nn:secret@h", out var uri));

        Assert.Equal("sip:bob@h", (uri with { User = "bob" }).ToString());
        Assert.Equal("sip:h", (uri with { User = null }).ToString());
    }

    [Theory]
    [InlineData("h\r\nX: 1")]
    [InlineData("h/x")]
    [InlineData("")]
    [InlineData("[::1]")]
    public void Host_ThatIsNone_Throws(string host) => Assert.Throws<ArgumentException>(() => new SipUri { Host = host });

    [Fact]
    public void Equals_SameUserInOtherSpelling_IsEqual()
    {
        Assert.True(SipUri.TryParse("sip:%61nn@EXAMPLE.com;a=1;b", out var one));
        Assert.True(SipUri.TryParse("sip:ann@example.com;b;a=1", out var two));

        Assert.Equal(one, two);
        Assert.Equal(one.GetHashCode(), two.GetHashCode());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(40)]
    public void Parameters_AreAllKept_HoweverMany_AndDoubledSemicolonsAreNone(int count)
    {
        var text = $"sip:200@pbx;;{string.Join(";;", Enumerable.Range(0, count).Select(i => $"p{i}={i}"))};";

        Assert.True(SipUri.TryParse(text, out var uri));

        Assert.Equal(Enumerable.Range(0, count).Select(i => ($"p{i}", $"{i}")), uri.Parameters.Select(p => (p.Key, p.Value!)));
    }
}
