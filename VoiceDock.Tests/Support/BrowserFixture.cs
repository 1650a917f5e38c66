using Microsoft.AspNetCore.Hosting;
using Microsoft.Playwright;
using VoiceDock.Core.Access;
using VoiceDock.Core.Common;
using VoiceDock.Tests.Support.Canary;

namespace VoiceDock.Tests.Support;

/// <summary>The real program and a real Chromium. Pages come signed in; what a browser complains about is kept in <see cref="Complaints"/>.</summary>
public class BrowserFixture : AppUnderTest
{
    private static readonly string[] Flags =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private readonly List<(string? Test, IBrowserContext Window)> _windows = [];
    private string? _signedIn;

    /// <summary>Script errors, and what the content policy stopped, over all pages so far.</summary>
    public List<string> Complaints { get; } = [];

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        if (Find("chromium") is not { } chromium)
            return;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = chromium, Args = Flags });
    }

    // One person runs all tests.
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseSetting("Doctor:RunsPerMinute", "60");
        builder.UseSetting("Doctor:RunsAtOnce", "20");
    }

    /// <summary>
    /// A page in a window of its own, signed in as the administrator unless told otherwise. It lives as long as its test: windows of the tests before
    /// are closed, for live pages left open go on drawing.
    /// </summary>
    public async Task<IPage> NewPageAsync(ColorScheme scheme = ColorScheme.Light, int width = 1280, int height = 800, bool signedIn = true)
    {
        await CloseEarlierAsync();
        var context = await RequireBrowser().NewContextAsync(new()
        {
            BaseURL = BaseUrl,
            ColorScheme = scheme,
            ViewportSize = new() { Width = width, Height = height },
            ReducedMotion = ReducedMotion.Reduce,
            StorageState = signedIn ? _signedIn ??= await SignInAsync() : null,
        });
        _windows.Add((TestContext.Current.Test?.UniqueID, context));
        context.SetDefaultTimeout(20_000);
        var page = await context.NewPageAsync();
        CanaryPages.Watch(page);
        page.PageError += (_, error) => Complaints.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Text.Contains("Content Security Policy", StringComparison.OrdinalIgnoreCase))
                Complaints.Add(message.Text);
        };
        return page;
    }

    /// <summary>A page of somebody with this role, made and signed in for the test.</summary>
    public async Task<(IPage Page, User User)> NewPageOfAsync(Role role, ColorScheme scheme = ColorScheme.Light, int width = 1280)
    {
        var user = await Services.MakeUserAsync($"{WireName.Of(role)}{Guid.NewGuid():N}"[..16], role);
        var page = await NewPageAsync(scheme, width, width < 700 ? 844 : 800, signedIn: false);
        await page.GotoAsync("/login?returnUrl=/settings/account");
        await page.GetByLabel("User name").FillAsync(user.UserName!);
        await page.GetByLabel("Password").FillAsync(TestUsers.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await page.Locator("main h1").GetByText("Account").WaitForAsync();
        return (page, user);
    }

    /// <summary>Opens a page of the console and waits until its circuit has rendered the title.</summary>
    public static async Task OpenAsync(IPage page, string path)
    {
        await page.GotoAsync(path);
        await page.Locator("main h1").WaitForAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var (_, window) in _windows) await CanaryPages.ReadAsync(window);
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    // Tests of one fixture run one after another, so whatever is not of this test is of one that is over.
    private async Task CloseEarlierAsync()
    {
        var now = TestContext.Current.Test?.UniqueID;
        foreach (var (test, window) in _windows.Where(w => w.Test != now).ToList())
        {
            await CanaryPages.ReadAsync(window);
            await window.DisposeAsync();
            _windows.Remove((test, window));
        }
    }

    private async Task<string> SignInAsync()
    {
        var page = await NewPageAsync(signedIn: false);
        await page.GotoAsync("/login?returnUrl=/settings/account");
        await page.GetByLabel("User name").FillAsync(UserName);
        await page.GetByLabel("Password").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await page.Locator("main h1").GetByText("Account").WaitForAsync();
        var state = await page.Context.StorageStateAsync();
        await page.Context.DisposeAsync();
        return state;
    }

    // On a developer's machine a missing browser is a skip with its reason; where tests decide it is a failure.
    private IBrowser RequireBrowser()
    {
        if (_browser is null && Environment.GetEnvironmentVariable("CI") is null)
            Assert.Skip("Chromium is not installed (package chromium, or PLAYWRIGHT_CHROMIUM).");
        return _browser ?? throw new InvalidOperationException("Chromium is not installed (package chromium, or PLAYWRIGHT_CHROMIUM).");
    }

    private static string? Find(string program) =>
        Environment.GetEnvironmentVariable("PLAYWRIGHT_CHROMIUM")
        ?? (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
