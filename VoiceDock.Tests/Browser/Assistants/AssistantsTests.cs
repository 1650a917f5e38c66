using Microsoft.Playwright;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Browser.Assistants;

[Collection(BrowserTests.Name)]
[Trait("Kind", "Browser")]
public sealed class AssistantsTests(BrowserFixture app)
{
    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 390)]
    public async Task Assistant_WithDestinations_IsSavedInTheOrderOfItsKeys(ColorScheme scheme, int width)
    {
        var view = $"{scheme.ToString().ToLowerInvariant()}-{width}";
        var page = await app.NewPageAsync(scheme, width, 844);
        await BrowserFixture.OpenAsync(page, "/assistants/new");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync($"Front desk {view}");
        await AddAsync(page, 0, "Sales", "201");
        await AddAsync(page, 1, "Support", "+31 20 123 4567");
        await page.GetByRole(AriaRole.Button, new() { Name = "Move Support up" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("Who is there").First).ToHaveValueAsync("Support");

        await page.GetByRole(AriaRole.Button, new() { Name = "Save assistant" }).ClickAsync();
        await page.Locator("main h1").GetByText($"Front desk {view}").WaitForAsync();
        await page.ReloadAsync();
        await Assertions.Expect(page.GetByLabel("Number or extension").First).ToHaveValueAsync("+31201234567");
        await page.PictureAsync($"assistant-{view}");
        await page.AssertAccessibleAsync();
        await page.AssertFitsAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Delete", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete assistant" }).ClickAsync();
        await page.Locator("main h1").GetByText("Assistants").WaitForAsync();
        await page.Context.DisposeAsync();
    }

    private static async Task AddAsync(IPage page, int index, string name, string number)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Add destination" }).ClickAsync();
        await page.GetByLabel("Who is there").Nth(index).FillAsync(name);
        await page.GetByLabel("Number or extension").Nth(index).FillAsync(number);
        await page.GetByLabel("Number or extension").Nth(index).BlurAsync();
    }
}
