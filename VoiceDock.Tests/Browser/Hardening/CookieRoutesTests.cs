using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using VoiceDock.Tests.Support;
using VoiceDock.Web.Api;
using VoiceDock.Web.Layout;

namespace VoiceDock.Tests.Browser.Hardening;

/// <summary>
/// Every route that takes a change and is not the API's, from the program's own list: with the cookie alone, as a page of another site sends it, nothing
/// is done (T19).
/// </summary>
[Collection(AccessBrowserTests.Name)]
[Trait("Kind", "Browser")]
public sealed class CookieRoutesTests(BrowserFixture app)
{
    private static readonly string[] Changing = ["POST", "PUT", "PATCH", "DELETE"];

    // Not by cookie: the circuit asks where a request comes from (CrossOriginTests), a report of the browser changes nothing.
    private static readonly string[] Others = ["/_blazor", CspReports.Path];

    [Fact]
    public async Task Route_WithTheCookieAlone_DoesNothing()
    {
        using var person = new FormClient(app.BaseUrl);
        await person.SignInAsync(AppUnderTest.UserName, AppUnderTest.Password);
        var routes = Routes();
        Assert.Contains(("POST", "/logout"), routes);
        Assert.Contains(("POST", "/login"), routes);
        List<string> taken = [];
        foreach (var (method, path) in routes)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = new FormUrlEncodedContent([KeyValuePair.Create("_handler", "login")]) };
            request.Headers.Add("Origin", "https://elsewhere.example");
            request.Headers.Add("Sec-Fetch-Site", "cross-site");
            using var answer = await person.Http.SendAsync(request, TestContext.Current.CancellationToken);
            if (answer.StatusCode is not (HttpStatusCode.BadRequest or HttpStatusCode.MethodNotAllowed))
                taken.Add($"{method} {path}: {(int)answer.StatusCode}");
        }

        Assert.Empty(taken);
        // The sign-in still holds, so none of them was the sign-out; and with its token that one works.
        using var account = await person.Http.GetAsync("/settings/account", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, account.StatusCode);
    }

    [Fact]
    public async Task Route_WithAStrangeToken_IsRefused_AndNeverFails()
    {
        using var person = new FormClient(app.BaseUrl);
        await person.SignInAsync(AppUnderTest.UserName, AppUnderTest.Password);
        string[] tokens = ["\0", "a\r\nb", ";env;", "<script>", "%00%ff", "../../../../etc/passwd", new string('A', 200_000), "\ud800", "', \" --", "CfDJ8AAAA", "", " "];
        string[] bodies = ["------x\r\nContent-Disposition: form-data; name=\"__RequestVerificationToken\"", "not a form at all", ""];
        List<string> failed = [];
        foreach (var (method, path) in Routes())
        {
            var contents = tokens.Select(t => (HttpContent)new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", t)]))
                .Concat(bodies.Select(b => new StringContent(b) { Headers = { ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse("multipart/form-data; boundary=----x") } }))
                .Append(new StringContent("x") { Headers = { ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse("multipart/form-data") } });
            foreach (var content in contents)
            {
                using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = content };
                using var answer = await person.Http.SendAsync(request, TestContext.Current.CancellationToken);
                if ((int)answer.StatusCode is >= 500 or 200) failed.Add($"{method} {path}: {(int)answer.StatusCode}");
            }
        }

        Assert.Empty(failed.Distinct());
    }

    [Fact]
    public async Task Post_WithoutContent_IsRefusedToo()
    {
        using var person = new FormClient(app.BaseUrl);
        await person.SignInAsync(AppUnderTest.UserName, AppUnderTest.Password);
        using var answer = await person.Http.PostAsync("/logout", null, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private List<(string Method, string Path)> Routes() =>
    [
        .. from endpoint in app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
           let path = "/" + endpoint.RoutePattern.RawText!.TrimStart('/')
           where !endpoint.Metadata.OfType<IAuthorizeData>().Any(a => a.Policy == ApiServices.Policy) && !Others.Any(o => path.StartsWith(o, StringComparison.Ordinal))
           from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []
           where Changing.Contains(method)
           select (method, Fill(path)),
    ];

    private static string Fill(string path) => System.Text.RegularExpressions.Regex.Replace(path, @"\{[^}]*\}", Guid.NewGuid().ToString());
}
