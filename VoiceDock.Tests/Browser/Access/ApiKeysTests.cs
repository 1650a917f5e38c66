using System.Net;
using System.Net.Http.Headers;
using Microsoft.Playwright;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Browser.Access;

[Collection(AccessBrowserTests.Name)]
[Trait("Kind", "Browser")]
public sealed class ApiKeysTests(BrowserFixture app)
{
    [Theory]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 390)]
    public async Task Key_MadeShownOnceAndRevoked_WorksUntilThen(ColorScheme scheme, int width)
    {
        var name = $"Reports {scheme} {width}";
        var view = width < 700 ? "phone" : scheme.ToString().ToLowerInvariant();
        var page = await app.NewPageAsync(scheme, width, width < 700 ? 844 : 800);
        await BrowserFixture.OpenAsync(page, "/settings/api-keys");

        var token = await CreateAsync(page, name, view);
        Assert.StartsWith("vd_live_", token, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await AskAsync(token));
        await Assertions.Expect(page.Locator("tr", new() { HasText = name })).ToContainTextAsync("Expires in 365 days");
        await Assertions.Expect(page.Locator("tr", new() { HasText = name })).ToContainTextAsync("Only from 127.0.0.0/8");
        await page.PictureAsync($"api-keys-{view}");
        await page.AssertAccessibleAsync();
        await page.AssertFitsAsync();
        Assert.DoesNotContain(token, await page.ContentAsync(), StringComparison.Ordinal);
        token = await RotateAsync(page, name, token, view);

        await page.GetByRole(AriaRole.Button, new() { Name = $"Revoke {name}" }).ClickAsync();
        await page.Locator(".mud-dialog").WaitForAsync();
        await page.PictureAsync($"api-keys-revoke-{view}");
        await page.AssertAccessibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Revoke key", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("tr", new() { HasText = name })).ToContainTextAsync("Revoked");
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(token));
        await page.Context.DisposeAsync();
    }

    private async Task<string> CreateAsync(IPage page, string name, string view)
    {
        await app.ForgetConfirmationsAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Create key", Exact = true }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Create key" }).ClickAsync();
        await Assertions.Expect(dialog.GetByRole(AriaRole.Alert)).ToContainTextAsync("The key was not made");
        await dialog.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        await dialog.GetByText("trunks:read").ClickAsync();
        await page.PictureAsync($"api-keys-create-{view}");
        await page.AssertAccessibleAsync();
        await dialog.GetByText("Only certain trunks, numbers or addresses").ClickAsync();
        await dialog.GetByLabel("Addresses").FillAsync("127.0.0.0/8");
        await page.PictureAsync($"api-keys-limits-{view}");
        await page.AssertAccessibleAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Create key" }).ClickAsync();
        await ConfirmPasswordAsync(page, view);
        await dialog.GetByText("Copy the key now").WaitForAsync();
        await page.PictureAsync($"api-keys-shown-{view}");
        await page.AssertAccessibleAsync();
        var token = await dialog.GetByLabel("API key", new() { Exact = true }).InnerTextAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();
        return token;
    }

    // What was typed is still there on the way back, and goes on by itself when the password is right.
    private static async Task ConfirmPasswordAsync(IPage page, string view)
    {
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(dialog.GetByLabel("Your password")).ToBeFocusedAsync(new() { Timeout = 20_000 });
        await page.PictureAsync($"api-keys-password-{view}");
        await page.AssertAccessibleAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Back" }).ClickAsync();
        await Assertions.Expect(dialog.GetByLabel("Name", new() { Exact = true })).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("^Reports"));
        await Assertions.Expect(dialog.GetByLabel("Addresses")).ToHaveValueAsync("127.0.0.0/8");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Create key" }).ClickAsync();
        await dialog.GetByLabel("Your password").FillAsync("not this one at all");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(dialog.GetByRole(AriaRole.Alert)).ToContainTextAsync("The password is not right");
        await dialog.GetByLabel("Your password").FillAsync(AppUnderTest.Password);
        await page.Keyboard.PressAsync("Enter");
    }

    private async Task<string> RotateAsync(IPage page, string name, string old, string view)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = $"Rotate {name}" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Rotate key" }).ClickAsync();
        await dialog.GetByText("Copy the new key now").WaitForAsync();
        var token = await dialog.GetByLabel("API key", new() { Exact = true }).InnerTextAsync();
        await page.PictureAsync($"api-keys-rotated-{view}");
        await page.AssertAccessibleAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (await AskAsync(old), await AskAsync(token)));

        var row = page.Locator("tr", new() { HasText = name });
        await Assertions.Expect(row).ToContainTextAsync("Old secret until");
        await page.PictureAsync($"api-keys-overlap-{view}");
        await page.AssertAccessibleAsync();
        await page.AssertFitsAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = $"Stop old secret of {name}" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Stop old secret", Exact = true }).ClickAsync();
        await Assertions.Expect(row).Not.ToContainTextAsync("Old secret until");
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), (await AskAsync(old), await AskAsync(token)));
        return token;
    }

    private async Task<HttpStatusCode> AskAsync(string token)
    {
        using var client = app.NewClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await client.GetAsync("/api/v1/sip-trunks", TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
