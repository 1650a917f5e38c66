using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using VoiceDock.Core.Access;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Browser.Access;

/// <summary>From the invitation to the removal of a person, each on a screen of their own.</summary>
[Collection(AccessBrowserTests.Name)]
[Trait("Kind", "Browser")]
public sealed class UsersTests(BrowserFixture app)
{
    [Theory]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 390)]
    public async Task Invitation_MadeAndAccepted_MakesAPersonOnce(ColorScheme scheme, int width)
    {
        var view = width < 700 ? "phone" : scheme.ToString().ToLowerInvariant();
        var name = $"guest-{view}";
        var admin = await app.NewPageAsync(scheme, width, width < 700 ? 844 : 800);
        await BrowserFixture.OpenAsync(admin, "/settings/users");
        var link = await InviteAsync(admin, view);
        await Assertions.Expect(admin.GetByRole(AriaRole.Heading, new() { Name = "Open invitations" })).ToBeVisibleAsync();
        await admin.PictureAsync($"users-invited-{view}");
        await admin.AssertAccessibleAsync();
        await admin.AssertFitsAsync();

        var guest = await app.NewPageAsync(scheme, width, width < 700 ? 844 : 800, signedIn: false);
        await guest.GotoAsync(link);
        await guest.PictureAsync($"invite-{view}");
        await guest.AssertAccessibleAsync();
        await guest.AssertFitsAsync();
        await AcceptAsync(guest, name, "password1234");
        await Assertions.Expect(guest.Locator("#password-help")).ToHaveClassAsync("problem");
        await AcceptAsync(guest, name, TestUsers.Password);
        await Assertions.Expect(guest.Locator("h1")).ToHaveTextAsync("Overview");

        await Assertions.Expect(admin.Locator("tr", new() { HasText = name })).ToContainTextAsync("Operator");
        await guest.GotoAsync(link);
        await Assertions.Expect(guest.Locator("h1")).ToHaveTextAsync("This invitation is not valid");
        await guest.AssertAccessibleAsync();
        await RemoveAsync(admin, name, view);
        await guest.Context.DisposeAsync();
        await admin.Context.DisposeAsync();
    }

    [Fact]
    public async Task Manage_ByKeyboardAlone_ChangesARole()
    {
        var user = await app.Services.MakeUserAsync("keyboard", Role.Viewer);
        var admin = await app.NewPageAsync();
        await BrowserFixture.OpenAsync(admin, "/settings/users");
        await admin.GetByRole(AriaRole.Button, new() { Name = "Manage keyboard" }).FocusAsync();
        await admin.Keyboard.PressAsync("Enter");
        await Assertions.Expect(admin.GetByRole(AriaRole.Radio, new() { Name = "Viewer" })).ToBeFocusedAsync(new() { Timeout = 20_000 });
        await admin.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(admin.GetByRole(AriaRole.Button, new() { Name = "Change role" })).ToBeEnabledAsync();
        await admin.Keyboard.PressAsync("Enter");
        await Assertions.Expect(admin.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Make 'keyboard' an operator?");
        await Assertions.Expect(admin.GetByRole(AriaRole.Button, new() { Name = "Keep as it is" })).ToBeFocusedAsync(new() { Timeout = 20_000 });
        await admin.Keyboard.PressAsync("Tab");
        await admin.Keyboard.PressAsync("Enter");

        await Assertions.Expect(admin.Locator("tr", new() { HasText = "keyboard" })).ToContainTextAsync("Operator");
        Assert.Equal(Role.Operator, app.Services.GetRequiredService<PeopleDirectory>().Find(user.Id)!.Role);
        await admin.Context.DisposeAsync();
    }

    private static async Task<string> InviteAsync(IPage page, string view)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Invite user" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Radio, new() { Name = "Operator" }).CheckAsync();
        await page.PictureAsync($"users-invite-{view}");
        await page.AssertAccessibleAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Make link" }).ClickAsync();
        var link = await dialog.GetByLabel("Invitation link", new() { Exact = true }).InnerTextAsync();
        await page.PictureAsync($"users-link-{view}");
        await page.AssertAccessibleAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();
        await Assertions.Expect(dialog).ToHaveCountAsync(0);
        Assert.DoesNotContain(link, await page.ContentAsync(), StringComparison.Ordinal);
        return link;
    }

    private static async Task AcceptAsync(IPage page, string name, string password)
    {
        await page.GetByLabel("User name").FillAsync(name);
        await page.GetByLabel("Password").FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Start" }).ClickAsync();
    }

    private static async Task RemoveAsync(IPage page, string name, string view)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = $"Manage {name}" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).WaitForAsync();
        await page.PictureAsync($"users-manage-{view}");
        await page.AssertAccessibleAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Remove", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("One sign-in ends");
        await page.PictureAsync($"users-remove-{view}");
        await page.AssertAccessibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove user" }).ClickAsync();
        await Assertions.Expect(page.Locator("tr", new() { HasText = name })).ToHaveCountAsync(0);
    }
}
