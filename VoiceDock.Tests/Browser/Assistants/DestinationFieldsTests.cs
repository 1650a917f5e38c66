using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using VoiceDock.Core.Assistants;
using VoiceDock.Core.Common;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Browser.Assistants;

[Collection(BrowserTests.Name)]
[Trait("Kind", "Browser")]
public sealed class DestinationFieldsTests(BrowserFixture app)
{
    [Theory]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 390)]
    public async Task EveryFieldOfADestination_ByKeyboard_IsThereAgainAfterAReload(ColorScheme scheme, int width)
    {
        var view = $"{scheme.ToString().ToLowerInvariant()}-{width}";
        var id = await MakeAsync($"Hours {view}");
        var page = await app.NewPageAsync(scheme, width, 844);
        await BrowserFixture.OpenAsync(page, $"/assistants/{id}");
        await page.PictureAsync($"destination-empty-{view}");

        await FillByKeyboardAsync(page);
        await page.PictureAsync($"destination-typed-{view}");
        await page.Keyboard.PressAsync("Enter");

        const string Said = "Rings 20 s, then 202, 201 · Tue–Sat 22:00–02:00 Lisbon, closed: 300 · sends ,12# · whispers · asks for 1";
        await page.GetByRole(AriaRole.Alert).Or(page.GetByText("is saved.")).First.WaitForAsync();
        await page.ReloadAsync();
        var fold = page.GetByRole(AriaRole.Button, new() { Name = $"Sales: {Said}" });
        await fold.WaitForAsync();
        await page.PictureAsync($"destination-closed-{view}", full: true);
        await page.AssertAccessibleAsync();
        await page.AssertFitsAsync();
        await fold.PressAsync("Enter");
        await Assertions.Expect(page.GetByLabel("Time zone")).ToHaveValueAsync("Europe/Lisbon");
        await Assertions.Expect(page.GetByLabel("Next number 1")).ToHaveValueAsync("202");
        await Assertions.Expect(page.GetByLabel("Whisper")).ToHaveValueAsync("Call from {caller} for sales.");
        await Assertions.Expect(page.GetByLabel("Monday")).Not.ToBeCheckedAsync();
        await Assertions.Expect(page.GetByLabel("Saturday")).ToBeCheckedAsync();
        await page.PictureAsync($"destination-open-{view}", full: true);
        await page.AssertAccessibleAsync();
        await page.AssertFitsAsync();
        Assert.Contains("x_keep", StoredEntry(id).ToJsonString(), StringComparison.Ordinal);
        await page.Context.DisposeAsync();
    }

    [Fact]
    public async Task WhatCannotBe_IsSaidAtItsField_InTheOpenedPart()
    {
        var id = await MakeAsync("Refused");
        var page = await app.NewPageAsync(width: 390, height: 844);
        await BrowserFixture.OpenAsync(page, $"/assistants/{id}");
        var fold = page.GetByRole(AriaRole.Button, new() { Name = "Sales: Ring time" });
        await fold.ClickAsync();
        await page.GetByLabel("Only at certain hours").CheckAsync();
        await page.GetByLabel("Time zone").FillAsync("Atlantis");
        await page.GetByLabel("Ring time", new() { Exact = true }).FillAsync("3");
        await fold.ClickAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Save assistant" }).ClickAsync();

        await page.GetByText("Time zone must be a time zone this machine knows").WaitForAsync();
        await Assertions.Expect(page.GetByLabel("Ring time", new() { Exact = true })).ToHaveAttributeAsync("aria-invalid", "true");
        await page.PictureAsync("destination-refused-phone", full: true);
        await page.AssertAccessibleAsync();
        await page.AssertFitsAsync();
        await page.Context.DisposeAsync();
    }

    private static async Task FillByKeyboardAsync(IPage page)
    {
        var keys = page.Keyboard;
        await page.GetByRole(AriaRole.Button, new() { Name = "Sales: Ring time" }).FocusAsync();
        await keys.PressAsync("Enter");
        await page.GetByLabel("Ring time", new() { Exact = true }).WaitForAsync();
        await TabAndTypeAsync("20");
        await TabAndTypeAsync(",12#");
        await keys.PressAsync("Tab");
        await keys.PressAsync("Space");
        await Assertions.Expect(page.GetByLabel("Time zone")).Not.ToHaveValueAsync("");
        await keys.PressAsync("Tab");
        await keys.PressAsync("Space"); // not on Monday
        for (var day = 0; day < 5; day++) await keys.PressAsync("Tab");
        await keys.PressAsync("Space"); // on Saturday
        await page.GetByLabel("From", new() { Exact = true }).FillAsync("22:00");
        await page.GetByLabel("To", new() { Exact = true }).FillAsync("02:00");
        await page.GetByLabel("Time zone").FocusAsync();
        await keys.PressAsync("Control+A");
        await keys.TypeAsync("lisbon");
        await TabAndTypeAsync("300");
        await Assertions.Expect(page.GetByLabel("Time zone")).ToHaveValueAsync("Europe/Lisbon");
        await keys.PressAsync("Tab");
        await keys.PressAsync("Enter"); // add next: the focus goes into it
        await Assertions.Expect(page.GetByLabel("Next number 1")).ToBeFocusedAsync();
        await keys.TypeAsync("201");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add next" }).PressAsync("Enter");
        await Assertions.Expect(page.GetByLabel("Next number 2")).ToBeFocusedAsync();
        await keys.TypeAsync("202");
        await TabAndTypeAsync("9");
        await keys.PressAsync("Tab");
        await keys.PressAsync("Enter"); // earlier: now the first, so the way back has the focus
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Try 202 later" })).ToBeFocusedAsync();
        await page.GetByLabel("Whisper").FocusAsync();
        await keys.TypeAsync("Call from {caller} for sales.");
        await keys.PressAsync("Tab");
        await keys.PressAsync("Space");

        async Task TabAndTypeAsync(string text)
        {
            await keys.PressAsync("Tab");
            await keys.TypeAsync(text);
        }
    }

    private async Task<Guid> MakeAsync(string name)
    {
        var config = JsonText.Parse("""{"tools":[{"type":"transfer_call","destinations":[{"type":"number","number":"200","description":"Sales","x_keep":[1]},{"type":"number","number":"201","description":"Back office"}]}]}""");
        var made = await app.Services.GetRequiredService<AssistantStore>().CreateAsync(new AssistantInput { Name = name, LlmConfig = config }, Actor.System);
        return made.Value.Id;
    }

    private JsonNode StoredEntry(Guid id) =>
        JsonNode.Parse(app.Services.GetRequiredService<AssistantDirectory>().Find(id)!.LlmConfig!)!["tools"]![0]!["destinations"]![0]!;
}
