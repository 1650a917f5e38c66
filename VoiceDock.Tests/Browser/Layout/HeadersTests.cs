using System.Net;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Browser.Layout;

/// <summary>What every answer carries, asked over a real socket.</summary>
[Collection(AccessBrowserTests.Name)]
[Trait("Kind", "Browser")]
public sealed class HeadersTests(BrowserFixture app)
{
    [Fact]
    public async Task SignInPage_Answer_ForbidsWhatItDoesNotNeed()
    {
        using var client = app.NewClient();
        using var answer = await client.GetAsync("/login", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.Equal("same-origin", answer.Headers.GetValues("Cross-Origin-Opener-Policy").Single());
        Assert.Contains("camera=()", answer.Headers.GetValues("Permissions-Policy").Single(), StringComparison.Ordinal);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.False(answer.Headers.Contains("Server"));
        Assert.False(answer.Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task ContentPolicy_OfTwoAnswers_AllowsNoInlineScriptButItsOwn()
    {
        using var client = app.NewClient();
        var first = await PolicyAsync(client);
        var second = await PolicyAsync(client);

        Assert.Contains("default-src 'self'; base-uri 'self'; object-src 'none'; frame-ancestors 'none'; form-action 'self'", first, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe-eval", first, StringComparison.Ordinal);
        Assert.DoesNotMatch("script-src[^;]*unsafe-inline", first);
        Assert.Matches("script-src 'self' 'nonce-[A-Za-z0-9+/=]{24}'", first);
        Assert.NotEqual(first, second);
    }

    [Theory]
    [InlineData("/css/app.css", "text/css")]
    [InlineData("/css/tokens.css", "text/css")]
    [InlineData("/js/shell.js", "text/javascript")]
    [InlineData("/favicon.svg", "image/svg+xml")]
    [InlineData("/_content/MudBlazor/MudBlazor.min.css", "text/css")]
    [InlineData("/_framework/blazor.web.js", "text/javascript")]
    [InlineData("/VoiceDock.Web.styles.css", "text/css")]
    public async Task StaticFile_OfTheTopLevelFolderAndThePackages_IsServed(string path, string type)
    {
        using var client = app.NewClient();
        using var answer = await client.GetAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(type, answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task UnknownPage_Answer_Is404WithRequestId()
    {
        using var client = app.NewClient();
        using var answer = await client.GetAsync("/there-is-no-such-page", TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("There is no such page", text, StringComparison.Ordinal);
        Assert.Contains("Request id", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Circuit_AskedForByAnotherSite_IsRefused()
    {
        using var client = app.NewClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1");
        request.Headers.Add("Origin", "http://elsewhere.example");
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    private static async Task<string> PolicyAsync(HttpClient client)
    {
        using var answer = await client.GetAsync("/login", TestContext.Current.CancellationToken);
        return answer.Headers.GetValues("Content-Security-Policy").Single();
    }
}
