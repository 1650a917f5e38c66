using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using VoiceDock.Core.Demo;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Browser.MainJob;

/// <summary>The first five minutes, as a person has them: in Chromium, against the demo's practice PBX and its real calls.</summary>
[Trait("Kind", "Browser")]
public sealed class MainJobTests(DemoFixture demo) : IClassFixture<DemoFixture>
{
    [Fact]
    public async Task TrunkFromThe3cxPreset_IsSavedAndChecked()
    {
        var practice = demo.Services.GetRequiredService<PracticeDesk>();
        await Eventually.TrueAsync(() => practice.IsRunning, "the practice PBX runs");
        var page = await demo.NewPageAsync();
        await BrowserFixture.OpenAsync(page, "/trunks/new?preset=3cx");

        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Office 3CX");
        await page.Locator("section[aria-label=Connection] input").Nth(1).FillAsync("127.0.0.1");
        await page.Locator("section[aria-label=Connection] input").Nth(2).FillAsync(practice.Trunk!.EffectivePort.ToString());
        await page.GetByRole(AriaRole.Button, new() { Name = "Save & test" }).ClickAsync();

        await Assertions.Expect(page.Locator("[data-check=options]")).ToContainTextAsync("Fine");
        await SeenAsync(page, "Office 3CX");
    }

    [Fact]
    public async Task PracticeCall_IsTransferredByButton_SeenConnected_AndEnded()
    {
        var page = await BoardAsync();
        await SeenAsync(page, "With assistant");

        await TransferAsync(page, "201");
        await SeenAsync(page, "is busy");
        // The caller is where they were before.
        await SeenAsync(page, "Front desk");

        await TransferAsync(page, "200");
        await SeenAsync(page, "Connected with");
        await page.AssertAccessibleAsync();

        // By the keyboard alone: the row, then its key.
        await page.Locator(".call").First.FocusAsync();
        await page.Keyboard.PressAsync("b");
        await SeenAsync(page, "Taken back");
        await SeenAsync(page, "With assistant");

        await page.GetByRole(AriaRole.Button, new() { Name = "End call", Exact = true }).First.ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "End call" }).ClickAsync();
        await SeenAsync(page, "ended");
        Assert.Empty(demo.Complaints);
    }

    // Without a mouse: the row, then its keys.
    [Fact]
    public async Task PracticeCall_ByKeyboardAlone_IsHeldToldSomethingAndTransferredFromHold()
    {
        var page = await BoardAsync();
        await SeenAsync(page, "With assistant");
        // By its id: other practice calls come and go, and take their places above and below.
        var id = await page.Locator(".call:not(.over)", new() { HasText = "With assistant" }).First.GetAttributeAsync("id");
        var row = page.Locator($"#{id}");
        await row.FocusAsync();

        await page.Keyboard.PressAsync("h");
        await Assertions.Expect(row).ToContainTextAsync("On hold");
        await page.Keyboard.PressAsync("s");
        await Assertions.Expect(page.GetByLabel("The assistant says")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("A colleague is on the way, one moment please.");
        await page.AssertAccessibleAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("form.say")).ToHaveCountAsync(0);
        await Assertions.Expect(row).ToContainTextAsync("On hold");
        await Assertions.Expect(row.Locator("[data-key=h]")).ToBeEnabledAsync();

        await page.Keyboard.PressAsync("h");
        await Assertions.Expect(row).ToContainTextAsync("With assistant");
        // The news of the call may be shown before the command has its answer; until then the row takes no other.
        await Assertions.Expect(row.Locator("[data-key=h]")).ToBeEnabledAsync();
        await page.Keyboard.PressAsync("h");
        await Assertions.Expect(row).ToContainTextAsync("On hold");
        await page.Keyboard.PressAsync("t");
        await page.Locator("form.transfer").WaitForAsync();
        await Assertions.Expect(page.Locator("form.transfer").GetByRole(AriaRole.Radio).First).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("/");
        await Assertions.Expect(page.Locator("form.transfer").GetByRole(AriaRole.Searchbox)).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("200");
        await Assertions.Expect(page.Locator("form.transfer .entries .choice")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator("form.transfer .rehearsal")).ToContainTextAsync("200 is dialled as 200.");
        await page.Keyboard.PressAsync("Enter");
        await SeenAsync(page, "Connected with");
        await row.FocusAsync();
        await page.Keyboard.PressAsync("b");
        await Assertions.Expect(row).ToContainTextAsync("With assistant");
        Assert.Empty(demo.Complaints);
    }

    // Tooltips hold the same words unseen.
    private static async Task SeenAsync(IPage page, string text)
    {
        try
        {
            await page.GetByText(text).Locator("visible=true").First.WaitForAsync();
        }
        catch (TimeoutException)
        {
            Assert.Fail($"'{text}' is not seen. The page says:\n{await page.Locator("body").InnerTextAsync()}");
        }
    }

    private async Task<IPage> BoardAsync()
    {
        var page = await demo.NewPageAsync();
        await BrowserFixture.OpenAsync(page, "/calls");
        return page;
    }

    private static async Task TransferAsync(IPage page, string extension)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Transfer", Exact = true }).First.ClickAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Number or extension" }).FillAsync(extension);
        await page.Locator("form.transfer button[type=submit]").ClickAsync();
    }
}
