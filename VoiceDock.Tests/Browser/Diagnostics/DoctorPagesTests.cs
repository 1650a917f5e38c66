using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using VoiceDock.Core.Diagnostics;
using VoiceDock.Core.Trunks;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Browser.Diagnostics;

/// <summary>The doctor as a person has it: in Chromium, against a real SIP peer, one that is silent, and one with another password.</summary>
[Trait("Kind", "Browser")]
public sealed partial class DoctorPagesTests(ExaminedFixture app) : IClassFixture<ExaminedFixture>
{
    public static TheoryData<string, ColorScheme, int> Looks => new()
    {
        { "dark", ColorScheme.Dark, 1280 },
        { "phone", ColorScheme.Light, 390 },
    };

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task HealthyTrunk_LightsCheckByCheck_ToTheVerdict(string view, ColorScheme scheme, int width)
    {
        await using var pbx = ExaminedFixture.StartPbx();
        var trunk = await app.MakeTrunkAsync($"Healthy {view}", pbx.Address.Port);
        var page = await OpenAsync($"/trunks/{trunk.Id}", scheme, width);
        await page.AssertAccessibleAsync();
        await page.PictureAsync($"doctor-none-{view}");
        await page.EvaluateAsync("""
            window.lit = [];
            new MutationObserver(() => {
              for (const row of document.querySelectorAll('[data-check]'))
                if (row.querySelector('button.head') && !window.lit.includes(row.dataset.check)) window.lit.push(row.dataset.check);
              if (document.querySelector('.verdict.up') && !window.lit.includes('verdict')) window.lit.push('verdict');
            }).observe(document.querySelector('.doctor'), { childList: true, subtree: true, attributes: true });
            """);

        await page.Keyboard.PressAsync("d");

        await Assertions.Expect(page.Locator(".verdict")).ToContainTextAsync("All fine");
        await Assertions.Expect(page).ToHaveURLAsync(ReportLink());
        var lit = await page.EvaluateAsync<string[]>("window.lit");
        Assert.Equal(["config", "dns", "connect", "options", "credentials", "register", "nat", "media", "offer", "verdict"], lit);
        await Assertions.Expect(Row(page, "credentials")).ToContainTextAsync("Fine");
        await Row(page, "options").GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(Row(page, "options")).ToContainTextAsync("Round trips");
        await page.AssertAccessibleAsync();
        await page.AssertFitsAsync();
        await page.PictureAsync($"doctor-healthy-{view}");
        Assert.DoesNotContain(ExaminedFixture.Secret, await page.ContentAsync(), StringComparison.Ordinal);

        // The link shows the same report to whoever opens it.
        var other = await OpenAsync(new Uri(page.Url).PathAndQuery, scheme, width);
        await Assertions.Expect(other.Locator(".verdict")).ToContainTextAsync("All fine");
        await Assertions.Expect(Row(other, "options")).ToContainTextAsync("Fine");
        await CloseAsync(page, other);
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task WrongPasswordOnAForm_OpensByItself_AndSaysWhatToChange(string view, ColorScheme scheme, int width)
    {
        await using var pbx = ExaminedFixture.StartPbx();
        var page = await OpenAsync("/trunks/new?preset=freepbx", scheme, width);
        await page.GetByLabel("PBX address").FillAsync("127.0.0.1");
        await page.Locator("section[aria-label=Connection] input[type=number]").First.FillAsync($"{pbx.Address.Port}");
        await page.GetByLabel("Trunk name / Username").FillAsync("voicedock");
        await page.Locator("input[type=password]").FillAsync("not the password");

        await page.GetByRole(AriaRole.Button, new() { Name = "Run the doctor", Exact = true }).ClickAsync();

        var row = Row(page, "credentials");
        await Assertions.Expect(row.GetByRole(AriaRole.Button)).ToHaveAttributeAsync("aria-expanded", "true");
        await Assertions.Expect(row).ToContainTextAsync("the password is wrong, or it has no such user");
        await Assertions.Expect(row).ToContainTextAsync("What to change in VoiceDock");
        await Assertions.Expect(row).ToContainTextAsync("Type the trunk's secret again");
        await Assertions.Expect(row).ToContainTextAsync("Came back");
        await Assertions.Expect(row).ToContainTextAsync("Rule R08");
        await Assertions.Expect(page.Locator(".verdict")).ToContainTextAsync("What to change in VoiceDock: Type the trunk's secret again");
        await page.AssertAccessibleAsync();
        await page.AssertFitsAsync();
        await page.Locator(".verdict").ScrollIntoViewIfNeededAsync();
        await page.PictureAsync($"doctor-problem-{view}");
        Assert.DoesNotContain("not the password", await page.ContentAsync(), StringComparison.Ordinal);

        // A second wrong try may get this server banned: asked first.
        await page.GetByRole(AriaRole.Button, new() { Name = "Run the doctor", Exact = true }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog).Filter(new() { HasText = "Try the password again?" });
        await Assertions.Expect(dialog).ToContainTextAsync("ban the address");
        await page.PictureAsync($"doctor-ban-{view}");
        await page.AssertAccessibleAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Not now" }).ClickAsync();
        await Assertions.Expect(row).ToContainTextAsync("Rule R08");
        await CloseAsync(page);
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Run_GoesOnWithoutItsPage_IsFoundByItsLink_AndStopped(string view, ColorScheme scheme, int width)
    {
        using var silent = new SilentPeer();
        var trunk = await app.MakeTrunkAsync($"Silent {view}", silent.Port);
        var page = await OpenAsync($"/trunks/{trunk.Id}", scheme, width);
        await page.GetByRole(AriaRole.Button, new() { Name = "Run the doctor", Exact = true }).First.ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(ReportLink());
        var link = new Uri(page.Url).PathAndQuery;
        await page.Context.DisposeAsync();

        var again = await OpenAsync(link, scheme, width);
        await Assertions.Expect(Row(again, "options")).ToHaveAttributeAsync("aria-current", "step");
        await again.PictureAsync($"doctor-running-{view}");
        await again.GetByRole(AriaRole.Button, new() { Name = "Stop", Exact = true }).ClickAsync();
        await Assertions.Expect(again.Locator(".verdict")).ToContainTextAsync("Stopped early");
        await Assertions.Expect(Row(again, "options")).ToContainTextAsync("Skipped");
        await again.AssertAccessibleAsync();
        await again.AssertFitsAsync();
        await again.PictureAsync($"doctor-stopped-{view}");
        await CloseAsync(again);
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Address_IsExaminedFromDiagnostics_ListedAndFiltered(string view, ColorScheme scheme, int width)
    {
        await using var pbx = ExaminedFixture.StartPbx();
        await app.MakeTrunkAsync($"Listed {view}", pbx.Address.Port);
        var page = await OpenAsync("/diagnostics", scheme, width);
        await page.GetByLabel("Examine").SelectOptionAsync("address");
        await page.GetByLabel("Address", new() { Exact = true }).FillAsync("not a host");
        await page.GetByRole(AriaRole.Button, new() { Name = "Run the doctor", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("no host name");
        await page.AssertAccessibleAsync();

        var closed = FreePort.Udp();
        await page.GetByLabel("Address", new() { Exact = true }).FillAsync($"127.0.0.1:{closed}");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".verdict")).ToContainTextAsync("nothing listens on");
        await page.AssertAccessibleAsync();
        await page.AssertFitsAsync();
        await page.PictureAsync($"report-{view}");

        await BrowserFixture.OpenAsync(page, "/diagnostics?trunk=none&verdict=problem");
        await Assertions.Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = $"127.0.0.1:{closed} over UDP" })).ToContainTextAsync("Problem");
        await Assertions.Expect(page.GetByLabel("Verdict")).ToHaveValueAsync("problem");
        await BrowserFixture.OpenAsync(page, "/diagnostics?trunk=none&verdict=warning");
        await Assertions.Expect(page.GetByText("No report matches")).ToBeVisibleAsync();
        await page.GetByLabel("Verdict").SelectOptionAsync("");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex(@"/diagnostics\?trunk=none$"));
        await BrowserFixture.OpenAsync(page, "/diagnostics");
        await page.GetByRole(AriaRole.Row).Nth(1).WaitForAsync();
        await page.AssertAccessibleAsync();
        await page.AssertFitsAsync();
        await page.PictureAsync($"diagnostics-{view}");
        await CloseAsync(page);
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Report_IsHandedOnAsText_AndComparedWithAnother(string view, ColorScheme scheme, int width)
    {
        await using var pbx = ExaminedFixture.StartPbx();
        var trunk = await app.MakeTrunkAsync($"Compared {view}", pbx.Address.Port);
        var healthy = await ExamineAsync(trunk);
        var patched = await app.Services.GetRequiredService<TrunkStore>().UpdateAsync(
            trunk.Id, new TrunkPatch { Password = "another one" }, VoiceDock.Core.Common.Actor.System);
        var wrong = await ExamineAsync(patched.Value);
        var page = await OpenAsync($"/diagnostics/{wrong.Id}?with={healthy.Id}", scheme, width);

        var compared = page.GetByRole(AriaRole.Region, new() { Name = "Compare" });
        await Assertions.Expect(compared.GetByRole(AriaRole.Listitem).First).ToContainTextAsync("User name and password");
        await Assertions.Expect(compared).ToContainTextAsync("Worse.");
        await page.AssertAccessibleAsync();
        await page.AssertFitsAsync();
        await compared.ScrollIntoViewIfNeededAsync();
        await page.PictureAsync($"report-compared-{view}");

        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Download" }).ClickAsync());
        var text = await File.ReadAllTextAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
        Assert.Contains("R08", text, StringComparison.Ordinal);
        Assert.DoesNotContain("another one", text, StringComparison.Ordinal);

        await BrowserFixture.OpenAsync(page, $"/trunks/{trunk.Id}?doctor={wrong.Id}");
        await page.Locator("summary").GetByText("Reports").ClickAsync();
        await page.PictureAsync($"doctor-history-{view}");
        await page.GetByRole(AriaRole.Link, new() { Name = "Compare with this report" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex($"/diagnostics/{wrong.Id}\\?with={healthy.Id}"));
        await CloseAsync(page);
    }

    [Fact]
    public async Task WithADestination_SaysWhatWillHappen_BeforeItDoes()
    {
        await using var pbx = ExaminedFixture.StartPbx();
        var trunk = await app.MakeTrunkAsync("Rung", pbx.Address.Port);
        var page = await OpenAsync($"/trunks/{trunk.Id}");
        await page.GetByText("With a destination").ClickAsync();
        var form = page.GetByRole(AriaRole.Form, new() { Name = "Run with a destination" });
        await form.GetByLabel("Number or extension").FillAsync("200");
        await Assertions.Expect(form).ToContainTextAsync("Sends nothing.");

        await form.GetByLabel("Ring", new() { Exact = false }).First.CheckAsync();
        await Assertions.Expect(form).ToContainTextAsync("Calls 200 and hangs up at the first ring.");
        await form.GetByRole(AriaRole.Button, new() { Name = "Call 200" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog).Filter(new() { HasText = "Call 200?" });
        await Assertions.Expect(dialog).ToContainTextAsync("hangs up at the first ring");
        await page.AssertAccessibleAsync();
        await page.PictureAsync("doctor-consent");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Not now" }).ClickAsync();
        Assert.Empty(await app.Services.GetRequiredService<Doctor>().ListAsync(trunk.Id, 10, TestContext.Current.CancellationToken));

        await form.GetByLabel("Number or extension").FillAsync("not a number!");
        await form.GetByLabel("Dry run", new() { Exact = false }).First.CheckAsync();
        await form.GetByRole(AriaRole.Button, new() { Name = "Show the message" }).ClickAsync();
        await Assertions.Expect(form.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await page.PictureAsync("doctor-destination");
        await CloseAsync(page);
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Destination_IsRehearsed_ThenRung(string view, ColorScheme scheme, int width)
    {
        await using var pbx = ExaminedFixture.StartPbx();
        var trunk = await app.MakeTrunkAsync($"Dialled {view}", pbx.Address.Port);
        var page = await OpenAsync($"/trunks/{trunk.Id}", scheme, width);
        await page.GetByText("With a destination").ClickAsync();
        var form = page.GetByRole(AriaRole.Form, new() { Name = "Run with a destination" });
        await form.GetByLabel("Number or extension").FillAsync("200");

        await form.GetByRole(AriaRole.Button, new() { Name = "Show the message" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("The message", new() { Exact = true })).ToContainTextAsync("INVITE sip:200@127.0.0.1");
        await Assertions.Expect(page.Locator(".verdict")).ToContainTextAsync("nothing was sent");
        await page.AssertAccessibleAsync();
        await page.AssertFitsAsync();
        await page.GetByLabel("The message", new() { Exact = true }).ScrollIntoViewIfNeededAsync();
        await page.PictureAsync($"doctor-dry-{view}");

        await form.GetByLabel("Ring", new() { Exact = false }).First.CheckAsync();
        await form.GetByRole(AriaRole.Button, new() { Name = "Call 200" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Call 200" }).ClickAsync();
        await Assertions.Expect(page.Locator(".verdict")).ToContainTextAsync("the call included", new() { Timeout = 30_000 });
        await Assertions.Expect(Row(page, "transfer")).ToContainTextAsync("Fine");
        await page.AssertAccessibleAsync();
        await page.PictureAsync($"doctor-rung-{view}");
        await CloseAsync(page);
    }

    private async Task<DoctorReport> ExamineAsync(Trunk trunk)
    {
        var doctor = app.Services.GetRequiredService<Doctor>();
        var begun = await doctor.StartAsync(new DoctorOrder(app.Services.GetRequiredService<DoctorSubjects>().Of(trunk), VoiceDock.Core.Common.Actor.System));
        Assert.True(begun.IsOk, begun.Error?.Message);
        await doctor.WaitAsync(begun.Value.Id, TestContext.Current.CancellationToken);
        return (await doctor.FindAsync(begun.Value.Id, TestContext.Current.CancellationToken))!;
    }

    private async Task<IPage> OpenAsync(string path, ColorScheme scheme = ColorScheme.Light, int width = 1280)
    {
        var page = await app.NewPageAsync(scheme, width, width < 700 ? 844 : 900);
        await BrowserFixture.OpenAsync(page, path);
        return page;
    }

    private async Task CloseAsync(params IPage[] pages)
    {
        foreach (var page in pages) await page.Context.DisposeAsync();
        Assert.Empty(app.Complaints);
    }

    private static ILocator Row(IPage page, string check) => page.Locator($"[data-check={check}]");

    [GeneratedRegex(@"[?]doctor=[0-9a-f-]{36}$")]
    private static partial Regex ReportLink();
}
