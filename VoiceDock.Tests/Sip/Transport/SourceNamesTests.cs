using System.Net;
using System.Net.Sockets;
using VoiceDock.Core.Sip.Transport;

namespace VoiceDock.Tests.Sip.Transport;

[Trait("Kind", "Unit")]
public sealed class SourceNamesTests
{
    [Theory]
    [InlineData("192.0.2.1", 5060)]
    [InlineData("2001:db8::7", 5062)]
    public void SameSource_IsOneAddress_AnotherPortAnother(string address, int port)
    {
        var peer = new IPEndPoint(IPAddress.Parse(address), port);
        var names = new SourceNames(peer.AddressFamily);

        var first = names.Of(peer.Serialize());

        Assert.Equal(peer, first);
        Assert.Same(first, names.Of(peer.Serialize()));
        Assert.Equal(port + 1, names.Of(new IPEndPoint(peer.Address, port + 1).Serialize()).Port);
    }

    [Fact]
    public void Ipv4OverAnIpv6Socket_IsPlainIpv4()
    {
        var mapped = new IPEndPoint(IPAddress.Parse("::ffff:192.0.2.9"), 5060);

        Assert.Equal(new IPEndPoint(IPAddress.Parse("192.0.2.9"), 5060), new SourceNames(AddressFamily.InterNetworkV6).Of(mapped.Serialize()));
    }

    [Fact]
    public void MoreSourcesThanPlaces_AreEachTold()
    {
        var names = new SourceNames(AddressFamily.InterNetwork);
        for (var round = 0; round < 2; round++)
        {
            for (var port = 1000; port < 4000; port++)
            {
                var peer = new IPEndPoint(IPAddress.Loopback, port);
                Assert.Equal(peer, names.Of(peer.Serialize()));
            }
        }
    }
}
