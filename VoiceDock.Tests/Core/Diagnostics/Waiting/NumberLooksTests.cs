using System.Net;
using VoiceDock.Core.Diagnostics.Waiting;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Tests.Core.Diagnostics.Waiting;

/// <summary>What is guessed from a packet's texts.</summary>
[Trait("Kind", "Unit")]
public sealed class NumberLooksTests
{
    [Theory]
    [InlineData("+31612345678", NumberLook.E164Plus)]
    [InlineData("31612345678", NumberLook.E164Plain)]
    [InlineData("2125550123", NumberLook.E164Plain)]
    [InlineData("0031612345678", NumberLook.DoubleZero)]
    [InlineData("0612345678", NumberLook.National)]
    [InlineData("100", NumberLook.Extension)]
    [InlineData("anonymous", NumberLook.Name)]
    [InlineData("+31 6", NumberLook.Name)]
    [InlineData("", NumberLook.Name)]
    [InlineData(null, NumberLook.Name)]
    public void NumberFormats_AreToldByTheirForm(string? user, NumberLook look) => Assert.Equal(look, NumberLooks.Of(user));

    [Theory]
    [InlineData("FPBX-17.0.19(20.9.3)", "freepbx")]
    [InlineData("Asterisk PBX 20.5.0", "freepbx")]
    [InlineData("3CXPhoneSystem 20.0.0.1", "3cx")]
    [InlineData("FreeSWITCH-mod_sofia/1.10.11", "freeswitch")]
    [InlineData("Cisco-SIPGateway/IOS-17.9", "cube")]
    [InlineData("Avaya SIP Enablement Services", "avaya")]
    [InlineData("kamailio (5.7.4 (x86_64/linux))", "kamailio")]
    [InlineData("OpenSIPS (3.4.2)", "kamailio")]
    [InlineData("Microsoft.PSTNHub.SIPProxy v.2025", "teams-sbc")]
    [InlineData("something of its own", "generic")]
    [InlineData(null, "generic")]
    public void Preset_IsGuessedFromTheName(string? userAgent, string slug) => Assert.Equal(slug, PresetGuess.Of(userAgent).Slug);

    [Theory]
    [InlineData(TrunkTransport.Udp, 5060, null, null)]
    [InlineData(TrunkTransport.Udp, 5160, null, 5160)]
    [InlineData(TrunkTransport.Tcp, 41234, 5070, 5070)]
    [InlineData(TrunkTransport.Tcp, 41234, null, null)]
    [InlineData(TrunkTransport.Tls, 41234, 5061, null)]
    public void Port_IsWhereThePbxListens(TrunkTransport transport, int source, int? via, int? port) =>
        Assert.Equal(port, TrunkProposal.Of(Made(transport, source) with { ViaPort = via }).Port);

    [Fact]
    public void Proposal_TakesOurCodecsInItsOrder_AndTheFormOfWhatIsDialled()
    {
        var proposal = TrunkProposal.Of(Made(TrunkTransport.Udp, 5060) with { Codecs = ["opus", "pcmu", "PCMA", "telephone-event"], Dialled = "0031201234567", FromUser = "+31612345678" });
        Assert.Equal((IEnumerable<string>)["PCMU", "PCMA"], proposal.Codecs);
        Assert.Equal((NumberFormat.E164DoubleZero, "192.0.2.5", null), (proposal.Format, proposal.Host, proposal.RegistrationUsername));
    }

    [Fact]
    public void Misplaced_AreOnlyPrivateAddressesOfSomebodyElsewhere()
    {
        var arrival = Made(TrunkTransport.Udp, 5060) with { ContactHost = "192.168.1.5", MediaHost = "10.0.0.5" };
        Assert.Equal(["Contact names 192.168.1.5, a private address", "the audio is to go to 10.0.0.5, a private address"], MisplacedAddress.In(arrival));
        Assert.Empty(MisplacedAddress.In(arrival with { Source = IPEndPoint.Parse("192.168.1.5:5060"), MediaHost = "192.168.1.5" }));
        Assert.Empty(MisplacedAddress.In(arrival with { ContactHost = "pbx.example.com", MediaHost = null }));
    }

    private static Arrival Made(TrunkTransport transport, int port) => new()
    {
        At = DateTime.UnixEpoch,
        Source = new IPEndPoint(IPAddress.Parse("192.0.2.5"), port),
        Transport = transport,
        Method = "INVITE",
        Line = "INVITE sip:x SIP/2.0",
    };
}
