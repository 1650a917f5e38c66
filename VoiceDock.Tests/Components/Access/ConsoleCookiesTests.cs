using Microsoft.AspNetCore.Http;
using VoiceDock.Web.Access;

namespace VoiceDock.Tests.Components.Access;

[Trait("Kind", "Unit")]
public sealed class ConsoleCookiesTests
{
    private const string Chrome = "Mozilla/5.0 (X11) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36";
    private const string Safari = "Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15";

    [Theory]
    [InlineData("https", "pbx.example.com", Chrome, "__Host-vd", true)]
    [InlineData("https", "pbx.example.com", Safari, "__Host-vd", true)]
    [InlineData("http", "127.0.0.1:5080", Chrome, "__Host-vd", true)]
    [InlineData("http", "localhost:5080", Chrome, "__Host-vd", true)]
    [InlineData("http", "[::1]:5080", Chrome, "__Host-vd", true)]
    [InlineData("http", "localhost:5080", Safari, "vd", false)]
    [InlineData("http", "192.0.2.5:8080", Chrome, "vd", false)]
    [InlineData("http", "voicedock.lan", Chrome, "vd", false)]
    public void Cookie_ByTheWayTheBrowserCame_HasItsNameAndSafety(string scheme, string host, string agent, string name, bool secure)
    {
        var context = new DefaultHttpContext();
        context.Request.Scheme = scheme;
        context.Request.Host = new HostString(host);
        context.Request.Headers.UserAgent = agent;

        new ConsoleCookies().AppendResponseCookie(context, "ignored", "value", new CookieOptions { HttpOnly = true });

        var cookie = context.Response.Headers.SetCookie.ToString();
        Assert.StartsWith($"{name}=value; path=/", cookie, StringComparison.Ordinal);
        Assert.Equal(secure, cookie.Contains("; secure", StringComparison.Ordinal));
        Assert.Contains("; httponly", cookie, StringComparison.Ordinal);
        Assert.DoesNotContain("domain", cookie, StringComparison.Ordinal);
    }
}
