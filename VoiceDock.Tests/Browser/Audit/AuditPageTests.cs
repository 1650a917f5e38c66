using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using VoiceDock.Core.Audit;
using VoiceDock.Core.Common;
using VoiceDock.Core.Storage;
using VoiceDock.Core.Trunks;
using VoiceDock.Core.Webhooks.Settings;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Browser.Audit;

/// <summary>The audit log in Chromium: a person's own deed appears, unfolds, is found by the filter and exported; nobody without a sign-in gets it.</summary>
[Collection(AccessBrowserTests.Name)]
[Trait("Kind", "Browser")]
public sealed class AuditPageTests(BrowserFixture app)
{
    [Theory]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 390)]
    public async Task Deed_IsShownUnfoldedAndExported(ColorScheme scheme, int width)
    {
        var name = $"Audited {scheme} {width}";
        await SeedAsync(name);
        var view = width < 700 ? "phone" : scheme.ToString().ToLowerInvariant();
        var page = await app.NewPageAsync(scheme, width, width < 700 ? 844 : 800);
        var before = app.Complaints.Count;
        await BrowserFixture.OpenAsync(page, "/settings/audit");
        await Assertions.Expect(page.Locator(".entry", new() { HasText = name }).First).ToBeVisibleAsync();
        await page.PictureAsync($"audit-{view}");

        await page.GetByLabel("To which thing").FillAsync(name);
        await page.GetByLabel("To which thing").PressAsync("Enter");
        await Assertions.Expect(page.Locator(".entry")).ToHaveCountAsync(3);
        Assert.Contains("object=", page.Url, StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Button, new() { Name = "Details of: Changed a trunk" }).ClickAsync();
        await Assertions.Expect(page.Locator(".changes")).ToContainTextAsync("max concurrent calls");
        await page.PictureAsync($"audit-detail-{view}");
        await page.AssertAccessibleAsync();
        await page.AssertFitsAsync();

        var csv = await page.APIRequest.GetAsync($"{app.BaseUrl}/settings/audit/export.csv{new Uri(page.Url).Query}");
        Assert.Equal(200, csv.Status);
        Assert.Contains("no-store", csv.Headers["cache-control"], StringComparison.Ordinal);
        var text = await csv.TextAsync();
        Assert.Equal(4, text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.DoesNotContain("canary", text, StringComparison.Ordinal);
        await page.GotoAsync("/settings/audit?what=audit");
        await Assertions.Expect(page.Locator(".entry").First).ToContainTextAsync("Exported the audit log");
        Assert.Empty(app.Complaints.Skip(before));
        await page.Context.DisposeAsync();
    }

    [Fact]
    public async Task DeedOnAPage_IsKeptWithWhereItCameFrom()
    {
        var page = await app.NewPageAsync(ColorScheme.Light);
        await BrowserFixture.OpenAsync(page, "/settings/webhooks");
        await page.GetByLabel("Address", new() { Exact = true }).FillAsync("https://audited.example.com/hook");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save webhook" }).ClickAsync();
        await page.GetByText("The webhook is saved.").WaitForAsync();
        await page.Context.DisposeAsync();

        await using var db = await app.Services.GetRequiredService<IDbContextFactory<VoiceDockDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        var entry = await db.Set<AuditEntry>().Where(e => e.ObjectType == "webhook").OrderByDescending(e => e.At).FirstAsync(TestContext.Current.CancellationToken);
        Assert.Equal((AppUnderTest.UserName, "127.0.0.1"), (entry.ActorName, entry.Address));
        await app.Services.GetRequiredService<WebhookStore>().DeleteAsync(Actor.System);
    }

    [Fact]
    public async Task WithoutASignIn_ThereIsNoFile()
    {
        using var nobody = app.NewClient();

        var answer = await nobody.GetAsync("/settings/audit/export.csv", TestContext.Current.CancellationToken);

        Assert.Equal(302, (int)answer.StatusCode);
        Assert.Contains("/login", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    private async Task SeedAsync(string name)
    {
        var store = app.Services.GetRequiredService<TrunkStore>();
        var input = TrunkInput.From(TrunkPresets.For("freepbx"));
        (input.Name, input.Host, input.Port, input.Username, input.Password) = (name, "127.0.0.1", FreePort.Udp(), "voicedock", "canary-audited-password");
        var trunk = (await store.CreateAsync(input, Actor.System)).Value;
        await store.UpdateAsync(trunk.Id, new TrunkPatch { MaxConcurrentCalls = 7, Codecs = new(["PCMU", "PCMA"]) }, Actor.System);
        await app.Services.GetRequiredService<AuditLog>().NoteAsync(
            new Actor(ActorType.Operator, "2", "bob") { Address = "192.0.2.7" }, "trunk.delete", new AuditObject("trunk", trunk.Id, name), refusal: "forbidden");
    }
}
