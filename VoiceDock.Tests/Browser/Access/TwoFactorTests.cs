using Microsoft.Playwright;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Browser.Access;

/// <summary>Two-factor from its set-up to the sign-in with it, by keyboard alone, with the codes of another program that read the QR code off the screen.</summary>
[Collection(AccessBrowserTests.Name)]
[Trait("Kind", "Browser")]
public sealed class TwoFactorTests(TwoFactorFixture app) : IClassFixture<TwoFactorFixture>
{
    [Fact]
    public async Task TwoFactor_SetUp_SignIn_RecoveryCode_TurnOff_ByKeyboard()
    {
        var page = await app.NewPageAsync(width: 1280, height: 900, signedIn: false);
        await SignInAsync(page);
        await TitleAsync(page, "Overview");
        await Assertions.Expect(page.GetByRole(AriaRole.Note).GetByText("Set up two-factor by")).ToBeVisibleAsync();

        var key = await SetUpAsync(page);
        var codes = await SaveCodesAsync(page);
        await SignOutAsync(page);

        await SignInAsync(page);
        await TitleAsync(page, "Enter your code");
        await LookAsync(page, "two-factor-code");
        await TypeAndEnterAsync(page, "000000");
        await Assertions.Expect(page.Locator("main").GetByRole(AriaRole.Alert)).ToContainTextAsync("This code is not right");
        app.NextStep();
        await TypeAndEnterAsync(page, await app.CodeAsync(key));
        await TitleAsync(page, "Overview");
        await Assertions.Expect(page.GetByText("Set up two-factor by")).ToHaveCountAsync(0);
        await SignOutAsync(page);

        await SignInAsync(page);
        await page.GetByRole(AriaRole.Link, new() { Name = "Use a recovery code" }).PressAsync("Enter");
        await LookAsync(page, "two-factor-recovery");
        await TypeAndEnterAsync(page, codes[3]);
        await TitleAsync(page, "Overview");

        await AccountAsync(page);
        await TurnOffOrRenewAsync(page, await app.NextCodeAsync(key));
        Assert.Empty(app.Complaints);
        await page.Context.DisposeAsync();
    }

