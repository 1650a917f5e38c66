using System.Net;
using System.Text;
using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Sip.Sdp;

namespace VoiceDock.Tests.Sip.Torture;

/// <summary>What must be read out of the good messages of RFC 5118.</summary>
[Trait("Kind", "Unit")]
public class Ipv6ReadingTests
{
    [Theory]
    [InlineData("ipv6-good", "2001:db8::10", null)]
    [InlineData("port-ambiguous", "2001:db8::10:5070", null)]
    [InlineData("port-unambiguous", "2001:db8::10", 5070)]
    [InlineData("ipv6-bug-abnf-3-colons", "2001:db8::192.0.2.1", null)]
    [InlineData("ipv6-correct-abnf-2-colons", "2001:db8::192.0.2.1", null)]
    public void RequestUri_HostAndPortAreTold(string name, string host, int? port)
    {
        var uri = Request(name).Uri;

        Assert.Equal((host, port), (uri.Host, uri.Port));
        Assert.Equal($"[{host}]{(port is null ? "" : $":{port}")}", uri.ToString().Split('@', 2)[^1].Replace("sip:", "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("via-received-param-with-delim")]
    [InlineData("via-received-param-no-delim")]
    public void Received_WithOrWithoutBracketsIsTheSame(string name) => Assert.Equal(IPAddress.Parse("2001:db8::9:255"), Request(name).TopVia.Received);

    [Fact]
    public void MultIpInHeader_EachViaIsRead()
    {
        var vias = Request("mult-ip-in-header").Vias;

        Assert.Equal(["2001:db8::9:1 6050", "192.0.2.1 ", "2001:db8::9:255 "], vias.Select(via => $"{via.Host} {via.Port}"));
        Assert.Equal(IPAddress.Parse("192.0.2.200"), vias[2].Received);
    }

    [Fact]
    public void Ipv6InSdp_AddressesHaveNoBrackets()
    {
        var session = Sdp("ipv6-in-sdp");

        Assert.Equal(IPAddress.Parse("2001:db8::20"), session.AddressOf(session.Media[0]));
        Assert.Equal([6000, 6024], session.Media.Select(media => media.Port));
    }

    [Fact]
    public void MultIpInSdp_EachMediaHasItsOwn()
    {
        var session = Sdp("mult-ip-in-sdp");

        Assert.Equal(["192.0.2.1", "2001:db8::1"], session.Media.Select(media => $"{session.AddressOf(media)}"));
    }

    [Fact]
    public void Ipv4Mapped_IsTheIpv4Address()
    {
        var invite = Request("ipv4-mapped-ipv6");
        var session = Sdp("ipv4-mapped-ipv6");

        Assert.Equal(("::ffff:192.0.2.10", 19823, "::ffff:192.0.2.2"), (invite.TopVia.Host, invite.TopVia.Port, invite.Contact!.Uri.Host));
        Assert.Equal(IPAddress.Parse("192.0.2.2"), session.AddressOf(session.Media[0]));
    }

    private static SipRequest Request(string name) => Assert.IsType<SipRequest>(SipParser.Parse(TortureMessage.Load($"rfc5118/{name}")).Message);

    private static SdpSession Sdp(string name)
    {
        Assert.True(SdpSession.TryParse(Encoding.UTF8.GetString(Request(name).Body), out var session, out var problem), problem);
        return session;
    }
}
