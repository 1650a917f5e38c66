using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Playwright;
using VoiceDock.Core.Practice;
using VoiceDock.Core.Trunks;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Browser.Trunks;

/// <summary>From an empty form to a light that is up, against a real SIP peer; and what is said when nothing is there.</summary>
[Collection(TrunkBrowserTests.Name)]
[Trait("Kind", "Browser")]
public sealed class AddTrunkTests(BrowserFixture app)
{
    private const string Password = "canary-Pa55word-of-the-form";

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 390)]
    public async Task Trunk_FromThe3cxPreset_IsCheckedSavedAndUp(ColorScheme scheme, int width)
    {
        var view = $"{scheme.ToString().ToLowerInvariant()}-{width}";
        var name = $"Head office {view}";
        await using var pbx = new PracticePbx(new PracticeOptions { Username = "voicedock", Password = Password }, TimeProvider.System, NullLoggerFactory.Instance);
        pbx.Start();
        var page = await app.NewPageAsync(scheme, width, 844);
        await BrowserFixture.OpenAsync(page, "/trunks/new");
        await page.GetByRole(AriaRole.Link, new() { Name = "3CX" }).ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        await page.GetByLabel("3CX FQDN").FillAsync("127.0.0.1");
        await page.GetByLabel("Authentication ID").FillAsync("voicedock");
        await page.Locator("input[type=password]").FillAsync(Password);

        using (var silent = new SilentPeer())
        {
            await page.GetByLabel("SIP port").FillAsync($"{silent.Port}");
            await page.GetByRole(AriaRole.Button, new() { Name = "Run the doctor" }).ClickAsync();
            await Assertions.Expect(page.Locator("[data-check=options][aria-current=step]")).ToBeVisibleAsync();
            await Assertions.Expect(page.Locator(".verdict")).ToContainTextAsync($"127.0.0.1:{silent.Port} does not answer", new() { Timeout = 30_000 });
        }
        await page.AssertAccessibleAsync();
        await page.AssertFitsAsync();
        await page.PictureAsync($"trunk-new-{view}");

        await page.GetByLabel("SIP port").FillAsync($"{pbx.Address.Port}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save & test" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = name })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".verdict")).ToContainTextAsync("All fine");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("[?]doctor="));
        await Assertions.Expect(page.Locator(".page-head .light")).ToContainTextAsync("Up");
        await page.PictureAsync($"trunk-{view}");
        await page.AssertAccessibleAsync();
        await page.AssertFitsAsync();
        Assert.DoesNotContain(Password, await page.ContentAsync(), StringComparison.Ordinal);
        await DeleteAsync(page, name, view);
    }

    [Fact]
    public async Task Row_Checked_ShowsWhatIsWrongAndWhatToDo()
    {
        var closed = FreePort.Udp();
        var trunk = (await app.Services.GetRequiredService<TrunkStore>().CreateAsync(
            new TrunkInput { Name = "Nobody there", Host = "127.0.0.1", Port = closed, Provider = "freepbx" },
            VoiceDock.Core.Common.Actor.System,
            TestContext.Current.CancellationToken)).Value;
        var page = await app.NewPageAsync();
        await BrowserFixture.OpenAsync(page, "/trunks");

        await page.GetByRole(AriaRole.Button, new() { Name = "Check Nobody there" }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Nobody there" })).ToContainTextAsync(new Regex("Suspect|Down"));
        await Assertions.Expect(page.GetByText($"nothing listens on port {closed}").Last).ToBeVisibleAsync();
        await page.AssertAccessibleAsync();
        await app.Services.GetRequiredService<TrunkStore>().DeleteAsync(trunk.Id, VoiceDock.Core.Common.Actor.System, TestContext.Current.CancellationToken);
        await Assertions.Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Nobody there" })).ToHaveCountAsync(0); // a notice may still name it
        await page.Context.DisposeAsync();
    }

    private static async Task DeleteAsync(IPage page, string name, string view)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete", Exact = true }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog).Filter(new() { HasText = $"Delete trunk '{name}'?" });
        await Assertions.Expect(dialog).ToContainTextAsync("No number uses it.");
        await page.PictureAsync($"trunk-delete-{view}");
        await page.AssertAccessibleAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Delete trunk" }).ClickAsync();
        await page.Locator("main h1").GetByText("Trunks").WaitForAsync();
        await page.Context.DisposeAsync();
    }
}
