using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using VoiceDock.Core.Common;
using VoiceDock.Core.Trunks;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Browser.Trunks;

/// <summary>Every kind of phone system from its card to a saved trunk, with what the other side needs; and the rehearsal of a number.</summary>
[Collection(TrunkBrowserTests.Name)]
[Trait("Kind", "Browser")]
public sealed class OtherSideTests(BrowserFixture app)
{
    [Theory]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 390)]
    public async Task Cards_OfAllKinds_AreGroupedAndFit(ColorScheme scheme, int width)
    {
        var page = await app.NewPageAsync(scheme, width, 900);
        await BrowserFixture.OpenAsync(page, "/trunks/new");

        await Assertions.Expect(page.Locator("a.preset")).ToHaveCountAsync(TrunkPresets.All.Count);
        await Assertions.Expect(page.Locator(".group h2")).ToHaveTextAsync(["A phone system of your own", "A SIP provider", "A contact centre or cloud phone system"]);
        await page.AssertAccessibleAsync();
        await page.AssertFitsAsync();
        await FullPictureAsync(page, $"cards-{View(scheme, width)}");
        await page.Context.DisposeAsync();
    }

    [Fact]
    public async Task EachPreset_FromItsCard_FillsTheOtherSide_IsDownloaded_AndSaved()
    {
        var page = await app.NewPageAsync();
        var store = app.Services.GetRequiredService<TrunkStore>();
        foreach (var preset in TrunkPresets.All)
        {
            await BrowserFixture.OpenAsync(page, "/trunks/new");
            await page.Locator($"a.preset[href$='preset={preset.Slug}']").ClickAsync();
            await page.GetByRole(AriaRole.Heading, new() { Name = $"Add trunk: {preset.Title}" }).WaitForAsync();
            var name = $"Trunk of {preset.Slug}";
            await page.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
            await page.GetByLabel(preset.Field("host")!.TheirName, new() { Exact = true }).FillAsync("192.0.2.77");
            await page.GetByLabel("SIP port").FocusAsync();

            await Assertions.Expect(page.Locator(".allow")).ToContainTextAsync("to your firewall's allow-list");
            await CopyAsync(page);
            var handover = await DownloadAsync(page, $"voicedock-trunk-of-{preset.Slug}-{preset.Slug}.md");
            Assert.StartsWith($"# {preset.Title}: trunk to VoiceDock", handover, StringComparison.Ordinal);
            Assert.Equal(2 * await page.Locator("details.block").CountAsync(), Regex.Count(handover, "^```", RegexOptions.Multiline));

            await page.GetByRole(AriaRole.Button, new() { Name = "Save & test" }).ClickAsync();
            await page.GetByRole(AriaRole.Heading, new() { Name = name }).WaitForAsync();
            var saved = (await store.ListAsync(TestContext.Current.CancellationToken)).Single(t => t.Name == name);
            Assert.Equal((preset.Slug, preset.Transport, (int?)null), (saved.Provider, saved.Transport, saved.Port));
            await store.DeleteAsync(saved.Id, Actor.System, TestContext.Current.CancellationToken);
        }

        Assert.Empty(app.Complaints);
        await page.Context.DisposeAsync();
    }

    [Theory]
    [InlineData("freepbx", ColorScheme.Light, 1280)]
    [InlineData("freepbx", ColorScheme.Dark, 1280)]
    [InlineData("freepbx", ColorScheme.Light, 390)]
    [InlineData("freeswitch", ColorScheme.Light, 1280)]
    [InlineData("freeswitch", ColorScheme.Dark, 390)]
    [InlineData("teams-sbc", ColorScheme.Light, 1280)]
    [InlineData("teams-sbc", ColorScheme.Dark, 1280)]
    public async Task Form_BesideTheOtherSide_IsReadable(string slug, ColorScheme scheme, int width)
    {
        var page = await app.NewPageAsync(scheme, width, 900);
        await BrowserFixture.OpenAsync(page, $"/trunks/new?preset={slug}");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Head office");
        await page.GetByLabel(TrunkPresets.For(slug).Field("host")!.TheirName, new() { Exact = true }).FillAsync("192.168.1.100");
        foreach (var block in await page.Locator(".other summary").AllAsync())
            await block.ClickAsync();

        await page.AssertAccessibleAsync();
        await page.AssertFitsAsync();
        await FullPictureAsync(page, $"other-side-{slug}-{View(scheme, width)}");
        await page.Context.DisposeAsync();
    }

    [Theory]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 390)]
    public async Task Number_RehearsedOnATrunk_ShowsTheTableAndTheInvite(ColorScheme scheme, int width)
    {
        var store = app.Services.GetRequiredService<TrunkStore>();
        var made = await store.CreateAsync(
            new TrunkInput { Name = "Rehearsed", Host = "127.0.0.1", Port = FreePort.Udp(), Provider = "freepbx", Username = "dock", Password = "canary-never-shown" },
            Actor.System, TestContext.Current.CancellationToken);
        var page = await app.NewPageAsync(scheme, width, 900);
        await BrowserFixture.OpenAsync(page, $"/trunks/{made.Value.Id}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Number rehearsal" }).ClickAsync();
        await page.GetByText("International, with 00").ClickAsync();
        await Assertions.Expect(page.Locator("tr.current td")).ToHaveTextAsync("0031612345678");

        await page.GetByRole(AriaRole.Button, new() { Name = "Show the INVITE" }).ClickAsync();

        var invite = page.Locator("pre[aria-label='The INVITE']");
        await Assertions.Expect(invite).ToContainTextAsync($"INVITE sip:0031612345678@127.0.0.1:{made.Value.Port} SIP/2.0");
        await Assertions.Expect(invite).Not.ToContainTextAsync("Authorization");
        await page.AssertAccessibleAsync();
        await page.AssertFitsAsync();
        await page.Locator(".rehearsal").ScrollIntoViewIfNeededAsync();
        await FullPictureAsync(page, $"rehearsal-{View(scheme, width)}");
        await store.DeleteAsync(made.Value.Id, Actor.System, TestContext.Current.CancellationToken);
        await page.Context.DisposeAsync();
    }

    private static async Task CopyAsync(IPage page)
    {
        var copy = page.GetByRole(AriaRole.Button, new() { Name = "Copy all steps" });
        await copy.ClickAsync();
        await Assertions.Expect(copy).ToHaveAttributeAsync("data-copied", "");
    }

    private static async Task<string> DownloadAsync(IPage page, string fileName)
    {
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Download all steps as one file" }).ClickAsync());
        Assert.Equal(fileName, download.SuggestedFilename);
        using var reader = new StreamReader(await download.CreateReadStreamAsync());
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    private static string View(ColorScheme scheme, int width) => $"{scheme.ToString().ToLowerInvariant()}-{width}";

    private static async Task FullPictureAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("VOICEDOCK_PICTURES") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), FullPage = true });
    }
}
