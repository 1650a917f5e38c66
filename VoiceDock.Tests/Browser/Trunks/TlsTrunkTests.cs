using System.Net;
using System.Net.Security;
using Microsoft.Playwright;
using VoiceDock.Core.Sip.Transport;
using VoiceDock.Tests.Sip.Peers;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Browser.Trunks;

/// <summary>A trunk over TLS: the port follows the transport, a certificate nobody knows is refused with words, its authority makes it good.</summary>
[Collection(TrunkBrowserTests.Name)]
[Trait("Kind", "Browser")]
public sealed class TlsTrunkTests(BrowserFixture app)
{
    [Theory]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 390)]
    public async Task Trunk_OverTls_IsCheckedAgainstItsAuthority(ColorScheme scheme, int width)
    {
        var view = $"{scheme.ToString().ToLowerInvariant()}-{width}";
        using var authority = new TestCertificates();
        var context = SslStreamCertificateContext.Create(TestCertificates.Load(authority.Issue(["127.0.0.1"])), null, offline: true);
        await using var pbx = new TestAgent(change: o => o with { Tls = new SipTlsOptions(new IPEndPoint(IPAddress.Loopback, 0), () => context) });
        var page = await app.NewPageAsync(scheme, width, 844);
        await BrowserFixture.OpenAsync(page, "/trunks/new?preset=3cx");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync($"TLS {view}");
        await page.GetByLabel("3CX FQDN").FillAsync("127.0.0.1");
        Assert.Equal(0, await page.GetByLabel("Certificate of a private authority").CountAsync());

        await page.GetByLabel("Transport").SelectOptionAsync("tls");

        await Assertions.Expect(page.GetByLabel("SIP port")).ToHaveAttributeAsync("placeholder", "5061");
        await page.GetByLabel("SIP port").FillAsync($"{pbx.Agent.TlsEndPoint!.Port}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Run the doctor" }).ClickAsync();
        await Assertions.Expect(page.Locator(".verdict").GetByText("The certificate was issued by an unknown authority (Test authority).")).ToBeVisibleAsync();
        await page.AssertAccessibleAsync();
        await page.AssertFitsAsync();
        await page.PictureAsync($"trunk-tls-{view}");

        await page.GetByLabel("Certificate of a private authority").FillAsync(authority.AuthorityPem);
        await page.GetByRole(AriaRole.Button, new() { Name = "Run the doctor" }).ClickAsync();
        await Assertions.Expect(page.Locator("[data-check=options]")).ToContainTextAsync("Fine");
    }
}
