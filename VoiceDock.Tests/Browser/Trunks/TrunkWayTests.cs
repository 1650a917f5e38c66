using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using VoiceDock.Core.Common;
using VoiceDock.Core.Trunks;
using VoiceDock.Core.Trunks.Health;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Browser.Trunks;

/// <summary>The page of a trunk that is a name shows where its calls go, and follows DNS.</summary>
[Trait("Kind", "Browser")]
public sealed class TrunkWayTests(NamedTrunksFixture app) : IClassFixture<NamedTrunksFixture>
{
    [Theory]
    [InlineData("dark", ColorScheme.Dark, 1280)]
    [InlineData("phone", ColorScheme.Light, 390)]
    public async Task ServiceRecords_AreListedInTheirOrder_WithWhatIsKnownOfEach(string view, ColorScheme scheme, int width)
    {
        var host = $"{view}.example";
        app.Dns.Set(host, DnsRecord.Naptr(50, 50, "s", "SIPS+D2T", $"_sips._tcp.{host}"));
        app.Dns.Set($"_sip._udp.{host}", DnsRecord.Service(5071, $"one.{host}", priority: 10, weight: 60), DnsRecord.Service(5072, $"two.{host}", priority: 20));
        app.Dns.Set($"one.{host}", DnsRecord.Address("127.0.0.1"));
        app.Dns.Set($"two.{host}", DnsRecord.Address("127.0.0.2"));
        var trunk = await MakeAsync(host);
        app.Services.GetRequiredService<TargetMemory>().Note(TrunkTransport.Udp, new IPEndPoint(IPAddress.Loopback, 5071), answered: false);

        var page = await app.NewPageAsync(scheme, width);
        await BrowserFixture.OpenAsync(page, $"/trunks/{trunk.Id}");

        var card = page.GetByRole(AriaRole.Region, new() { Name = "Where its calls go" });
        var stops = card.GetByRole(AriaRole.Listitem);
        await Assertions.Expect(stops.First).ToContainTextAsync("127.0.0.1:5071");
        await Assertions.Expect(stops.First).ToContainTextAsync("No answer lately");
        await Assertions.Expect(stops.Last).ToContainTextAsync("127.0.0.2:5072");
        await Assertions.Expect(stops.Last).Not.ToContainTextAsync("No answer lately");
        await Assertions.Expect(card).ToContainTextAsync("SIPS+D2T");
        await card.ScrollIntoViewIfNeededAsync();
        await page.AssertAccessibleAsync();
        await page.AssertFitsAsync();
        await page.PictureAsync($"trunk-way-{view}");
        await page.Context.DisposeAsync();
    }

    [Fact]
    public async Task NameThatIsNotFound_IsSaid()
    {
        var trunk = await MakeAsync("nowhere.example");
        var page = await app.NewPageAsync();
        await BrowserFixture.OpenAsync(page, $"/trunks/{trunk.Id}");

        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = "Where its calls go" })).ToContainTextAsync("could not be resolved");
        await page.Context.DisposeAsync();
    }

    private async Task<Trunk> MakeAsync(string host)
    {
        var input = new TrunkInput { Name = host, Host = host, Provider = "generic", OptionsIntervalSeconds = 0 };
        return (await app.Services.GetRequiredService<TrunkStore>().CreateAsync(input, Actor.System, TestContext.Current.CancellationToken)).Value;
    }
}
