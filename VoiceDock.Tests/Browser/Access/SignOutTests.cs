using System.Net;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Browser.Access;

[Collection(AccessBrowserTests.Name)]
[Trait("Kind", "Browser")]
public sealed class SignOutTests(BrowserFixture app)
{
    [Fact]
    public async Task Logout_WithoutAToken_IsRefused()
    {
        using var client = app.NewClient();
        using var answer = await client.PostAsync("/logout", new FormUrlEncodedContent([]), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/settings/api-keys")]
    [InlineData("/settings/account")]
    public async Task Page_WithoutSignIn_LeadsToSignIn(string path)
    {
        using var client = app.NewClient();
        using var answer = await client.GetAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/login", answer.Headers.Location!.AbsolutePath);
    }

    [Fact]
    public async Task SignIn_Form_WithoutAToken_IsRefused()
    {
        using var client = app.NewClient();
        var form = new Dictionary<string, string> { ["_handler"] = "login", ["Input.UserName"] = AppUnderTest.UserName, ["Input.Password"] = AppUnderTest.Password };
        using var answer = await client.PostAsync("/login", new FormUrlEncodedContent(form), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.False(answer.Headers.TryGetValues("Set-Cookie", out var cookies) && cookies.Any(c => c.StartsWith("__Host-vd", StringComparison.Ordinal)));
    }
}
