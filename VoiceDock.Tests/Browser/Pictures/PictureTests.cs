using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using VoiceDock.Core.Assistants;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Common;
using VoiceDock.Core.Demo;
using VoiceDock.Core.Diagnostics;
using VoiceDock.Core.Trunks;
using VoiceDock.Tests.Support;
using VoiceDock.Web.Layout;

namespace VoiceDock.Tests.Browser.Pictures;

/// <summary>Makes the README's pictures from the running demo. Run by <c>eng/screenshots.sh</c>, which names the folder in VOICEDOCK_PICTURES.</summary>
[Trait("Kind", "Picture")]
public sealed class PictureTests(DemoFixture demo) : IClassFixture<DemoFixture>
{
    [Fact(Explicit = true)]
    public async Task Pictures_OfTheRunningDemo_AreMade()
    {
        var board = await demo.NewPageAsync(width: 1280, height: 800);
        await BrowserFixture.OpenAsync(board, "/calls");
        await board.GetByText("Ada Marsh").Or(board.GetByText("+44")).First.WaitForAsync();
        await TransferAsync(board, "201");
        await board.GetByText("busy").First.WaitForAsync();
        await PictureAsync(board, "live-failed-light");
        await TransferAsync(board, "208");
        await board.GetByText("has not taken the call yet").First.WaitForAsync();
        await PictureAsync(board, "live-screening-light");
        await board.GetByText("Connected").First.WaitForAsync();
        await board.WaitForTimeoutAsync(2500);
        foreach (var (name, path) in Views)
            await EachLookAsync(name, path);
        await EachLookAsync("assistant", $"/assistants/{demo.Services.GetRequiredService<AssistantDirectory>().All.First(a => a.Name == "Front desk").Id}");
        await EachLookAsync("trunk-page", $"/trunks/{demo.Services.GetRequiredService<TrunkDirectory>().All[0].Id}");
        await CallPageAsync(board);
        demo.Services.AdmitAnn();
        await EachLookAsync("talk", await TalkAsync());
        await EachLookAsync("doctor", await ExamineAsync(DoctorMode.Silent, null, password: "an old one"));
        await EachLookAsync("doctor-tone", await ExamineAsync(DoctorMode.Tone, "200", password: null));
        await EachLookAsync("diagnostics", "/diagnostics");
    }

    /// <summary>Every page of the navigation, for a look at all of them; not for the README.</summary>
    [Fact(Explicit = true)]
    public async Task EveryPage_IsPictured()
    {
        foreach (var page in ConsolePages.All)
            await EachLookAsync("page" + page.Path.Replace('/', '-'), page.Path);
        foreach (var assistant in demo.Services.GetRequiredService<AssistantDirectory>().All)
            await EachLookAsync($"page-assistant-{assistant.Name.Replace(' ', '-')}", $"/assistants/{assistant.Id}");
        await EachLookAsync("page-two-factor", "/settings/account/two-factor");
        await EachLookAsync("page-talk", await TalkAsync());
    }

    private static readonly (string Name, string Path)[] Views =
    [
        ("live", "/calls"), ("overview", "/"), ("trunks", "/trunks"), ("presets", "/trunks/new"), ("trunk", "/trunks/new?preset=freepbx"), ("history", "/history"),
        ("numbers", "/numbers"), ("assistants", "/assistants"), ("keys", "/settings/api-keys"),
        ("webhooks", "/settings/webhooks"), ("speech-model", "/settings/speech-model"),
    ];

    private async Task<string> ExamineAsync(DoctorMode mode, string? destination, string? password)
    {
        var trunk = demo.Services.GetRequiredService<TrunkDirectory>().All[0];
        var form = TrunkInput.From(trunk);
        form.Password = password;
        var doctor = demo.Services.GetRequiredService<Doctor>();
        var order = new DoctorOrder(demo.Services.GetRequiredService<DoctorSubjects>().Of(form, trunk).Value, TestPeople.Ann)
        {
            Mode = mode,
            Destination = destination,
        };
        var report = (await doctor.StartAsync(order)).Value;
        await doctor.WaitAsync(report.Id);
        return $"/diagnostics/{report.Id}";
    }

    private async Task EachLookAsync(string name, string path)
    {
        await PictureAsync(await ShownAsync(path, ColorScheme.Light, 1280), $"{name}-light");
        await PictureAsync(await ShownAsync(path, ColorScheme.Dark, 1280), $"{name}-dark");
        await PictureAsync(await ShownAsync(path, ColorScheme.Light, 390), $"{name}-phone");
    }

    // A call that the scripted voice has taken and handed over.
    private async Task<string> TalkAsync()
    {
        var feed = demo.Services.GetRequiredService<CallFeed>();
        Assert.True(demo.Services.GetRequiredService<PracticeDesk>().Call(DemoSpeaker.PhoneNumber, Actor.System, talks: true).IsOk);
        CallView? call = null;
        await Eventually.TrueAsync(() => (call = feed.Live.FirstOrDefault(c => c.Number == DemoSpeaker.PhoneNumber)) is { State: CallState.Transferred }, "the script has transferred its caller");
        return $"/calls/{call!.Id}#transcript";
    }

    private async Task CallPageAsync(IPage board)
    {
        var href = await board.Locator("a[href^='/calls/']").First.GetAttributeAsync("href");
        await EachLookAsync("call", href!);
    }

    private async Task<IPage> ShownAsync(string path, ColorScheme scheme, int width)
    {
        var page = await demo.NewPageAsync(scheme, width, width < 600 ? 844 : 800);
        await BrowserFixture.OpenAsync(page, path);
        await page.WaitForTimeoutAsync(700);
        return page;
    }

    private static async Task TransferAsync(IPage page, string extension)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Transfer", Exact = true }).First.ClickAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Number or extension" }).FillAsync(extension);
        await page.Locator("form.transfer button[type=submit]").ClickAsync();
    }

    private static async Task PictureAsync(IPage page, string name) => await page.PictureAsync(name);
}
