using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Browser.Hardening;

/// <summary>What pages of other sites cannot do with a person's browser: open a circuit, put the console into a frame, read an answer (T19).</summary>
[Collection(AccessBrowserTests.Name)]
[Trait("Kind", "Browser")]
public sealed class CrossOriginTests(BrowserFixture app)
{
    [Theory]
    [InlineData("https://elsewhere.example")]
    [InlineData("http://127.0.0.1")]
    [InlineData("http://127.0.0.1.elsewhere.example")]
    [InlineData("null")]
    [InlineData("not an origin")]
    public async Task Circuit_OfAnotherOrigin_IsNotOpened(string origin)
    {
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Origin", origin);
        var refused = await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(CircuitAddress, TestContext.Current.CancellationToken));
        Assert.Contains("403", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Circuit_OfOurOwnOrigin_IsOpened()
    {
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Origin", app.BaseUrl);
        await socket.ConnectAsync(CircuitAddress, TestContext.Current.CancellationToken);
        Assert.Equal(WebSocketState.Open, socket.State);
    }

    [Theory]
    [InlineData("/login")]
    [InlineData("/trunks")]
    [InlineData("/api")]
    [InlineData("/there-is-no-such-page")]
    public async Task Page_InAFrame_IsNotShown(string path)
    {
        var page = await app.NewPageAsync();
        await page.GotoAsync("data:text/html,<h1>elsewhere</h1>");
        await page.SetContentAsync($"<iframe src='{app.BaseUrl}{path}' onload='window.done=1'></iframe>");
        await page.WaitForFunctionAsync("window.done === 1");
        Assert.StartsWith("chrome-error:", page.Frames[1].Url, StringComparison.Ordinal);
        await page.Context.DisposeAsync();
        app.Complaints.RemoveAll(c => c.Contains("frame-ancestors", StringComparison.Ordinal));
    }

    [Fact]
    public async Task EveryAnswer_ForbidsFramesAndOtherReaders()
    {
        using var person = new FormClient(app.BaseUrl);
        await person.SignInAsync(AppUnderTest.UserName, AppUnderTest.Password);
        var paths = app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") != false)
            .Select(e => "/" + e.RoutePattern.RawText!.TrimStart('/')).Where(p => !p.Contains('{') && !p.EndsWith(".css") && !p.EndsWith(".js")).Distinct().ToList();
        Assert.Contains("/trunks", paths);
        foreach (var path in paths.Append("/there-is-no-such-page").Append("/api/v1/nothing"))
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Add("Origin", "https://elsewhere.example");
            using var answer = await person.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
            Assert.True(answer.StatusCode < HttpStatusCode.InternalServerError, $"{path}: {answer.StatusCode}");
            Assert.True(answer.Headers.TryGetValues("Content-Security-Policy", out var policy) && policy.Single().Contains("frame-ancestors 'none'", StringComparison.Ordinal), path);
            Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"), path);
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            if (answer.Content.Headers.ContentType?.MediaType == "text/html")
                Assert.True(answer.Headers.CacheControl?.NoStore, path);
        }
    }

    private Uri CircuitAddress => new(app.BaseUrl.Replace("http:", "ws:", StringComparison.Ordinal) + "/_blazor");
}
