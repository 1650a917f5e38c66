using System.Net;
using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Sip.Transport;

namespace VoiceDock.Tests.Sip.Transport;

[Trait("Kind", "Unit")]
public sealed class ResponseRouteTests
{
    [Theory]
    [InlineData("SIP/2.0/UDP 10.0.0.1:5066;branch=z;rport", "10.0.0.1:7000", "SIP/2.0/UDP 10.0.0.1:5066;branch=z;rport=7000;received=10.0.0.1", "10.0.0.1:7000")]
    [InlineData("SIP/2.0/UDP 10.0.0.1:5066;branch=z", "10.0.0.1:7000", "SIP/2.0/UDP 10.0.0.1:5066;branch=z", "10.0.0.1:5066")]
    [InlineData("SIP/2.0/UDP 10.0.0.1;branch=z", "192.0.2.1:7000", "SIP/2.0/UDP 10.0.0.1;branch=z;received=192.0.2.1", "192.0.2.1:5060")]
    [InlineData("SIP/2.0/UDP pbx.example;branch=z;maddr=203.0.113.9", "192.0.2.1:7000", "SIP/2.0/UDP pbx.example;branch=z;maddr=203.0.113.9;received=192.0.2.1", "192.0.2.1:5060")]
    [InlineData("SIP/2.0/UDP 10.0.0.1;branch=z;received=203.0.113.9;rport=9", "192.0.2.1:7000", "SIP/2.0/UDP 10.0.0.1;branch=z;received=192.0.2.1;rport=7000", "192.0.2.1:7000")]
    [InlineData("SIP/2.0/UDP [2001:db8::1];branch=z;rport", "[2001:db8::9]:7000", "SIP/2.0/UDP [2001:db8::1];branch=z;rport=7000;received=2001:db8::9", "[2001:db8::9]:7000")]
    public void Stamp_NotesTheTrueSource_AndAnswersGoThereOnly(string via, string source, string stamped, string target)
    {
        var request = new SipRequest("OPTIONS", new SipUri { Scheme = "sip", Host = "h" });
        request.Headers.Add("Via", via);
        request.Headers.Add("Via", "SIP/2.0/UDP 10.0.0.2;branch=below");
        var from = IPEndPoint.Parse(source);

        ResponseRoute.Stamp(request, from);

        Assert.Equal([stamped, "SIP/2.0/UDP 10.0.0.2;branch=below"], request.Headers.All("Via"));
        Assert.Equal(IPEndPoint.Parse(target), ResponseRoute.For(request, from));
    }
}
