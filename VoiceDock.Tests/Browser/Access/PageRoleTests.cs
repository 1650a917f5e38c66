using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using VoiceDock.Core.Access;
using VoiceDock.Core.Assistants;
using VoiceDock.Core.Common;
using VoiceDock.Core.Trunks;
using VoiceDock.Tests.Browser.Calls;
using VoiceDock.Tests.Support;
using VoiceDock.Web.Layout;

namespace VoiceDock.Tests.Browser.Access;

/// <summary>T18, T21: every page x nobody, viewer, operator, admin; and what each finds to press there.</summary>
[Collection(AccessBrowserTests.Name)]
[Trait("Kind", "Browser")]
public sealed partial class PageRoleTests(SeededCallsFixture app) : IClassFixture<SeededCallsFixture>
{
    // What somebody may press who may only look: find, fold, copy, leave. Rows of the ladder and of findings open by their whole head.
    [GeneratedRegex("^(Copy|Download|Open|Show|Clear|All |Export|Earlier|Older|Newer|Look in|Live calls|Compare|Newest|Try again|Go to Overview|Change password|Manage|Sign out|Set up|Rehearse|Text file|PCAP|Mermaid|[0-9]{2}:[0-9]{2}:[0-9]{2})")]
    private static partial Regex Harmless();

    // Words of commands, whatever page they stand on.
    [GeneratedRegex("^(Transfer|Take back|Hold|Resume|Say|Cancel transfer|End call|Retry|Another destination|Check|Run the doctor|Run again|Wait|Stop|Test with|Examine|Let somebody)")]
    private static partial Regex Operators();

    [GeneratedRegex("^(Add|Register|Change|Delete|Save|Try with the practice|Stop practice|Make a trunk|Examine as typed|Remove|Invite|Create|Rotate|Revoke)")]
    private static partial Regex Admins();

    public static TheoryData<Role> Roles => [.. Enum.GetValues<Role>()];

    [Fact]
    public void EveryPage_IsInTheList() =>
        Assert.Equal(ConsolePages.ByTemplate.Keys.Order(StringComparer.Ordinal), PageRoles.Needed.Keys.Concat(PageRoles.BeforeSignIn).Order(StringComparer.Ordinal));

    [Fact]
    public async Task Page_ForNobody_LeadsToSignIn_UnlessItIsBeforeIt()
    {
        using var client = app.NewClient();
        foreach (var template in ConsolePages.ByTemplate.Keys)
        {
            var path = PathOf(template);
            using var answer = await client.GetAsync(path, TestContext.Current.CancellationToken);
            var leads = answer.Headers.Location?.OriginalString.EndsWith($"/login?returnUrl={Uri.EscapeDataString(path)}", StringComparison.OrdinalIgnoreCase) == true;
            Assert.True(leads == PageRoles.Needed.ContainsKey(template), $"{template} answers nobody with {(int)answer.StatusCode} {answer.Headers.Location}");
        }
    }

    [Theory]
    [MemberData(nameof(Roles))]
    public async Task Page_ForThisRole_IsShownOrSaysWhichRoleItNeeds(Role role)
    {
        var (page, _) = await app.NewPageOfAsync(role);
        foreach (var (template, needed) in PageRoles.Needed)
        {
            var answer = await page.GotoAsync(PathOf(template));
            var shown = await ReadHeadAsync(page);
            Assert.True(answer!.Status == (role >= needed ? 200 : 403), $"{template} answers the {role} with {answer.Status}");
            Assert.True(role < needed == (shown == $"You need the role {WireName.Of(needed)} to see this page"), $"{template} shows the {role} '{shown}'");
        }

        await page.Context.DisposeAsync();
    }

