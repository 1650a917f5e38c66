using System.Net;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Diagnostics.Waiting;
using VoiceDock.Core.Trunks;
using VoiceDock.Tests.Components.Calls;
using VoiceDock.Tests.Core.Diagnostics.Waiting;
using VoiceDock.Tests.Support;
using VoiceDock.Web.Diagnostics;

namespace VoiceDock.Tests.Components.Diagnostics;

/// <summary>The card that waits for a PBX.</summary>
[Trait("Kind", "Component")]
public sealed class WaitingForPbxTests : ConsoleContext
{
    private readonly PlayedArrivals _arrivals = new();
    private readonly FakeTimeProvider _time = new();
    private readonly PbxWaits _waits;

    public WaitingForPbxTests()
    {
        _waits = new PbxWaits(_arrivals, TestPeople.Permits(), _time);
        Services.AddSingleton(_waits).AddSingleton<ISipStack, FakeSipStack>();
    }

    [Fact]
    public void Waiting_BeginsByTheButton_AndEndsByIt()
    {
        var card = Render<WaitingForPbx>();
        Assert.False(_arrivals.IsWatched);
        card.Find("button").Click();
        Assert.True(_arrivals.IsWatched);
        Assert.Contains("port 5060", card.Find("[role=status]").TextContent);
        card.Find("button").Click();
        Assert.False(_arrivals.IsWatched);
        card.WaitForAssertion(() => Assert.Contains("Nothing came", card.Markup));
    }

    [Fact]
    public async Task LeavingThePage_EndsTheWait()
    {
        var card = Render<WaitingForPbx>();
        await card.Find("button").ClickAsync(new());
        await DisposeComponentsAsync();
        Assert.False(_arrivals.IsWatched);
    }

    [Fact]
    public void Arrival_IsShown_WithTheLinkToAFilledForm()
    {
        var card = Begin();
        _arrivals.Bring(Made());

        card.WaitForAssertion(() => Assert.Contains("192.0.2.5:5070 over UDP", card.Find("article h3").TextContent));
        var text = card.Find("article").TextContent;
        Assert.Contains("Unknown address", text);
        Assert.Contains("looks like E.164 with +", text);
        Assert.Contains("PCMU, G729", text);
        Assert.Contains("Contact names 192.168.1.5, a private address.", text);
        Assert.Contains("Set the External Address", text);
        Assert.Equal("/trunks/new?preset=freepbx&host=192.0.2.5&transport=udp&port=5070&number_format=e164_plus&codecs=PCMU", card.Find("article a").GetAttribute("href"));
    }

    [Fact]
    public void TextsOfTheNetwork_AreShownAsText()
    {
        var card = Begin();
        _arrivals.Bring(Made() with { UserAgent = "<script>alert(1)</script>", From = "\"><img src=x>", ToUser = "<b>", Line = "<i>x</i>" });
        card.WaitForElement("article");
        Assert.Empty(card.FindAll("article script, article img, article i, article b"));
    }

    [Fact]
    public void KnownPeer_IsMarked_AndLeadsToItsTrunk()
    {
        var id = Guid.NewGuid();
        var card = Begin();
        _arrivals.Bring(Made() with { TrunkId = id, TrunkName = "Office" });
        card.WaitForElement("article");
        Assert.Contains("Known", card.Find("article").TextContent);
        Assert.Contains("Office", card.Find("article").TextContent);
        Assert.Equal($"/trunks/{id}", card.Find("article a").GetAttribute("href"));
    }

    [Fact]
    public void TlsOfAStranger_IsSaidHonestly()
    {
        var card = Begin();
        _arrivals.Bring(Made() with { Method = Arrival.TlsHandshake, Transport = TrunkTransport.Tls, From = null, To = null, Dialled = null, Codecs = null, UserAgent = null });
        card.WaitForElement("article");
        Assert.Contains("A stranger gets no handshake here", card.Markup);
    }

    [Fact]
    public async Task WaitThatIsOver_KeepsWhatWasSeen()
    {
        var card = Begin();
        _arrivals.Bring(Made());
        card.WaitForElement("article");
        _time.Advance(PbxWaits.Longest);
        // changes of one moment reach the screen together, a moment later
        await Eventually.TrueAsync(() =>
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            return card.Find("button").TextContent == "Wait again";
        }, "the wait is over on the screen");
        Assert.Single(card.FindAll("article"));
        Assert.False(_arrivals.IsWatched);
    }

    [Fact]
    public void TooManyConsoles_IsSaid()
    {
        for (var i = 0; i < PbxWaits.MostAtOnce; i++) _waits.Begin(TestPeople.Ann);
        Assert.Contains("consoles wait for a PBX already", Begin().Find("[role=alert]").TextContent);
    }

    private IRenderedComponent<WaitingForPbx> Begin()
    {
        var card = Render<WaitingForPbx>();
        card.Find("button").Click();
        return card;
    }

    private static Arrival Made() => new()
    {
        At = DateTime.UnixEpoch,
        Source = IPEndPoint.Parse("192.0.2.5:5070"),
        Transport = TrunkTransport.Udp,
        Method = "INVITE",
        Line = "INVITE sip:100@198.51.100.1 SIP/2.0",
        From = "sip:+31612345678@pbx",
        FromUser = "+31612345678",
        To = "sip:100@198.51.100.1",
        ToUser = "100",
        Dialled = "100",
        UserAgent = "FPBX-17",
        Codecs = ["PCMU", "G729"],
        ContactHost = "192.168.1.5",
    };
}
