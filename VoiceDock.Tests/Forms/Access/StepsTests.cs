using System.Net;
using VoiceDock.Core.Access;
using VoiceDock.Core.Access.TwoFactor;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Forms.Access;

/// <summary>The steps between a right password and the console, through the real forms.</summary>
[Trait("Kind", "Api")]
public sealed class StepsTests
{
    private const string OwnPassword = "quite another sentence";

    /// <summary>T26: of fifty browsers that send the set-up form at once, one makes an administrator.</summary>
    [Fact]
    public async Task SetUp_FiftyAtOnce_MakesOneAdministrator()
    {
        await using var app = new ConsoleUnderTest { WithAdmin = false };
        await app.InitializeAsync();
        var path = app.IssueSetUpPath();
        var token = Uri.UnescapeDataString(path.Split("token=")[1]);
        var browsers = Enumerable.Range(0, 50).Select(i => new ConsoleClient(app.BaseUrl, new IPAddress([127, 0, 1, (byte)(i + 1)]))).ToList();
        var pages = await Task.WhenAll(browsers.Select(b => b.GetAsync(path)));

        var answers = await Task.WhenAll(browsers.Select((b, i) => b.SendFormAsync(
            path, pages[i], "setup", ("Input.Token", token), ("Input.UserName", $"admin{i}"), ("Input.Password", AppUnderTest.Password))));

        Assert.Equal("/", Assert.Single(answers, a => a.Status == HttpStatusCode.Redirect).Location);
        Assert.Single(app.Get<PeopleDirectory>().All);
        Assert.Single(browsers, b => b.Cookies.ContainsKey(ConsoleClient.SignInCookie));
        Assert.Equal(HttpStatusCode.NotFound, (await browsers[0].GetAsync(path)).Status);
        browsers.ForEach(b => b.Dispose());
    }

    [Fact]
    public async Task OneTimePassword_LeadsToAPasswordOfOnesOwn_AndWorksOnce()
    {
        await using var app = new ConsoleUnderTest();
        await app.InitializeAsync();
        var made = (await app.Get<PersonReset>().RunAsync(AppUnderTest.UserName)).Value;
        using var browser = app.NewConsole();
        Assert.StartsWith("/login/new-password", (await browser.SignInAsync(made.Password)).Location, StringComparison.Ordinal);
        Assert.False(await browser.IsSignedInAsync());
        Assert.Null((await ChooseAsync(browser, made.Password)).Location);
        Assert.Null((await ChooseAsync(browser, "short")).Location);
        Assert.Equal("/", (await ChooseAsync(browser, OwnPassword)).Location);
        Assert.True(await browser.IsSignedInAsync());
        using var again = app.NewConsole();
        Assert.Null((await again.SignInAsync(made.Password)).Location);
        Assert.Equal("/", (await again.SignInAsync(OwnPassword)).Location);
        Assert.StartsWith("/login", (await browser.GetAsync("/login/new-password")).Location, StringComparison.Ordinal);
    }

    /// <summary>Seven days of notice, then nothing before it is set up; a reset gives no new days.</summary>
    [Fact]
    public async Task AskedForTwoFactor_NoticeForAWeek_ThenItComesFirst()
    {
        await using var app = new ConsoleUnderTest { Settings = { ["Security:TwoFactor"] = "admins" } };
        await app.InitializeAsync();
        using var browser = app.NewConsole();
        Assert.Equal("/", (await browser.SignInAsync()).Location);
        Assert.Contains("Set up two-factor by", (await browser.GetAsync("/settings/account")).Body, StringComparison.Ordinal);
        app.Time.Advance(TwoFactorRule.Grace);
        Assert.False(await browser.IsSignedInAsync());

        Assert.StartsWith("/login/two-factor", (await browser.SignInAsync()).Location, StringComparison.Ordinal);
        Assert.False(await browser.IsSignedInAsync());
        var page = await browser.GetAsync("/login/two-factor");
        var key = KeyIn(page);
        Assert.Null((await browser.SendFormAsync("/login/two-factor", page, "two-factor", ("Input.Code", "000000"))).Location);
        var done = await browser.SendFormAsync("/login/two-factor", page, "two-factor", ("Input.Code", await Oathtool.CodeAsync(key, app.Time.GetUtcNow())));
        Assert.Contains("Two-factor is on", done.Body, StringComparison.Ordinal);
        Assert.True(await browser.IsSignedInAsync());
        Assert.DoesNotContain("Set up two-factor by", (await browser.GetAsync("/settings/account")).Body, StringComparison.Ordinal);

        var made = (await app.Get<PersonReset>().RunAsync(AppUnderTest.UserName)).Value;
        Assert.StartsWith("/login/new-password", (await browser.SignInAsync(made.Password)).Location, StringComparison.Ordinal);
        Assert.StartsWith("/login/two-factor", (await ChooseAsync(browser, OwnPassword)).Location, StringComparison.Ordinal);
        Assert.False(await browser.IsSignedInAsync());
    }

    /// <summary>The steps cannot be skipped by opening a later page.</summary>
    [Fact]
    public async Task Steps_CannotBeSkipped()
    {
        await using var app = new ConsoleUnderTest();
        await app.InitializeAsync();
        var store = app.Get<TwoFactorStore>();
        var user = await app.ReadAsync();
        var key = (await store.BeginAsync(user)).Key.Replace(" ", "", StringComparison.Ordinal);
        Assert.NotNull(await store.ConfirmAsync(user, await Oathtool.CodeAsync(key, app.Time.GetUtcNow())));
        await app.ChangeAsync(u => u.OneTimePasswordUntil = app.Time.GetUtcNow().UtcDateTime.AddHours(1));
        using var browser = app.NewConsole();
        Assert.StartsWith("/login/code", (await browser.SignInAsync()).Location, StringComparison.Ordinal);
        foreach (var path in (string[])["/login/new-password", "/login/two-factor"])
            Assert.StartsWith("/login", (await browser.GetAsync(path)).Location, StringComparison.Ordinal);
        var page = await browser.GetAsync("/login/code");
        await browser.SendFormAsync("/login/new-password", page, "new-password", ("Input.New", OwnPassword), ("Input.Repeat", OwnPassword));
        Assert.False(await browser.IsSignedInAsync());
        using var other = app.NewConsole();
        Assert.Null((await other.SignInAsync(OwnPassword)).Location);
    }

    private static Task<ConsoleReply> ChooseAsync(ConsoleClient browser, string password) =>
        browser.PostAsync("/login/new-password", "new-password", ("Input.New", password), ("Input.Repeat", password));

    private static string KeyIn(ConsoleReply page) =>
        System.Text.RegularExpressions.Regex.Match(page.Body, "([A-Z2-7]{4} ){7}[A-Z2-7]{4}").Value.Replace(" ", "", StringComparison.Ordinal);
}
