using System.Net;
using VoiceDock.Core.Access.SignIns;
using VoiceDock.Core.Access.TwoFactor;
using VoiceDock.Tests.Core.Access;
using VoiceDock.Tests.Support;
using VoiceDock.Web.Access.SignIn;

namespace VoiceDock.Tests.Forms.Access;

/// <summary>T16: what somebody who guesses gets.</summary>
[Trait("Kind", "Api")]
public sealed class GuessingTests : IAsyncLifetime
{
    private readonly ConsoleUnderTest _app = new();

    public ValueTask InitializeAsync() => _app.InitializeAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    /// <summary>10,000 guesses in ten minutes, at one name from twenty addresses and at a thousand names from one address: at most 100 are looked at.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task TenThousandGuesses_InTenMinutes_AtMost100ReachTheCheck(bool oneName)
    {
        using var room = new AccessRoom();
        var known = await room.AddAsync();
        if (!oneName)
        {
            for (var i = 0; i < 200; i++) await room.AddAsync($"user{i}");
        }

        var limits = new SignInLimits(room.Time);
        var check = room.Get<PasswordCheck>();
        var before = room.Hasher.Checked.Count;
        for (var i = 0; i < 10_000; i++)
        {
            room.Time.Advance(TimeSpan.FromMilliseconds(60));
            var address = oneName ? new IPAddress([10, 0, 0, (byte)(i % 20)]) : IPAddress.Parse("192.0.2.1");
            if (limits.TryTake(address)) Assert.Null(await check.FindAsync(oneName ? "ann" : $"user{i % 200}", $"guess {i}"));
        }

        var hash = room.Read(known.Id).PasswordHash;
        var looked = room.Hasher.Checked.Skip(before).Count(c => !oneName || c.Hash == hash);
        Assert.InRange(looked, 5, 100);
    }

    /// <summary>The very same answer, whatever is wrong.</summary>
    [Fact]
    public async Task Refusals_LookTheSame()
    {
        var texts = new HashSet<string>();
        using var browser = _app.NewConsole();
        texts.Add(Problem(await browser.SignInAsync("wrong and long enough")));
        texts.Add(Problem(await browser.SignInAsync("wrong and long enough", "nobody")));
        await _app.ChangeAsync(u => u.LockoutEnd = _app.Time.GetUtcNow().AddMinutes(5));
        texts.Add(Problem(await browser.SignInAsync()));
        await _app.ChangeAsync(u => (u.LockoutEnd, u.DisabledAt) = (null, _app.Time.GetUtcNow().UtcDateTime));
        texts.Add(Problem(await browser.SignInAsync()));
        Assert.StartsWith("User name or password is wrong.", Assert.Single(texts), StringComparison.Ordinal);
        Assert.DoesNotContain(ConsoleClient.SignInCookie, browser.Cookies.Keys);
        Assert.DoesNotContain(ConsoleClient.StepCookie, browser.Cookies.Keys);
    }

    [Fact]
    public async Task FromOneAddress_TwentyTriesAMinute_AndRightOnesDoNotCount()
    {
        for (var i = 0; i < 25; i++)
        {
            using var browser = _app.NewConsole();
            Assert.Equal("/", (await browser.SignInAsync()).Location);
        }

        using var guesser = _app.NewConsole();
        for (var i = 0; i < 20; i++) Assert.StartsWith("User name", Problem(await guesser.SignInAsync("wrong", $"nobody{i}")), StringComparison.Ordinal);
        Assert.StartsWith("Too many tries", Problem(await guesser.SignInAsync()), StringComparison.Ordinal);
        _app.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("/", (await guesser.SignInAsync()).Location);
    }

    /// <summary>Codes count into the same lock as passwords; a right password does not wash wrong codes away.</summary>
    [Fact]
    public async Task WrongCodes_LockTheName()
    {
        var key = await TurnOnAsync();
        using var browser = _app.NewConsole();
        for (var i = 0; i < 5; i++)
        {
            Assert.StartsWith("/login/code", (await browser.SignInAsync()).Location, StringComparison.Ordinal);
            Assert.StartsWith("This code is not right", Problem(await CodeAsync(browser, "000000")), StringComparison.Ordinal);
        }

        Assert.StartsWith("This code is not right", Problem(await CodeAsync(browser, await Oathtool.CodeAsync(key, _app.Time.GetUtcNow()))), StringComparison.Ordinal);
        Assert.StartsWith("User name or password", Problem(await browser.SignInAsync()), StringComparison.Ordinal);
        _app.Time.Advance(TimeSpan.FromMinutes(15));
        await browser.SignInAsync();
        Assert.Equal("/", (await CodeAsync(browser, await Oathtool.CodeAsync(key, _app.Time.GetUtcNow()))).Location);
        Assert.Equal(0, (await _app.ReadAsync()).AccessFailedCount);
    }

    [Fact]
    public async Task CodePage_WithoutThePassword_LeadsBack_AndTheStepIsOverAfterTenMinutes()
    {
        var key = await TurnOnAsync();
        using var stranger = _app.NewConsole();
        Assert.StartsWith("/login?", (await stranger.GetAsync("/login/code")).Location, StringComparison.Ordinal);
        using var browser = _app.NewConsole();
        await browser.SignInAsync();
        Assert.False(await browser.IsSignedInAsync());
        var page = await browser.GetAsync("/login/code");
        _app.Time.Advance(TimeSpan.FromMinutes(10) + TimeSpan.FromSeconds(1));
        var late = await browser.SendFormAsync("/login/code", page, "code", ("Input.Code", await Oathtool.CodeAsync(key, _app.Time.GetUtcNow())));
        Assert.Equal("This took too long. Sign in again.", Problem(late));
    }

    /// <summary>Whoever has the step of a sign-in still needs its person to be the same.</summary>
    [Fact]
    public async Task Step_AfterANewStamp_IsVoid()
    {
        var key = await TurnOnAsync();
        using var browser = _app.NewConsole();
        await browser.SignInAsync();
        var page = await browser.GetAsync("/login/code");
        await _app.ChangeAsync(u => u.SecurityStamp = "ANOTHER");
        var answer = await browser.SendFormAsync("/login/code", page, "code", ("Input.Code", await Oathtool.CodeAsync(key, _app.Time.GetUtcNow())));
        Assert.Equal("This took too long. Sign in again.", Problem(answer));
    }

    private async Task<string> TurnOnAsync()
    {
        var store = _app.Get<TwoFactorStore>();
        var user = await _app.ReadAsync();
        var key = (await store.BeginAsync(user)).Key.Replace(" ", "", StringComparison.Ordinal);
        Assert.NotNull(await store.ConfirmAsync(user, await Oathtool.CodeAsync(key, _app.Time.GetUtcNow())));
        _app.Time.Advance(TimeSpan.FromMinutes(1));
        return key;
    }

    private static Task<ConsoleReply> CodeAsync(ConsoleClient browser, string code) => browser.PostAsync("/login/code", "code", ("Input.Code", code));

    private static string Problem(ConsoleReply answer)
    {
        var start = answer.Body.IndexOf("role=\"alert\"", StringComparison.Ordinal);
        Assert.True(start > 0, $"{answer.Status} {answer.Location}");
        var from = answer.Body.IndexOf("<p>", start, StringComparison.Ordinal) + 3;
        return answer.Body[from..answer.Body.IndexOf("</p>", from, StringComparison.Ordinal)];
    }
}
