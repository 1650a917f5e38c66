using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using VoiceDock.Core.Common;
using VoiceDock.Core.Trunks;
using VoiceDock.Core.Trunks.Health;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Browser.Trunks;

/// <summary>The lights of trunks in every state, on every screen that shows them.</summary>
[Trait("Kind", "Browser")]
public sealed class TrunkHealthTests(BrowserFixture app) : IClassFixture<BrowserFixture>, IAsyncLifetime
{
    private static readonly double[] Trips = [12, 14, 11, 13, 40, 22, 15, 12, 11, 18, 95, 60, 14, 13, 12, 12, 16, 13];

    private TrunkLights Lights => app.Services.GetRequiredService<TrunkLights>();

    [Theory]
    [InlineData("dark", ColorScheme.Dark, 1280)]
    [InlineData("phone", ColorScheme.Light, 390)]
    public async Task EveryState_IsShownByWordAndFigure(string view, ColorScheme scheme, int width)
    {
        var trunks = await SeedAsync();
        var page = await app.NewPageAsync(scheme, width);
        var list = page.GetByRole(AriaRole.Region, new() { Name = "Trunks", Exact = true }).GetByRole(AriaRole.Listitem);
        foreach (var (name, path) in new[] { ("overview", "/"), ("trunks", "/trunks"), ("trunk-health", $"/trunks/{trunks["Office PBX"].Id}"), ("trunk-down", $"/trunks/{trunks["Branch"].Id}") })
        {
            await BrowserFixture.OpenAsync(page, path);
            await page.Locator(".light").First.WaitForAsync();
            await page.AssertAccessibleAsync();
            await page.AssertFitsAsync();
            await page.PictureAsync($"health-{name}-{view}");
        }

        await BrowserFixture.OpenAsync(page, "/");
        foreach (var (name, shown) in new[] { ("Office PBX", "Up"), ("Warehouse", "Suspect"), ("Branch", "Down"), ("Provider", "busy"), ("Old PBX", "seen by calls"), ("New", "Not checked"), ("Spare", "Off") })
            await Assertions.Expect(list.Filter(new() { HasText = name })).ToContainTextAsync(shown);
        await page.Context.DisposeAsync();
    }

    [Fact]
    public async Task Light_ChangesWithoutAReload_AndTellsWhyOnFocus()
    {
        var trunks = await SeedAsync();
        var trunk = trunks["Office PBX"];
        var page = await app.NewPageAsync();
        await BrowserFixture.OpenAsync(page, "/");
        var row = page.GetByRole(AriaRole.Region, new() { Name = "Trunks", Exact = true }).GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Office PBX" });
        await Assertions.Expect(row).ToContainTextAsync("Up");

        Miss(trunk);
        await Assertions.Expect(row).ToContainTextAsync("Suspect");
        Miss(trunk);
        await Assertions.Expect(row).ToContainTextAsync("Down");
        await row.Locator(".light").FocusAsync();
        await Assertions.Expect(row.GetByRole(AriaRole.Tooltip)).ToBeVisibleAsync();
        await Assertions.Expect(row.GetByRole(AriaRole.Tooltip)).ToContainTextAsync("does not answer");

        await BrowserFixture.OpenAsync(page, $"/trunks/{trunk.Id}");
        var timeline = page.GetByRole(AriaRole.Region, new() { Name = "Health" });
        await Assertions.Expect(timeline.GetByRole(AriaRole.Listitem).First).ToContainTextAsync("Down");
        Answer(trunk, 200, 9);
        await Assertions.Expect(timeline.GetByRole(AriaRole.Listitem).First).ToContainTextAsync("Up");
        await page.Context.DisposeAsync();
    }

