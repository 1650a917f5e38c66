using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using VoiceDock.Core.Access;
using VoiceDock.Core.Audit;
using VoiceDock.Core.Common;
using VoiceDock.Tests.Core.Audit;
using VoiceDock.Tests.Support;
using VoiceDock.Web.Audit;

namespace VoiceDock.Tests.Components.Audit;

/// <summary>The page over a real log.</summary>
[Trait("Kind", "Component")]
public sealed class AuditPageTests : ConsoleContext
{
    private readonly TestStorage _storage = new();

    public AuditPageTests()
    {
        _storage.Services.AdmitAnn();
        Services.AddFallbackServiceProvider(_storage.Services);
        JSInterop.Setup<string?>("voicedock.timeZone").SetResult("Europe/Amsterdam");
    }

    private AuditLog Log => _storage.Get<AuditLog>();

    [Fact]
    public void NothingYet_IsSaid()
    {
        var page = Render<AuditPage>();

        page.WaitForAssertion(() => Assert.Contains("Nothing written down yet", page.Markup));
    }

    [Fact]
    public async Task Entry_ShowsWhoWhatAndWhich_AndItsDetailsWhenAsked()
    {
        await Log.NoteAsync(
            TestPeople.Ann with { Address = "192.0.2.7" }, "trunk.update", new AuditObject("trunk", "t-1", "Office PBX"),
            new AuditChange("""{"max_concurrent_calls":10}""", """{"max_concurrent_calls":7}"""));
        var page = Render<AuditPage>();
        var entry = page.WaitForElement(".entry");

        Assert.Contains("ann", entry.TextContent);
        Assert.Contains("from 192.0.2.7", entry.TextContent);
        Assert.Contains("Changed a trunk", entry.TextContent);
        Assert.Equal("/trunks/t-1", entry.QuerySelector("a.thing")!.GetAttribute("href"));
        Assert.Null(entry.QuerySelector(".changes"));

        page.Find(".entry button").Click();

        Assert.Equal("true", page.Find(".entry button").GetAttribute("aria-expanded"));
        Assert.Equal(["max concurrent calls", "10", "7"], page.FindAll(".changes tbody tr > *").Select(c => c.TextContent));
    }

    [Fact]
    public async Task Refusal_IsSaidInWords()
    {
        await Log.NoteAsync(new Actor(ActorType.Operator, "2", "bob"), "trunk.delete", new AuditObject("trunk", "t-1", "Office PBX"), refusal: "forbidden");

        var page = Render<AuditPage>();

        Assert.Contains("Refused: role too low", page.WaitForElement(".entry .chip").TextContent);
    }

    [Fact]
    public async Task Filter_IsTheAddress()
    {
        await Log.NoteAsync(TestPeople.Ann, "trunk.create", new AuditObject("trunk", "t-1", "Office PBX"));
        await Log.NoteAsync(TestPeople.Ann, "number.create", new AuditObject("number", "n-1", "+31201234567"));
        var navigation = Services.GetRequiredService<NavigationManager>();
        navigation.NavigateTo("/settings/audit?what=number");
        var page = Render<AuditPage>();
        page.WaitForAssertion(() => Assert.Single(page.FindAll(".entry")));
        Assert.Contains("?what=number", page.Find("a[download]").GetAttribute("href"));

        page.Find("#who").Change("bob");

        Assert.EndsWith("/settings/audit?who=bob&what=number", navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public void NoMatch_OffersTheWholeLog()
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo("/settings/audit?who=nobody");

        var page = Render<AuditPage>();

        page.WaitForAssertion(() => Assert.Contains("No entry matches", page.Markup));
    }

    [Fact]
    public async Task Pages_ReachTheOldest()
    {
        for (var i = 0; i < 60; i++)
            Log.Note(Actor.System, "number.update", new AuditObject("number", $"{i}", $"n{i}"));
        Assert.Equal(60, (await _storage.EntriesAsync()).Count);
        Services.GetRequiredService<NavigationManager>().NavigateTo("/settings/audit?page=2");

        var page = Render<AuditPage>();

        page.WaitForAssertion(() => Assert.Equal(10, page.FindAll(".entry").Count));
        Assert.Contains("51 to 60 of 60 entries", page.Find(".pages").TextContent);
        Assert.Contains("n0", page.FindAll(".entry")[^1].TextContent);
        Assert.Null(page.Nodes.QuerySelector("a[rel=next]"));
    }

    [Theory]
    [InlineData(Role.Viewer)]
    [InlineData(Role.Operator)]
    public async Task WhoIsNoAdministrator_SeesNothingOfIt(Role role)
    {
        await Log.NoteAsync(TestPeople.Ann, "trunk.create", new AuditObject("trunk", "t-1", "Office PBX"));
        _storage.Get<PeopleDirectory>().Replace([new Person(Guid.Parse(TestPeople.AnnId), "ann", role, IsDisabled: false)]);

        var page = Render<AuditPage>();

        page.WaitForAssertion(() => Assert.Contains("You need the role admin to see this page", page.Markup));
        Assert.DoesNotContain("Office PBX", page.Markup);
        Assert.Empty(page.FindAll("a[download]"));
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
            _storage.Dispose();
    }
}
