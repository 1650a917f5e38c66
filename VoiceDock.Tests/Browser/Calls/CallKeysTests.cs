using System.Text.RegularExpressions;
using Microsoft.Playwright;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Browser.Calls;

/// <summary>The board without a mouse, and what only a browser shows of the history.</summary>
[Trait("Kind", "Browser")]
public sealed class CallKeysTests(SeededCallsFixture app) : IClassFixture<SeededCallsFixture>
{
    [Fact]
    public async Task Board_ByKeys_WalksRowsOpensTheFormChoosesAndCloses()
    {
        var page = await OpenBoardAsync();
        var form = page.Locator("form.transfer");

        await page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(page.Locator($"#call-{app.Waiting.Id}")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("t");
        await form.WaitForAsync();
        await Assertions.Expect(form.GetByRole(AriaRole.Radio).First).ToBeFocusedAsync();

        await page.Keyboard.PressAsync("2");
        await Assertions.Expect(form.GetByRole(AriaRole.Button, new() { Name = "Transfer to 201" })).ToBeVisibleAsync();
        await form.GetByPlaceholder("Number or extension").FocusAsync();
        await page.Keyboard.TypeAsync("etc");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(form).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator($"#call-{app.Waiting.Id} .go")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Directory_ByKeys_IsSearchedWalkedAndAClosedDestinationIsRungOnlyWhenAsked()
    {
        var page = await OpenBoardAsync();
        var form = page.Locator("form.transfer");
        var go = form.Locator("button[type=submit]");
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("t");
        await Assertions.Expect(form.GetByRole(AriaRole.Radio).First).ToBeFocusedAsync();
        await Assertions.Expect(form.Locator(".choice").Nth(1)).ToContainTextAsync("Answered");

        await page.Keyboard.PressAsync("/");
        await Assertions.Expect(form.GetByRole(AriaRole.Searchbox)).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("pens");
        await Assertions.Expect(form.Locator(".entries .choice")).ToHaveCountAsync(1);
        await Assertions.Expect(form.Locator(".alert")).ToContainTextAsync("Dispensary is closed until");
        await Assertions.Expect(go).ToBeDisabledAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(form.GetByRole(AriaRole.Radio).First).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("r");
        await Assertions.Expect(form.GetByLabel("Ring anyway")).ToBeCheckedAsync();
        await Assertions.Expect(go).ToHaveTextAsync("Transfer to 204");

        await page.Keyboard.PressAsync("/");
        await page.Keyboard.PressAsync("Backspace");
        await Assertions.Expect(form.Locator(".entries .choice")).ToHaveCountAsync(4);
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("ArrowUp");
        await Assertions.Expect(go).ToHaveTextAsync("Transfer to +31 6 12345678");
        await Assertions.Expect(form.Locator(".rehearsal")).ToContainTextAsync("+31612345678");
        await Assertions.Expect(form.GetByLabel("Ring anyway")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Board_KeyWithoutAChosenRow_DoesNothingAmongSeveralCalls()
    {
        var page = await OpenBoardAsync();

        await page.Keyboard.PressAsync("e");
        await page.Keyboard.PressAsync("j");

        await Assertions.Expect(page.Locator($"#call-{app.Waiting.Id}")).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator(".mud-dialog")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Board_EndByKey_AsksFirstAndEnterOpensTheCall()
    {
        var page = await OpenBoardAsync();
        await page.Keyboard.PressAsync("j");
        await Assertions.Expect(page.Locator($"#call-{app.Waiting.Id}")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("e");
        await Assertions.Expect(page.Locator(".mud-dialog")).ToContainTextAsync("End the call of +31 6 12345678?");
        await page.Locator(".confirm-no").ClickAsync();
        await Assertions.Expect(page.Locator(".mud-dialog")).ToHaveCountAsync(0);

        await page.Locator($"#call-{app.Waiting.Id}").FocusAsync();
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page).ToHaveURLAsync($"{app.BaseUrl}/calls/{app.Waiting.Id}");
        await Assertions.Expect(page.Locator("main h1")).ToHaveTextAsync("Call from +31 6 12345678");
    }

    [Fact]
    public async Task Keys_OfTheBoard_StandInTheList()
    {
        var page = await OpenBoardAsync();
        await page.Keyboard.PressAsync("?");

        var keys = page.Locator("#keys-here dt");
        await Assertions.Expect(page.Locator("#keys")).ToBeVisibleAsync();
        var listed = await keys.AllTextContentsAsync();
        Assert.Superset(new HashSet<string> { "Enter", "t", "c", "b", "e", "r", "Esc" }, listed.ToHashSet());
    }

    [Fact]
    public async Task History_FilterAndBack_IsTheAddress()
    {
        var page = await app.NewPageAsync();
        await BrowserFixture.OpenAsync(page, "/history?state=error");
        await Assertions.Expect(page.GetByLabel("State")).ToHaveValueAsync("error");
        await Assertions.Expect(page.Locator("tbody tr")).ToHaveCountAsync(6);

        await page.GetByLabel("Failed transfers only").CheckAsync();
        await Assertions.Expect(page).ToHaveURLAsync($"{app.BaseUrl}/history?state=error&failed=1");
        await page.GoBackAsync();
        await Assertions.Expect(page.Locator("tbody tr")).ToHaveCountAsync(6);
        await Assertions.Expect(page.GetByLabel("Failed transfers only")).Not.ToBeCheckedAsync();

        // Anywhere on a row leads to the call.
        await page.Locator("tbody tr").First.Locator(".state").ClickAsync(new() { Force = true });
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/calls/[0-9a-f-]{36}$"));
    }

    [Fact]
    public async Task Files_SignedInAndNot_AreCsvAndTextOrTheSignIn()
    {
        var page = await app.NewPageAsync();
        var csv = await page.APIRequest.GetAsync($"{app.BaseUrl}/history/export.csv?state=error");
        Assert.StartsWith("text/csv", csv.Headers["content-type"], StringComparison.Ordinal);
        Assert.Equal(7, (await csv.TextAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        var messages = await page.APIRequest.GetAsync($"{app.BaseUrl}/calls/{app.Busy.Id}/messages/text");
        Assert.Contains("486 Busy Here", await messages.TextAsync(), StringComparison.Ordinal);

        using var stranger = app.NewClient();
        using var refused = await stranger.GetAsync("/history/export.csv", TestContext.Current.CancellationToken);
        Assert.Equal("/login", refused.Headers.Location?.AbsolutePath);
    }

    private async Task<IPage> OpenBoardAsync()
    {
        var page = await app.NewPageAsync();
        await BrowserFixture.OpenAsync(page, "/calls");
        await Assertions.Expect(page.Locator(".call")).ToHaveCountAsync(5);
        return page;
    }
}
