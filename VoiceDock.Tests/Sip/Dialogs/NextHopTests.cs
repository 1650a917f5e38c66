using System.Net;
using VoiceDock.Core.Sip.Dialogs;
using VoiceDock.Core.Sip.Messages;

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
}
