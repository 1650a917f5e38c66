using System.Net;
using VoiceDock.Core.Sip.Dialogs;
using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Sip.Transport;

namespace VoiceDock.Tests.Sip.Dialogs;

[Trait("Kind", "Unit")]
public sealed class NextHopTests
{
    [Theory]
    [InlineData("sip:a@203.0.113.5:5080", "203.0.113.5:5060", "203.0.113.5:5080")]
    [InlineData("sip:a@203.0.113.5", "203.0.113.5:7000", "203.0.113.5:5060")]
    [InlineData("sip:a@203.0.113.6:5080", "203.0.113.5:5060", "203.0.113.6:5080")]
    [InlineData("sip:a@pbx.example:5080", "203.0.113.5:5060", "203.0.113.5:5060")]
    [InlineData("sip:a@192.168.1.9:5080", "203.0.113.5:5060", "203.0.113.5:5060")]
    [InlineData("sip:a@192.168.1.9:5080", "192.168.1.1:5060", "192.168.1.9:5080")]
    [InlineData("sip:a@127.0.0.1:5080", "192.168.1.1:5060", "192.168.1.1:5060")]
    [InlineData("sip:a@169.254.169.254", "203.0.113.5:5060", "203.0.113.5:5060")]
    [InlineData("sip:a@0.0.0.0:5080", "203.0.113.5:5060", "203.0.113.5:5060")]
    [InlineData("sip:a@198.51.100.1", "203.0.113.5:5060", "203.0.113.5:5060")]
    [InlineData("sip:a@[2001:db8::1]:5080", "203.0.113.5:5060", "203.0.113.5:5060")]
    [InlineData("sip:a@[2001:db8::1]:5080", "[2001:db8::2]:5060", "[2001:db8::1]:5080")]
    public void Find_TakesWhatThePeerNamesOnlyWhenItCanBeRight(string uri, string peer, string expected)
    {
        Assert.True(SipUri.TryParse(uri, out var parsed));

        var hop = NextHop.Find(parsed, IPEndPoint.Parse(peer), address => address.ToString() != "198.51.100.1");

        Assert.Equal(IPEndPoint.Parse(expected), hop);
    }

    // The dialog's connection carries the dialog; a TLS peer has proven who it is, and nobody else it names has.
    [Theory]
    [InlineData("sip:a@203.0.113.5:5080;transport=tcp", "tcp 203.0.113.5:5060", "tcp 203.0.113.5:5060")]
    [InlineData("sip:a@203.0.113.5:5080", "tcp 203.0.113.5:5060", "tcp 203.0.113.5:5060")]
    [InlineData("sip:a@203.0.113.6:5080;transport=TCP", "tcp 203.0.113.5:5060", "tcp 203.0.113.6:5080")]
    [InlineData("sip:a@203.0.113.6:5080;transport=udp", "tcp 203.0.113.5:5060", "udp 203.0.113.6:5080")]
    [InlineData("sip:a@203.0.113.6:5080", "tcp 203.0.113.5:5060", "tcp 203.0.113.5:5060")]
    [InlineData("sip:a@203.0.113.5:5080;transport=tcp", "udp 203.0.113.5:5060", "tcp 203.0.113.5:5080")]
    [InlineData("sip:a@203.0.113.5:5080;transport=tls", "udp 203.0.113.5:5060", "udp 203.0.113.5:5060")]
    [InlineData("sip:a@203.0.113.6:5061;transport=tls", "tls 203.0.113.5:5061", "tls 203.0.113.5:5061")]
    [InlineData("sip:a@203.0.113.6:5060;transport=udp", "tls 203.0.113.5:5061", "tls 203.0.113.5:5061")]
    public void Find_KeepsTheConnection(string uri, string peer, string expected)
    {
        Assert.True(SipUri.TryParse(uri, out var parsed));
        var hop = NextHop.Find(parsed, Target(peer), null);
        Assert.Equal(expected, hop.ToString());
        Assert.Equal(hop.Transport == SipTransportKind.Tls ? "pbx.example" : null, hop.TlsPeer?.Name);
    }

    private static SipTarget Target(string text)
    {
        var endPoint = IPEndPoint.Parse(text[4..]);
        return text[..3] == "tls" ? SipTarget.Tls(endPoint, "pbx.example") : text[..3] == "tcp" ? SipTarget.Tcp(endPoint) : SipTarget.Udp(endPoint);
    }
}