    [Fact]
    public async Task SignIns_AreListed_AndEndedFromAnotherBrowser()
    {
        var (here, there) = (await app.NewPageAsync(signedIn: false), await app.NewPageAsync(width: 390, height: 844, signedIn: false));
        await app.WithoutTwoFactorAsync();
        await SignInAsync(there);
        await TitleAsync(there, "Overview");
        await SignInAsync(here);
        await TitleAsync(here, "Overview");
        await there.GotoAsync("/settings/account");
        await LookAsync(there, "account");
        await here.GotoAsync("/settings/account");

        var list = here.GetByRole(AriaRole.List, new() { Name = "Your sign-ins" });
        await Assertions.Expect(list.GetByText("This one")).ToHaveCountAsync(1);
        await Assertions.Expect(list.GetByText("Chrome on Linux")).Not.ToHaveCountAsync(0);
        await here.GetByRole(AriaRole.Button, new() { Name = "Sign out everywhere else" }).PressAsync("Enter");
        await Assertions.Expect(here.GetByRole(AriaRole.Status).First).ToContainTextAsync("Signed out there");
        await Assertions.Expect(list.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(1);
        await there.ReloadAsync();
        await TitleAsync(there, "Sign in");
        Assert.Empty(app.Complaints);
        await here.Context.DisposeAsync();
        await there.Context.DisposeAsync();
    }

    private async Task<string> SetUpAsync(IPage page)
    {
        await AccountAsync(page);
        await TitleAsync(page, "Account");
        await LookAsync(page, "account");
        await page.GetByRole(AriaRole.Link, new() { Name = "Set up", Exact = true }).PressAsync("Enter");
        await LookAsync(page, "two-factor-start");
        await page.GetByLabel("Current password").FillAsync("not this one");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("main").GetByRole(AriaRole.Alert)).ToContainTextAsync("The current password is not right");
        await page.GetByLabel("Current password").FillAsync(AppUnderTest.Password);
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Img, new() { Name = "QR code with the key for your authenticator app" }).WaitForAsync();
        await LookAsync(page, "two-factor-key");
        var key = await ScanAsync(page);
        await TypeAndEnterAsync(page, "000000");
        await Assertions.Expect(page.Locator("main").GetByRole(AriaRole.Alert)).ToContainTextAsync("not the one VoiceDock expects");
        await TypeAndEnterAsync(page, await app.CodeAsync(key));
        return key;
    }

    /// <summary>What a phone's camera sees, read by somebody else's program.</summary>
    private static async Task<string> ScanAsync(IPage page)
    {
        var picture = Path.Combine(Path.GetTempPath(), $"qr-{Guid.NewGuid():N}.png");
        try
        {
            await page.Locator("svg.qr").ScreenshotAsync(new() { Path = picture });
            var uri = await Oathtool.ReadQrAsync(picture);
            Assert.StartsWith("otpauth://totp/VoiceDock%3Aann?secret=", uri, StringComparison.Ordinal);
            var key = uri.Split("secret=")[1].Split('&')[0];
            Assert.Equal(key, (await page.Locator(".key-text code").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal));
            return key;
        }
        finally
        {
            File.Delete(picture);
        }
    }

    private async Task<IReadOnlyList<string>> SaveCodesAsync(IPage page)
    {
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Two-factor is on" })).ToBeVisibleAsync();
        await LookAsync(page, "two-factor-codes");
        var codes = await page.Locator(".codes code").AllInnerTextsAsync();
        Assert.Equal(10, codes.Count);
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Download the recovery codes" }).PressAsync("Enter"));
        Assert.Equal("voicedock-recovery-codes.txt", download.SuggestedFilename);
        Assert.All(codes, c => Assert.Contains(c, File.ReadAllText(download.PathAsync().GetAwaiter().GetResult()), StringComparison.Ordinal));
        await page.GetByRole(AriaRole.Link, new() { Name = "I have saved them" }).PressAsync("Enter");
        await Assertions.Expect(page.GetByText("You have 10 recovery codes left.")).ToBeVisibleAsync();
        return codes;
    }

    private async Task TurnOffOrRenewAsync(IPage page, string code)
    {
        await Assertions.Expect(page.GetByText("You have 9 recovery codes left.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Change", Exact = true }).PressAsync("Enter");
        await LookAsync(page, "two-factor-on");
        await page.Locator("#codes-password").FillAsync(AppUnderTest.Password);
        await page.Locator("#codes-code").FillAsync("000000");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("main").GetByRole(AriaRole.Alert)).ToContainTextAsync("This code is not right");
        await page.Locator("#codes-password").FillAsync(AppUnderTest.Password);
        await page.Locator("#codes-code").FillAsync(code);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Your new recovery codes" })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".codes code")).ToHaveCountAsync(10);
        // Asked of administrators here: there is nothing to turn off.
        await page.GotoAsync("/settings/account/two-factor");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Turn off two-factor" })).ToHaveCountAsync(0);
    }

    private static async Task SignInAsync(IPage page)
    {
        await page.GotoAsync("/login");
        await page.GetByLabel("User name").FillAsync(AppUnderTest.UserName);
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync(AppUnderTest.Password);
        await page.Keyboard.PressAsync("Enter");
    }

    private static Task SignOutAsync(IPage page) => page.GetByRole(AriaRole.Button, new() { Name = "Sign out", Exact = true }).First.PressAsync("Enter");

    private static Task AccountAsync(IPage page) => page.GetByRole(AriaRole.Link, new() { Name = "Account", Exact = true }).PressAsync("Enter");

    // With the patience of a navigation: a page with a circuit takes its time on a busy machine.
    private static Task TitleAsync(IPage page, string title) => page.Locator("h1").GetByText(title, new() { Exact = true }).WaitForAsync();

    // The field has the focus when the page comes.
    private static async Task TypeAndEnterAsync(IPage page, string text)
    {
        await page.Locator("#code:focus").WaitForAsync();
        await page.Locator("#code").FillAsync(text);
        await page.Keyboard.PressAsync("Enter");
    }

    private static async Task LookAsync(IPage page, string name)
    {
        foreach (var (scheme, width) in ((ColorScheme, int)[])[(ColorScheme.Dark, 1280), (ColorScheme.Light, 390), (ColorScheme.Light, 1280)])
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await page.SetViewportSizeAsync(width, 900);
            await page.Locator($"html[data-theme={(scheme == ColorScheme.Dark ? "dark" : "light")}]").WaitForAsync();
            await page.PictureAsync($"{name}-{(width < 700 ? "phone" : scheme.ToString().ToLowerInvariant())}", full: true);
            await page.AssertAccessibleAsync();
            await page.AssertFitsAsync();
        }
    }
}
