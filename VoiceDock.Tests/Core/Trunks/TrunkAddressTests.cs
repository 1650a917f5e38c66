using VoiceDock.Core.Trunks;

namespace VoiceDock.Tests.Core.Trunks;

[Trait("Kind", "Unit")]
public sealed class TrunkAddressTests
{
    [Theory]
    [InlineData("pbx.example.com", "pbx.example.com", null)]
    [InlineData("PBX.Example.com.", "pbx.example.com", null)]
    [InlineData("sip:pbx.example.com:5061", "pbx.example.com", 5061)]
    [InlineData("pbx", "pbx", null)]
    [InlineData("192.168.1.100:5080", "192.168.1.100", 5080)]
    [InlineData("[2001:DB8::1]:5060", "2001:db8::1", 5060)]
    [InlineData("[2001:db8::1]", "2001:db8::1", null)]
    [InlineData("2001:db8:0:0::1", "2001:db8::1", null)]
    [InlineData("[::ffff:192.0.2.1]:5060", "192.0.2.1", 5060)]
    [InlineData("bücher.example", "xn--bcher-kva.example", null)]
    public void Parse_EverySpelling_GivesOneForm(string text, string host, int? port)
    {
        Assert.True(TrunkAddress.TryParse(text, out var address));
        Assert.Equal(new TrunkAddress(host, port), address);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(":5060")]
    [InlineData("pbx.example.com:0")]
    [InlineData("pbx.example.com:65536")]
    [InlineData("pbx.example.com:+80")]
    [InlineData("pbx example.com")]
    [InlineData("pbx.example.com/x")]
    [InlineData("user@pbx.example.com")]
    [InlineData("-pbx.example.com")]
    [InlineData("pbx..example.com")]
    [InlineData("10.1")]
    [InlineData("2130706433")]
    [InlineData("0x7f000001")]
    [InlineData("0x7f.1")]
    [InlineData("192.168.1.256")]
    [InlineData("192.168.01.1")]
    [InlineData("fe80::1%eth0")]
    [InlineData("[pbx.example.com]:5060")]
    [InlineData("pbx\r\n.example.com")]
    public void Parse_NoHost_IsRefused(string? text) => Assert.False(TrunkAddress.TryParse(text, out _));

    [Fact]
    public void Combine_SameAddressInTwoFields_IsOneAddress()
    {
        List<(string, string)> problems = [];

        var address = TrunkAddress.Combine([("host", "PBX.example.com"), ("address", "pbx.example.com:5070"), ("outbound_address", null)], null, problems);

        Assert.Empty(problems);
        Assert.Equal(new TrunkAddress("pbx.example.com", 5070), address);
    }

    [Fact]
    public void Combine_TwoHosts_NamesBothFields()
    {
        List<(string Field, string What)> problems = [];

        TrunkAddress.Combine([("host", "a.example"), ("address", "b.example")], null, problems);

        var (field, what) = Assert.Single(problems);
        Assert.Equal("address", field);
        Assert.Contains("host", what);
    }

    [Fact]
    public void Combine_TwoPorts_IsAProblem()
    {
        List<(string Field, string What)> problems = [];

        TrunkAddress.Combine([("address", "a.example:5070")], 5060, problems);

        Assert.Equal("port", Assert.Single(problems).Field);
    }

    [Fact]
    public void Combine_NothingSent_IsNothingWithoutProblem()
    {
        List<(string Field, string What)> problems = [];

        Assert.Null(TrunkAddress.Combine([("host", null)], 5060, problems));
        Assert.Empty(problems);
    }

    [Theory]
    [InlineData("203.0.113.0/28", "203.0.113.0/28")]
    [InlineData("203.0.113.5/28", "203.0.113.0/28")]
    [InlineData("203.0.113.5", "203.0.113.5/32")]
    [InlineData("10.20.0.0/16", "10.20.0.0/16")]
    [InlineData("2001:db8::/32", "2001:db8::/32")]
    [InlineData("2001:db8::1", "2001:db8::1/128")]
    public void Network_AddressOrCidr_IsWrittenInOneForm(string text, string expected)
    {
        Assert.True(PeerNetwork.TryParse(text, out var network, out _));
        Assert.Equal(expected, network.ToString());
    }

    [Theory]
    [InlineData("10.0.0.0/15")]
    [InlineData("0.0.0.0/0")]
    [InlineData("2001::/31")]
    [InlineData("203.0.113.0/33")]
    [InlineData("203.0.113.0/")]
    [InlineData("203.0.113.0/-1")]
    [InlineData("pbx.example.com")]
    [InlineData("")]
    [InlineData(null)]
    public void Network_TooWideOrNone_IsRefusedWithWords(string? text)
    {
        Assert.False(PeerNetwork.TryParse(text, out _, out var problem));
        Assert.NotEmpty(problem);
    }
}
