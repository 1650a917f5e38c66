using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using VoiceDock.Core.Trunks;
using VoiceDock.Core.Trunks.Refer;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Browser.Trunks;

/// <summary>A trunk says how transfers over it are made, which headers they carry and what is known of REFER there.</summary>
[Collection(TrunkBrowserTests.Name)]
[Trait("Kind", "Browser")]
public sealed class TrunkTransferFieldsTests(BrowserFixture app)
{
    [Theory]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 390)]
    public async Task MethodAndHeaders_AreChosen_ComplainedAboutAtTheRow_AndSaved(ColorScheme scheme, int width)
    {
        var view = $"{scheme.ToString().ToLowerInvariant()}-{width}";
        var store = app.Services.GetRequiredService<TrunkStore>();
        var input = new TrunkInput { Name = $"Headers {view}", Host = "127.0.0.1", Port = FreePort.Udp(), Provider = "freepbx", OptionsIntervalSeconds = 0 };
        var trunk = (await store.CreateAsync(input, VoiceDock.Core.Common.Actor.System, TestContext.Current.CancellationToken)).Value;
        var refers = app.Services.GetRequiredService<ReferRecord>();
        for (var i = 0; i < 3; i++) await refers.RememberAsync(trunk.Id, ok: true, TestContext.Current.CancellationToken);
        var page = await app.NewPageAsync(scheme, width, 844);
        await BrowserFixture.OpenAsync(page, $"/trunks/{trunk.Id}");
        await Assertions.Expect(page.GetByText("REFER: proven, 3 of the last 3 completed")).ToBeVisibleAsync();
        await refers.RememberAsync(trunk.Id, ok: false, TestContext.Current.CancellationToken);
        await Assertions.Expect(page.GetByText("REFER: failing, 3 of the last 4 completed")).ToBeVisibleAsync();

        await page.GetByText("REFER: failing").ScrollIntoViewIfNeededAsync();
        await page.PictureAsync($"trunk-refer-{view}");

        await page.GetByRole(AriaRole.Button, new() { Name = "Advanced" }).ClickAsync();
        await page.GetByRole(AriaRole.Radio, new() { Name = "Auto" }).FocusAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(page.GetByRole(AriaRole.Radio, new() { Name = "Bridge: VoiceDock calls" })).ToBeCheckedAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Add header" }).ClickAsync();
        await page.GetByLabel("Header 2", new() { Exact = true }).FillAsync("Via");
        await page.GetByLabel("Value 2").FillAsync("{caller_name} for {number}");
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.GetByText("The name must begin with X- or P-")).ToBeVisibleAsync();
        await page.Locator(".headers").ScrollIntoViewIfNeededAsync();
        await page.AssertAccessibleAsync();
        await page.AssertFitsAsync();
        await page.PictureAsync($"trunk-headers-{view}");

        await page.GetByLabel("Header 2", new() { Exact = true }).FillAsync("X-Who");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save & test" }).ClickAsync();
        await Assertions.Expect(page.GetByText($"Trunk 'Headers {view}' is saved.")).ToBeVisibleAsync();

        var saved = (await store.FindAsync(trunk.Id, TestContext.Current.CancellationToken))!;
        Assert.Equal((TransferMethod.Bridge, "X-Summary, X-Who"), (saved.TransferMethod, string.Join(", ", saved.Headers.Select(h => h.Name))));
        await store.DeleteAsync(trunk.Id, VoiceDock.Core.Common.Actor.System, TestContext.Current.CancellationToken);
        await page.Context.DisposeAsync();
    }
}
