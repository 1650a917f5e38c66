using Microsoft.Playwright;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Browser.Layout;

/// <summary>Keys, theme and the lost connection.</summary>
[Collection(BrowserTests.Name)]
[Trait("Kind", "Browser")]
public sealed class FrameTests(BrowserFixture app)
{
    [Fact]
    public async Task QuestionMark_OpensTheKeyListWithThePagesOwnKeys()
    {
        var page = await app.NewPageAsync();
        await BrowserFixture.OpenAsync(page, "/settings/api-keys");
        await page.GetByText("No API keys yet").Or(page.Locator("table")).First.WaitForAsync();

        await page.Keyboard.PressAsync("?");
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Create key");
        await page.PictureAsync("keys-light");
        await page.AssertAccessibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator("#keys")).ToBeHiddenAsync();

        await page.Keyboard.PressAsync("g");
        await page.Keyboard.PressAsync("o");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Overview");
        await page.Context.DisposeAsync();
    }

    [Fact]
    public async Task SkipLink_IsTheFirstStopAndLeadsToTheContent()
    {
        var page = await app.NewPageAsync();
        await BrowserFixture.OpenAsync(page, "/settings/account");
        await page.EvaluateAsync("document.activeElement.blur()");

        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.Locator(".skip")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#main")).ToBeFocusedAsync();
        await page.Context.DisposeAsync();
    }

    [Fact]
    public async Task Theme_OnceChosen_StaysAndReachesMudBlazor()
    {
        var page = await app.NewPageAsync(ColorScheme.Light);
        await BrowserFixture.OpenAsync(page, "/");
        await page.GetByRole(AriaRole.Button, new() { Name = "Light or dark" }).First.ClickAsync();

        await page.WaitForFunctionAsync("getComputedStyle(document.documentElement).getPropertyValue('--mud-palette-surface').includes('22,30,40')");
        await BrowserFixture.OpenAsync(page, "/settings/api-keys");
        Assert.Equal("dark", await page.EvaluateAsync<string>("document.documentElement.dataset.theme"));
        await page.Context.DisposeAsync();
    }

    [Fact]
    public async Task More_OnAPhone_OpensTheOtherPages()
    {
        var page = await app.NewPageAsync(width: 390, height: 844);
        await BrowserFixture.OpenAsync(page, "/");
        await page.GetByRole(AriaRole.Button, new() { Name = "More" }).ClickAsync();
        await page.PictureAsync("more-phone");
        await page.AssertAccessibleAsync();

        await page.Locator("#more").GetByRole(AriaRole.Link, new() { Name = "API keys" }).ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("API keys");
        await Assertions.Expect(page.Locator("#more")).ToBeHiddenAsync();
        await page.Context.DisposeAsync();
    }

    [Fact]
    public async Task LostConnection_IsSaidInOurOwnWords()
    {
        var page = await app.NewPageAsync();
        await BrowserFixture.OpenAsync(page, "/");
        await page.EvaluateAsync("""
            const notice = document.getElementById('components-reconnect-modal');
            notice.classList.add('components-reconnect-show');
            """);

        await Assertions.Expect(page.Locator("#components-reconnect-modal")).ToContainTextAsync("Calls go on");
        await Assertions.Expect(page.Locator("#components-reconnect-modal")).ToBeVisibleAsync();
        await page.PictureAsync("reconnect-light");
        await page.AssertAccessibleAsync();
        await page.Context.DisposeAsync();
    }
}
