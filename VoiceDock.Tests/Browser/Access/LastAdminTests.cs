using Microsoft.Playwright;
using VoiceDock.Core.Access;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Browser.Access;

/// <summary>On a console of its own, where there is one administrator.</summary>
[Collection(AccessBrowserTests.Name)]
[Trait("Kind", "Browser")]
public sealed class LastAdminTests(EmptyBrowserFixture app) : IClassFixture<EmptyBrowserFixture>
{
    [Fact]
    public async Task OnlyAdmin_CannotGo_AndIsTold()
    {
        var (page, user) = await app.NewPageOfAsync(Role.Admin);
        await BrowserFixture.OpenAsync(page, "/settings/users");
        await page.GetByRole(AriaRole.Button, new() { Name = $"Manage {user.UserName}" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Disable", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("You cannot sign in until another administrator enables you again.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Disable user" }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("is the only administrator who can sign in");
        await page.PictureAsync("users-last-admin");
        await page.Context.DisposeAsync();
    }
}
