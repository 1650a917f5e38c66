using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using VoiceDock.Core.Calls;
using VoiceDock.Tests.Sip.Peers;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Browser.Diagnostics;

/// <summary>A PBX nobody knows calls while somebody waits: it is shown, and fills the form of a new trunk.</summary>
[Collection(TrunkBrowserTests.Name)]
[Trait("Kind", "Browser")]
public sealed class WaitingTests(BrowserFixture app)
{
    private IPEndPoint Console => new(IPAddress.Loopback, app.Services.GetRequiredService<ISipStack>().Address!.Port);

    [Theory]
    [InlineData("dark", ColorScheme.Dark, 1280, "127.0.2.2")]
    [InlineData("phone", ColorScheme.Light, 390, "127.0.2.3")]
    public async Task FirstPacket_FillsTheFormOfATrunk(string view, ColorScheme scheme, int width, string address)
    {
        using var pbx = new ScriptedPhone(address);
        var page = await app.NewPageAsync(scheme, width);
        await BrowserFixture.OpenAsync(page, "/diagnostics");
        var card = page.GetByRole(AriaRole.Region, new() { Name = "Waiting for your PBX" });
        await page.PictureAsync($"waiting-before-{view}");
        await card.GetByRole(AriaRole.Button, new() { Name = "Wait for my PBX" }).ClickAsync();
        await Assertions.Expect(card.GetByRole(AriaRole.Status)).ToContainTextAsync("Waiting…");

        pbx.Send(Invite(pbx.Address), Console);

        var seen = card.GetByRole(AriaRole.Article, new() { Name = address });
        await Assertions.Expect(seen).ToContainTextAsync("Unknown address");
        await Assertions.Expect(seen).ToContainTextAsync("looks like an international number with 00");
        await Assertions.Expect(seen).ToContainTextAsync("Contact names 192.168.7.7, a private address.");
        await page.AssertAccessibleAsync();
        await page.AssertFitsAsync();
        await card.ScrollIntoViewIfNeededAsync();
        await page.PictureAsync($"waiting-seen-{view}");

        await seen.GetByRole(AriaRole.Link, new() { Name = "Make a trunk of it" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("PBX address")).ToHaveValueAsync(address);
        await Assertions.Expect(page.GetByLabel("SIP port")).ToHaveValueAsync($"{pbx.Address.Port}");
        await page.PictureAsync($"waiting-form-{view}");
        await page.Context.DisposeAsync();
    }

    private static string Invite(IPEndPoint from) =>
        $"INVITE sip:0031201234567@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP {from};branch=z9hG4bK-{from.Port}\r\nMax-Forwards: 70\r\nFrom: \"Ada\" <sip:+31612345678@pbx.example.com>;tag=1\r\n"
        + $"To: <sip:0031201234567@127.0.0.1>\r\nCall-ID: {from}\r\nCSeq: 1 INVITE\r\nContact: <sip:x@192.168.7.7:5060>\r\nUser-Agent: FPBX-17.0.19(20.9.3)\r\n"
        + $"Content-Type: application/sdp\r\nContent-Length: {ScriptedPhone.Sdp.ReplaceLineEndings("\r\n").Length}\r\n\r\n{ScriptedPhone.Sdp.ReplaceLineEndings("\r\n")}";
}
