using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using VoiceDock.Core.Access;
using VoiceDock.Core.Access.SignIns;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Forms.Access;

/// <summary>T17: what a fixed, stolen or replayed sign-in cookie is worth. Each test starts the real program.</summary>
[Trait("Kind", "Api")]
public sealed class CookieTests : IAsyncLifetime
{
    private readonly ConsoleUnderTest _app = new();

    public ValueTask InitializeAsync() => _app.InitializeAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    /// <summary>F24: replay after sign-out, a new password, two-factor, a new role, a disabled account, "everywhere else", a reset.</summary>
    [Theory]
    [InlineData("sign out")]
    [InlineData("password")]
    [InlineData("role")]
    [InlineData("disable")]
    [InlineData("elsewhere")]
    [InlineData("reset")]
    public async Task Cookie_CopiedBefore_IsRefusedAfter(string what)
    {
        using var browser = await SignedInAsync();
        using var thief = Copy(browser);
        Assert.True(await thief.IsSignedInAsync());

        await DoAsync(what, browser);

        var answer = await thief.GetAsync("/settings/account");
        Assert.StartsWith("/login?", answer.Location, StringComparison.Ordinal);
        Assert.Equal(what is "password", await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task Cookie_PlantedBeforehand_IsNeverUsed()
    {
        using var attacker = await SignedInAsync();
        using var victim = Copy(attacker);
        var planted = victim.Cookies[ConsoleClient.SignInCookie];
        // The sign-in page leads whoever seems signed in away; its form may be sent all the same.
        var page = await victim.GetAsync("/settings/account");
        var answer = await victim.SendFormAsync("/login", page, "login", ("Input.UserName", AppUnderTest.UserName), ("Input.Password", AppUnderTest.Password));

        Assert.Equal("/", answer.Location);
        Assert.NotEqual(planted, victim.Cookies[ConsoleClient.SignInCookie]);
        Assert.True(await victim.IsSignedInAsync());
        Assert.False(await attacker.IsSignedInAsync());
    }

    [Fact]
    public async Task Cookie_OfAnotherMakingOrChanged_SignsNobodyIn()
    {
        using var browser = await SignedInAsync();
        var cookie = browser.Cookies[ConsoleClient.SignInCookie];
        foreach (var forged in (string[])["", "x", cookie[..^2], cookie + "A", $"{cookie[..20]}{(cookie[20] == 'A' ? 'B' : 'A')}{cookie[21..]}"])
        {
            using var other = _app.NewConsole();
            other.Cookies[ConsoleClient.SignInCookie] = forged;
            Assert.False(await other.IsSignedInAsync());
        }
    }

    [Fact]
    public async Task SignIn_NotTouchedForHalfAnHour_Ends_AndWhatThePageDoesByItselfDoesNotCount()
    {
        using var browser = await SignedInAsync();
        for (var i = 0; i < 3; i++)
        {
            _app.Time.Advance(TimeSpan.FromMinutes(20));
            Assert.Equal(System.Net.HttpStatusCode.NoContent, (await browser.GetAsync("/seen")).Status);
        }

        for (var i = 0; i < 2; i++)
        {
            _app.Time.Advance(TimeSpan.FromMinutes(15));
            await browser.GetAsync("/_blazor/initializers");
        }

        Assert.False(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task SignIn_UsedAllDay_EndsAfterTwelveHours()
    {
        using var browser = await SignedInAsync();
        for (var hours = 0.0; hours < 12; hours += 0.25)
        {
            Assert.True(await browser.IsSignedInAsync());
            _app.Time.Advance(TimeSpan.FromMinutes(15));
        }

        Assert.False(await browser.IsSignedInAsync());
    }

    private async Task<ConsoleClient> SignedInAsync()
    {
        var browser = _app.NewConsole();
        Assert.Equal("/", (await browser.SignInAsync()).Location);
        return browser;
    }

    private ConsoleClient Copy(ConsoleClient of)
    {
        var copy = _app.NewConsole();
        foreach (var (name, value) in of.Cookies) copy.Cookies[name] = value;
        return copy;
    }

    private async Task DoAsync(string what, ConsoleClient browser)
    {
        const string New = "quite another sentence";
        switch (what)
        {
            case "sign out":
                await browser.SendFormAsync("/logout", await browser.GetAsync("/settings/account"), form: null);
                break;
            case "password":
                await browser.PostAsync("/settings/account", "password", ("Input.Current", AppUnderTest.Password), ("Input.New", New), ("Input.Repeat", New));
                break;
            case "disable":
                await _app.ChangeAsync(u => u.DisabledAt = _app.Time.GetUtcNow().UtcDateTime);
                break;
            case "reset":
                Assert.True((await _app.Get<PersonReset>().RunAsync(AppUnderTest.UserName)).IsOk);
                break;
            case "elsewhere":
                using (var other = await SignedInAsync()) await other.PostAsync("/settings/account", "sign-ins", ("End", "others"));
                break;
            default:
                await ChangeRoleAsync();
                break;
        }
    }

    private async Task ChangeRoleAsync()
    {
        await using var scope = _app.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<User>>();
        var user = (await users.FindByNameAsync(AppUnderTest.UserName))!;
        await users.RemoveFromRoleAsync(user, RoleNames.Admin);
        await users.UpdateSecurityStampAsync(user);
        Assert.Empty(await _app.Get<SignInStore>().ListAsync(user.Id));
    }
}