    [Theory]
    [InlineData("dark", ColorScheme.Dark, 1280)]
    [InlineData("phone", ColorScheme.Light, 390)]
    public async Task Events_AreToldToWhoeverIsThere_AndListed(string view, ColorScheme scheme, int width)
    {
        var trunk = await MakeAsync($"Head office {view}");
        var page = await app.NewPageAsync(scheme, width);
        await BrowserFixture.OpenAsync(page, "/");
        Shows(trunk, "Asterisk PBX 20");
        Miss(trunk);
        await Assertions.Expect(page.Locator(".mud-snackbar").Filter(new() { HasText = "certificate ends soon" })).ToBeVisibleAsync();
        Miss(trunk);
        await Assertions.Expect(page.Locator(".mud-snackbar").Filter(new() { HasText = $"Trunk '{trunk.Name}' is down" })).ToBeVisibleAsync();
        Lights.Note(trunk, Answered(trunk, "Asterisk PBX 22"), ["Server changed from Asterisk PBX 20 to Asterisk PBX 22."]);
        await Assertions.Expect(page.Locator(".mud-snackbar").Filter(new() { HasText = "is up again" })).ToBeVisibleAsync();
        var list = page.GetByRole(AriaRole.Region, new() { Name = "What happened to trunks" });
        await Assertions.Expect(list.GetByRole(AriaRole.Listitem).Filter(new() { HasText = trunk.Name })).ToHaveCountAsync(4);
        await page.AssertAccessibleAsync();
        await page.AssertFitsAsync();
        await page.PictureAsync($"events-overview-{view}");

        await BrowserFixture.OpenAsync(page, $"/trunks/{trunk.Id}");
        var health = page.GetByRole(AriaRole.Region, new() { Name = "Health" });
        await Assertions.Expect(health).ToContainTextAsync("Its certificate ends soon");
        await Assertions.Expect(health).ToContainTextAsync("Server changed from Asterisk PBX 20 to Asterisk PBX 22.");
        await page.AssertAccessibleAsync();
        await page.AssertFitsAsync();
        await health.ScrollIntoViewIfNeededAsync();
        await page.PictureAsync($"events-trunk-{view}");
        await page.Context.DisposeAsync();
    }

    private static TrunkCheckResult Answered(Trunk trunk, string server) => TrunkCheckWords.Answered(TrunkCheckSettings.From(trunk), 200, "OK", server, TimeSpan.FromMilliseconds(12)) with
    {
        Peer = new PeerFingerprint(IPEndPoint.Parse("192.0.2.5:5061"), server, ["INVITE", "ACK", "BYE", "CANCEL", "OPTIONS", "REFER"], ["PCMA", "PCMU", "G722"],
            new PeerCertificateFacts("Office CA", TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(5), trunk.Name)),
    };

    private void Shows(Trunk trunk, string server) => Lights.Note(trunk, Answered(trunk, server));

    private async Task<Dictionary<string, Trunk>> SeedAsync()
    {
        var trunks = new Dictionary<string, Trunk>();
        foreach (var name in new[] { "Office PBX", "Warehouse", "Branch", "Provider", "Old PBX", "New", "Spare" })
            trunks[name] = await MakeAsync(name);
        foreach (var trip in Trips) Answer(trunks["Office PBX"], 200, trip);
        Miss(trunks["Office PBX"]);
        foreach (var trip in Trips.Reverse()) Answer(trunks["Office PBX"], 200, trip);
        Answer(trunks["Warehouse"], 200, 3);
        Miss(trunks["Warehouse"]);
        Answer(trunks["Branch"], 401, 30);
        Miss(trunks["Branch"]);
        Miss(trunks["Branch"]);
        Answer(trunks["Provider"], 503, 25);
        Lights.NoteAnswer(trunks["Old PBX"], 200, "A call over it was answered.");
        Miss(trunks["Old PBX"]);
        return trunks;
    }

    // Nobody asks these by themselves: what is shown is what the test tells.
    private async Task<Trunk> MakeAsync(string name)
    {
        var input = new TrunkInput { Name = name, Host = "127.0.0.1", Port = 5070, Provider = "freepbx", OptionsIntervalSeconds = 0, IsActive = name != "Spare" };
        return (await app.Services.GetRequiredService<TrunkStore>().CreateAsync(input, Actor.System, TestContext.Current.CancellationToken)).Value;
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    // The next test seeds its own.
    public async ValueTask DisposeAsync()
    {
        foreach (var trunk in app.Services.GetRequiredService<TrunkDirectory>().All)
            await app.Services.GetRequiredService<TrunkStore>().DeleteAsync(trunk.Id, Actor.System, CancellationToken.None);
    }

    private void Answer(Trunk trunk, int status, double milliseconds) => Lights.Note(
        trunk, TrunkCheckWords.Answered(TrunkCheckSettings.From(trunk), status, status == 200 ? "OK" : "Text", "Asterisk PBX 20", TimeSpan.FromMilliseconds(milliseconds)));

    private void Miss(Trunk trunk) => Lights.Note(trunk, TrunkCheckWords.Silent(TrunkCheckSettings.From(trunk), []));
}
