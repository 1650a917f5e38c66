using Microsoft.Playwright;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Browser.Numbers;

[Collection(BrowserTests.Name)]
[Trait("Kind", "Browser")]
public sealed class NumbersTests(BrowserFixture app)
{
    [Theory]
    [InlineData(ColorScheme.Light, 1280, "+31 20 555 0101", "+31 20 555 0101")]
    [InlineData(ColorScheme.Dark, 390, "+31205550102", "+31 20 555 0102")]
    public async Task Number_RegisteredWithoutAssistant_SaysSoAndIsDeleted(ColorScheme scheme, int width, string typed, string shown)
    {
        var view = $"{scheme.ToString().ToLowerInvariant()}-{width}";
        var page = await app.NewPageAsync(scheme, width, 844);
        await BrowserFixture.OpenAsync(page, "/numbers");

        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Register") }).First.ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Textbox, new() { Name = "Number" }).FillAsync(typed);
        await dialog.GetByLabel("Answered by").SelectOptionAsync("");
        await page.PictureAsync($"number-register-{view}");
        await page.AssertAccessibleAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Register number" }).ClickAsync();

        var row = page.GetByRole(AriaRole.Row).Filter(new() { HasText = shown });
        await Assertions.Expect(row).ToContainTextAsync("No assistant: callers hear that it cannot be reached.");
        await page.PictureAsync($"numbers-{view}");
        await page.AssertAccessibleAsync();
        await page.AssertFitsAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = $"Delete {shown}" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete number" }).ClickAsync();
        await Assertions.Expect(row).ToHaveCountAsync(0);
        await page.Context.DisposeAsync();
    }
}
