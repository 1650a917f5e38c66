using Microsoft.Playwright;
using VoiceDock.Tests.Api;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Browser.Hardening;

/// <summary>
/// More than a hundred hostile texts in each text field of the API and in each SIP header that is shown: on every page they are text. No element comes of
/// them, no dialog opens, and the content policy has nothing to stop (T19).
/// </summary>
[Trait("Kind", "Browser")]
public sealed class StoredTextTests(StoredTextFixture app) : IClassFixture<StoredTextFixture>
{
    // How many of the texts a page shows at least; lists show what fits or a page of it.
    public static TheoryData<string, int> Pages => new()
    {
        { "/", 5 },
        { "/trunks", 20 },
        { "/numbers", 20 },
        { "/assistants", 20 },
        { "/calls", 10 },
        { "/history", 20 },
        { "/settings/api-keys", 20 },
        { "/diagnostics", 0 },
    };

    [Fact]
    public void Texts_AreMoreThanAHundred() => Assert.True(HostileText.All.Count > 100, $"{HostileText.All.Count}");

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Page_ShowsThemAsText(string path, int least)
    {
        await LookAsync(path, least);
    }

    [Fact]
    public async Task CallWithItsLadder_ShowsThemAsText()
    {
        await LookAsync($"/calls/{app.Traced}", 1);
        await LookAsync($"/calls/{app.Traced}?message=1", 1);
    }

    [Fact]
    public async Task TrunkAndAssistant_ShowThemAsText()
    {
        // One text of each kind; a page of each text would take minutes.
        for (var i = 0; i < app.TrunkIds.Count; i += 12)
        {
            await LookAsync($"/trunks/{app.TrunkIds[i]}", 1);
            await LookAsync($"/assistants/{app.AssistantIds[i]}", 1);
        }
    }

    [Theory]
    [InlineData("/sip-trunks")]
    [InlineData("/numbers")]
    [InlineData("/assistants")]
    [InlineData("/calls")]
    public async Task Answer_OfTheApi_IsNoPage(string path)
    {
        var reply = await app.Api.Get(path);
        Assert.Equal(200, reply.Code);
        Assert.StartsWith("application/json", reply.Header("Content-Type"), StringComparison.Ordinal);
        Assert.Equal("nosniff", reply.Header("X-Content-Type-Options"));
    }

    // Waits until so many of the texts stand on the page: before that there is nothing to look at.
    private async Task LookAsync(string path, int least)
    {
        var page = await app.NewPageAsync();
        var before = app.Complaints.Count;
        List<string> dialogs = [];
        page.Dialog += async (_, dialog) =>
        {
            dialogs.Add(dialog.Message);
            await dialog.DismissAsync();
        };
        await BrowserFixture.OpenAsync(page, path);
        await page.Locator("main h1").First.WaitForAsync();
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await Eventually.AskedAsync(async () => await CountAsync(page) >= least, $"{path} shows {least} of the texts");
        Assert.Equal(0, await page.Locator("[data-xss]").CountAsync());
        Assert.Empty(dialogs);
        Assert.Empty(app.Complaints.Skip(before));
        await page.Context.DisposeAsync();
    }

    // In its text or in a field.
    private static async Task<int> CountAsync(IPage page)
    {
        var text = await page.EvaluateAsync<string>("[document.body.innerText, ...[...document.querySelectorAll('input,textarea')].map(f => f.value)].join('\\n')");
        return HostileText.All.Count(t => text.Contains(t, StringComparison.Ordinal));
    }
}
