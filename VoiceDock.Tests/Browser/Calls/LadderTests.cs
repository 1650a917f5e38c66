using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using VoiceDock.Core.Calls.Trace;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Browser.Calls;

/// <summary>The ladder of a call in a browser: drawn, by keys, live, as files, on a phone.</summary>
[Trait("Kind", "Browser")]
public sealed class LadderTests(SeededCallsFixture app) : IClassFixture<SeededCallsFixture>
{
    public static TheoryData<ColorScheme, int> Views => new() { { ColorScheme.Light, 1440 }, { ColorScheme.Dark, 1280 }, { ColorScheme.Light, 390 } };

    [Theory]
    [MemberData(nameof(Views))]
    public async Task Ladder_InEveryLook_IsAccessibleAndFits(ColorScheme scheme, int width)
    {
        var page = await OpenAsync(scheme, width);
        await Assertions.Expect(page.Locator(".ladder .mark")).ToHaveCountAsync(SeededTrace.Marks);

        await PictureAsync(page.Locator("#messages"), $"ladder-{Name(scheme, width)}");
        await PictureAsync(page.Locator(".wrong"), $"wrong-{Name(scheme, width)}");
        await page.AssertAccessibleAsync();
        await page.AssertFitsAsync();
        Assert.Empty(app.Complaints);
    }

    [Fact]
    public async Task Arrows_PointFromLaneToLane_OnOneAxisOfAllLegs()
    {
        var page = await OpenAsync(ColorScheme.Light, 1280);

        await Assertions.Expect(page.Locator(".ladder .name > span:first-child")).ToHaveTextAsync(["Caller", "VoiceDock", "Practice PBX"]);
        var invite = await BoxAsync(page.Locator(".message .arrow").First);
        var us = await BoxAsync(page.Locator(".ladder .name").Nth(1));
        var pbx = await BoxAsync(page.Locator(".ladder .name").Nth(2));
        var dial = await BoxAsync(page.Locator(".message .arrow").Nth(6));

        Assert.Equal(us.X + us.Width / 2, invite.X + invite.Width, 3d);
        Assert.Equal(us.X + us.Width / 2, dial.X, 3d);
        Assert.Equal(pbx.X + pbx.Width / 2, dial.X + dial.Width, 3d);
    }

    [Fact]
    public async Task Keys_WalkTheMessagesAndOpenOne()
    {
        var page = await OpenAsync(ColorScheme.Light, 1280);
        var heads = page.Locator(".message .head");

        await heads.First.FocusAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("ArrowUp");
        await Assertions.Expect(heads.Nth(1)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.Locator(".message pre")).ToContainTextAsync("100 Trying");
        await Assertions.Expect(page.Locator(".message .text p")).ToHaveTextAsync("udp 127.0.0.1:5060 → 127.0.0.1:40112");
        await Assertions.Expect(heads.Nth(1)).ToHaveAttributeAsync("aria-expanded", "true");
    }

    [Fact]
    public async Task Ladder_OfARunningCall_GrowsByItselfAndKeepsWhatIsOpen()
    {
        var page = await OpenAsync(ColorScheme.Light, 1280, app.Waiting.Id, messages: 0);
        var traces = app.Services.GetRequiredService<CallTraces>();
        var id = $"grows@{app.Waiting.Id}";
        traces.Claim(id, app.Waiting.Id, "caller");
        traces.Add(Message("INVITE sip:1@x", 1));
        await page.Locator(".message .head").ClickAsync();
        await page.Locator(".message pre").WaitForAsync();

        traces.Mark(app.Waiting.Id, "caller", TraceMarks.AudioIn, "Audio from the caller begins");
        traces.Add(Message("200 OK", 2));

        await Assertions.Expect(page.Locator(".message")).ToHaveCountAsync(2);
        await Assertions.Expect(page.Locator(".mark.audio")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator(".message").First.Locator("pre")).ToContainTextAsync("INVITE sip:1@x");

        TraceMessage Message(string summary, int second) => new(
            DateTime.UtcNow.AddSeconds(second - 10), "caller", second == 2, false, "tls", "127.0.0.1:5061", "127.0.0.1:40112", id, summary, summary + "\r\n\r\n");
    }

    [Fact]
    public async Task Failure_IsExplainedByItsRule_AndTheFilesAreThere()
    {
        var page = await OpenAsync(ColorScheme.Light, 1280);

        await Assertions.Expect(page.Locator(".wrong")).ToContainTextAsync("201 is busy.");
        await Assertions.Expect(page.Locator(".wrong .fix")).ToContainTextAsync("On the PBX or at the provider: Nothing to change on the trunk");
        await Assertions.Expect(page.Locator(".wrong .evidence")).ToContainTextAsync("Rule R14");
        var capture = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "PCAP capture file of all messages" }).ClickAsync());
        Assert.Equal($"call-{app.Busy.Id}.pcap", capture.SuggestedFilename);
        var diagram = await page.APIRequest.GetAsync($"{app.BaseUrl}/calls/{app.Busy.Id}/messages/mermaid");
        Assert.StartsWith("sequenceDiagram", await diagram.TextAsync(), StringComparison.Ordinal);
        Assert.Equal(404, (await page.APIRequest.GetAsync($"{app.BaseUrl}/calls/{app.Busy.Id}/messages/json")).Status);
    }

    [Fact]
    public async Task Phone_ShowsAListWithWords()
    {
        var page = await OpenAsync(ColorScheme.Light, 390);

        await Assertions.Expect(page.Locator(".ladder .heads")).ToBeHiddenAsync();
        Assert.True((await BoxAsync(page.Locator(".message .way").First)).Width > 60);
    }

    private async Task<IPage> OpenAsync(ColorScheme scheme, int width, Guid? call = null, int? messages = null)
    {
        var page = await app.NewPageAsync(scheme, width, width < 700 ? 844 : 900);
        await BrowserFixture.OpenAsync(page, $"/calls/{call ?? app.Busy.Id}");
        await Assertions.Expect(page.Locator(".message")).ToHaveCountAsync(messages ?? SeededTrace.Count);
        return page;
    }

    private static async Task<LocatorBoundingBoxResult> BoxAsync(ILocator of) => (await of.BoundingBoxAsync())!;

    private static async Task PictureAsync(ILocator of, string name)
    {
        if (Environment.GetEnvironmentVariable("VOICEDOCK_PICTURES") is { Length: > 0 } folder)
            await of.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png") });
    }

    private static string Name(ColorScheme scheme, int width) => width < 700 ? "phone" : scheme.ToString().ToLowerInvariant();
}
