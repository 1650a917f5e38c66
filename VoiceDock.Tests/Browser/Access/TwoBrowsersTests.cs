using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using VoiceDock.Core.Access;
using VoiceDock.Core.Common;
using VoiceDock.Core.Trunks;
using VoiceDock.Tests.Core.Trunks;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Browser.Access;

/// <summary>T17, T18, F23: an administrator in one browser changes somebody who has a page open in another.</summary>
[Collection(AccessBrowserTests.Name)]
[Trait("Kind", "Browser")]
public sealed class TwoBrowsersTests(BrowserFixture app)
{
    [Theory]
    [InlineData("Sign out everywhere")]
    [InlineData("Disable")]
    [InlineData("Remove")]
    public async Task Person_PutOutByAnAdmin_LosesTheOpenPageAndTheCookie(string deed)
    {
        var (page, user) = await app.NewPageOfAsync(Role.Operator);
        await BrowserFixture.OpenAsync(page, "/trunks");
        var admin = await app.NewPageAsync();
        await BrowserFixture.OpenAsync(admin, "/settings/users");
        await admin.GetByRole(AriaRole.Button, new() { Name = $"Manage {user.UserName}" }).ClickAsync();
        await admin.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = deed, Exact = true }).ClickAsync();
        await admin.Locator(".confirm-yes").ClickAsync();

        // Long before the 30 s of the clock, which is the bound for changes beside the program.
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Sign in", new() { Timeout = 20_000 });
        Assert.Contains("returnUrl=%2Ftrunks", page.Url, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.Redirect, await AskWithCookiesOfAsync(page, "/trunks"));
        await page.Context.DisposeAsync();
        await admin.Context.DisposeAsync();
    }

    [Fact]
    public async Task Admin_MadeAViewer_LosesTheOpenPageAndSeesLessAfterwards()
    {
        var (page, user) = await app.NewPageOfAsync(Role.Admin);
        await BrowserFixture.OpenAsync(page, "/settings/users");
        var people = app.Services.GetRequiredService<PeopleStore>();
        Assert.True((await people.SetRoleAsync(user.Id, Role.Viewer, Actor.System, TestContext.Current.CancellationToken)).IsOk);
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Sign in", new() { Timeout = 20_000 });

        await page.GetByLabel("User name").FillAsync(user.UserName!);
        await page.GetByLabel("Password").FillAsync(TestUsers.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();

        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("You need the role admin to see this page");
        await page.PictureAsync("role-needed-light");
        await page.AssertAccessibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Go to Overview" }).ClickAsync();
        await Assertions.Expect(page.Locator(".nav").GetByRole(AriaRole.Link, new() { Name = "Users" })).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator(".nav").GetByRole(AriaRole.Link, new() { Name = "Account" })).ToHaveCountAsync(1);
        await page.Context.DisposeAsync();
    }

    /// <summary>A page whose circuit has not heard yet: the click itself is refused, by the command.</summary>
    [Fact]
    public async Task Click_OfSomebodyDemotedBehindThePage_IsRefusedWithinASecond()
    {
        var (page, user) = await app.NewPageOfAsync(Role.Admin);
        var trunk = (await app.Services.GetRequiredService<TrunkStore>().CreateAsync(TrunkSamples.Office($"Click {user.UserName}", "127.0.0.9"), Actor.System, TestContext.Current.CancellationToken)).Value;
        await BrowserFixture.OpenAsync(page, $"/trunks/{trunk.Id}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete trunk" }).WaitForAsync();
        // In memory only: the sign-in still holds, so the page stays open, as one does between two looks of the clock.
        var directory = app.Services.GetRequiredService<PeopleDirectory>();
        directory.Replace(directory.All.Select(p => p.Id == user.Id ? p with { Role = Role.Viewer } : p));
        var began = Stopwatch.GetTimestamp();
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete trunk" }).ClickAsync();
        await Assertions.Expect(page.Locator(".alert", new() { HasText = "The trunk was not deleted" })).ToContainTextAsync("You need the role admin");
        Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(10));

        Assert.NotNull(app.Services.GetRequiredService<TrunkDirectory>().Find(trunk.Id));
        await app.Services.GetRequiredService<PeopleStore>().ReloadAsync();
        await app.Services.GetRequiredService<TrunkStore>().DeleteAsync(trunk.Id, Actor.System, TestContext.Current.CancellationToken);
        await page.Context.DisposeAsync();
    }

    private async Task<HttpStatusCode> AskWithCookiesOfAsync(IPage page, string path)
    {
        using var client = app.NewClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Cookie", string.Join("; ", (await page.Context.CookiesAsync()).Select(c => $"{c.Name}={c.Value}")));
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
