using Microsoft.Playwright;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Browser.Calls;

/// <summary>The call screens with calls on them, in light, dark and at phone width: accessible, inside their window, nothing stopped by the content policy.</summary>
[Trait("Kind", "Browser")]
public sealed class CallScreensTests(SeededCallsFixture app) : IClassFixture<SeededCallsFixture>
{
    public static TheoryData<ColorScheme, int> Views => new() { { ColorScheme.Light, 1440 }, { ColorScheme.Dark, 1280 }, { ColorScheme.Light, 390 } };

    [Theory]
    [MemberData(nameof(Views))]
    public async Task Board_WithCalls_IsAccessibleAndFits(ColorScheme scheme, int width)
    {
        var page = await OpenAsync("/calls", scheme, width);
        await Assertions.Expect(page.Locator(".call")).ToHaveCountAsync(5);
        await HoldAsync(page, $"calls-{Name(scheme, width)}");

        await page.Locator($"#call-{app.Waiting.Id} .go").ClickAsync();
        await page.Locator("form.transfer").WaitForAsync();
        await HoldAsync(page, $"calls-form-{Name(scheme, width)}");

        await page.Locator("form.transfer .choice", new() { HasText = "Dispensary" }).ClickAsync();
        await page.GetByLabel("Ring anyway").WaitForAsync();
        await HoldAsync(page, $"calls-closed-{Name(scheme, width)}");

        await page.Keyboard.PressAsync("Escape");
        await page.Locator($"#call-{app.Waiting.Id} [data-key=s]").ClickAsync();
        await page.Locator("form.say").WaitForAsync();
        await HoldAsync(page, $"calls-say-{Name(scheme, width)}");
    }

    [Theory]
    [MemberData(nameof(Views))]
    public async Task CallPage_OfALiveCall_IsAccessibleAndFits(ColorScheme scheme, int width)
    {
        var page = await OpenAsync($"/calls/{app.Busy.Id}", scheme, width);
        await Assertions.Expect(page.Locator(".message")).ToHaveCountAsync(SeededTrace.Count);

        await page.Locator(".message.failure .head").ClickAsync();
        await page.Locator(".message.failure pre").WaitForAsync();
        await HoldAsync(page, $"call-{Name(scheme, width)}");
    }

    [Theory]
    [MemberData(nameof(Views))]
    public async Task CallPage_AudioOverTime_IsDrawnForEachLegAndToldInWords(ColorScheme scheme, int width)
    {
        var page = await OpenAsync($"/calls/{app.Connected.Id}", scheme, width);
        var audio = page.Locator("#quality");
        await Assertions.Expect(audio.Locator(".chart")).ToHaveCountAsync(6);

        await Assertions.Expect(audio.GetByLabel("MOS: lowest 2.9 at 0:41, 4.4 in the middle, 4.4 last.")).ToBeVisibleAsync();
        await Assertions.Expect(audio.Locator(".marks li")).ToHaveTextAsync(["1:30 connected with Sales", "choppy from here on"]);
        await audio.EvaluateAsync("e => e.scrollIntoView({ block: 'center' })");
        await HoldAsync(page, $"call-audio-{Name(scheme, width)}");
    }

    [Theory]
    [MemberData(nameof(Views))]
    public async Task History_WithCalls_IsAccessibleAndFits(ColorScheme scheme, int width)
    {
        var page = await OpenAsync("/history", scheme, width);
        await Assertions.Expect(page.Locator("tbody tr")).ToHaveCountAsync(50);
        await HoldAsync(page, $"history-{Name(scheme, width)}");
    }

    private async Task<IPage> OpenAsync(string path, ColorScheme scheme, int width)
    {
        var page = await app.NewPageAsync(scheme, width, width < 700 ? 844 : 900);
        await BrowserFixture.OpenAsync(page, path);
        return page;
    }

    private async Task HoldAsync(IPage page, string name)
    {
        await page.PictureAsync(name);
        await page.AssertAccessibleAsync();
        await page.AssertFitsAsync();
        Assert.Empty(app.Complaints);
    }

    private static string Name(ColorScheme scheme, int width) => width < 700 ? "phone" : scheme.ToString().ToLowerInvariant();
}