    [Theory]
    [InlineData(Role.Viewer)]
    [InlineData(Role.Operator)]
    public async Task Page_InsideTheConsole_HasNoLinkToWhatIsForAnotherRole(Role role)
    {
        var (page, _) = await app.NewPageOfAsync(role);
        var forbidden = PageRoles.Needed.Where(p => p.Value > role).Select(p => p.Key).ToList();
        foreach (var template in PageRoles.Needed.Where(p => p.Value <= role).Select(p => p.Key))
        {
            await page.GotoAsync(PathOf(template));
            await ReadHeadAsync(page);
            var links = await page.Locator("a[href]").EvaluateAllAsync<string[]>("all => all.map(a => new URL(a.href).pathname)");
            Assert.DoesNotContain(links, forbidden.Contains);
        }

        await page.Context.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Roles))]
    public async Task Page_ForThisRole_HasTheCommandsOfTheRoleAndNoOthers(Role role)
    {
        var (page, _) = await app.NewPageOfAsync(role);
        var found = new List<string>();
        foreach (var template in PageRoles.Needed.Where(p => p.Value <= role).Select(p => p.Key).Where(t => t != "/settings/account/two-factor"))
        {
            await page.GotoAsync(PathOf(template));
            await ReadHeadAsync(page);
            var things = await page.Locator("main button:visible, main a.button:visible, main input[type=submit]:visible")
                .EvaluateAllAsync<string[]>("all => all.map(b => (b.getAttribute('aria-label') ?? b.innerText).trim()).filter(t => t)");
            found.AddRange(things.Select(t => $"{template} {t.ReplaceLineEndings(" ")}"));
        }

        var words = found.Select(f => f[(f.IndexOf(' ') + 1)..]).ToList();
        Assert.True(role >= Role.Operator || !words.Exists(w => Operators().IsMatch(w)), string.Join('\n', found.Where(f => Operators().IsMatch(f[(f.IndexOf(' ') + 1)..]))));
        Assert.True(role >= Role.Admin || !words.Exists(w => Admins().IsMatch(w) && !Harmless().IsMatch(w)), string.Join('\n', found.Where(f => Admins().IsMatch(f[(f.IndexOf(' ') + 1)..]))));
        if (role == Role.Viewer)
            Assert.All(found, f => Assert.Matches(Harmless(), f[(f.IndexOf(' ') + 1)..]));
        if (role >= Role.Operator)
            Assert.All(new[] { "Transfer", "End call", "Run the doctor", "Check" }, verb => Assert.Contains(words, w => w.StartsWith(verb, StringComparison.Ordinal)));
        if (role == Role.Admin)
            Assert.All(new[] { "Add trunk", "Register number", "Delete", "Save", "Invite user", "Create key" }, verb => Assert.Contains(words, w => w.StartsWith(verb, StringComparison.Ordinal)));
        await page.Context.DisposeAsync();
    }

    [Theory]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 390)]
    public async Task SettingsAViewerMayRead_AreReadableAndCannotBeTyped(ColorScheme scheme, int width)
    {
        var view = width < 700 ? "phone" : scheme.ToString().ToLowerInvariant();
        var (page, _) = await app.NewPageOfAsync(Role.Viewer, scheme, width);
        foreach (var (template, name) in new[] { ("/trunks/{Id:guid}", "viewer-trunk"), ("/assistants/{Id:guid}", "viewer-assistant"), ("/calls", "viewer-calls"), ("/diagnostics", "viewer-diagnostics"), ("/numbers", "viewer-numbers"), ("/settings/limits", "viewer-limits") })
        {
            await BrowserFixture.OpenAsync(page, PathOf(template));
            var open = await page.Locator("main fieldset.form-lock :is(input, select, textarea):enabled").EvaluateAllAsync<string[]>("all => all.map(f => f.outerHTML)");
            Assert.Empty(open);
            await page.PictureAsync($"{name}-{view}", full: true);
            await page.AssertAccessibleAsync();
            await page.AssertFitsAsync();
        }

        await page.GotoAsync("/settings/users");
        await page.PictureAsync($"role-needed-{view}");
        await page.AssertAccessibleAsync();
        await page.Context.DisposeAsync();
    }

    private static async Task<string> ReadHeadAsync(IPage page)
    {
        await page.Locator("main h1").First.WaitForAsync();
        await Assertions.Expect(page.Locator(".loading")).ToHaveCountAsync(0, new() { Timeout = 20_000 });
        return await page.Locator("main h1").First.InnerTextAsync();
    }

    private string PathOf(string template) => template switch
    {
        "/calls/{Id:guid}" => $"/calls/{app.Busy.Id}",
        "/trunks/{Id:guid}" => $"/trunks/{app.Services.GetRequiredService<TrunkDirectory>().All[0].Id}",
        "/assistants/{Id:guid}" => $"/assistants/{app.Services.GetRequiredService<AssistantDirectory>().All[0].Id}",
        "/diagnostics/{ReportId:guid}" => $"/diagnostics/{Guid.NewGuid()}",
        _ => template,
    };
}
