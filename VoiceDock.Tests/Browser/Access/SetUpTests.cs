using System.Net;
using Microsoft.Playwright;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Browser.Access;

/// <summary>From the first link to signing in again with a new password, in order, on one empty console.</summary>
[Collection(AccessBrowserTests.Name)]
[Trait("Kind", "Browser")]
public sealed class SetUpTests(EmptyBrowserFixture app) : IClassFixture<EmptyBrowserFixture>
{
    private const string NewPassword = "quite another sentence";

    [Fact]
    public async Task SetUp_ThenSignOut_ThenSignIn_ThenNewPassword_Work()
    {
        var page = await app.NewPageAsync(signedIn: false);
        await page.GotoAsync("/");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Nobody can sign in yet");
        await page.GotoAsync("/setup?token=guessed");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("This set-up link is not valid");

        await SetUpAsync(page);
        await AssertSignedInAsync(page);
        await AssertCookieAsync(page);
        await AssertSetUpIsGoneAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).First.ClickAsync();
        await SignInAsync(page, "wrong and long enough");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("User name or password is wrong");
        await SignInAsync(page, AppUnderTest.Password);
        await AssertSignedInAsync(page);

        await ChangePasswordAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).First.ClickAsync();
        await SignInAsync(page, NewPassword);
        await AssertSignedInAsync(page);
        Assert.Empty(app.Complaints);
        await page.Context.DisposeAsync();
    }

    private async Task SetUpAsync(IPage page)
    {
        await page.GotoAsync(app.IssueSetUpPath());
        await page.PictureAsync("setup-light");
        await page.AssertAccessibleAsync();
        await page.GetByLabel("User name").FillAsync(AppUnderTest.UserName);
        await page.GetByLabel("Password").FillAsync("password1234");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create administrator" }).ClickAsync();
        await Assertions.Expect(page.Locator("#password-help")).ToHaveClassAsync("problem");
        await page.PictureAsync("setup-refused");
        await page.GetByLabel("Password").FillAsync(AppUnderTest.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Create administrator" }).ClickAsync();
    }

    private static async Task SignInAsync(IPage page, string password)
    {
        await page.GetByLabel("User name").FillAsync(AppUnderTest.UserName);
        await page.GetByLabel("Password").FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }

    private static Task AssertSignedInAsync(IPage page) => Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Overview");

    private static async Task AssertCookieAsync(IPage page)
    {
        var cookie = Assert.Single(await page.Context.CookiesAsync(), c => c.Name == "__Host-vd");
        Assert.True(cookie.HttpOnly);
        Assert.True(cookie.Secure);
        Assert.Equal(SameSiteAttribute.Lax, cookie.SameSite);
    }

    private async Task AssertSetUpIsGoneAsync()
    {
        using var client = app.NewClient();
        using var answer = await client.GetAsync("/setup?token=anything", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private static async Task ChangePasswordAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Account", Exact = true }).ClickAsync();
        await page.GetByLabel("Current password").FillAsync("not this one at all");
        await FillNewAsync(page);
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The current password is not right");
        await page.GetByLabel("Current password").FillAsync(AppUnderTest.Password);
        await FillNewAsync(page);
        await Assertions.Expect(page.GetByRole(AriaRole.Status).First).ToContainTextAsync("Password changed");
    }

    private static async Task FillNewAsync(IPage page)
    {
        await page.GetByLabel("New password", new() { Exact = true }).FillAsync(NewPassword);
        await page.GetByLabel("New password, again").FillAsync(NewPassword);
        await page.GetByRole(AriaRole.Button, new() { Name = "Change password" }).ClickAsync();
    }
}
