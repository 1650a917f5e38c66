using Microsoft.AspNetCore.Authentication.Cookies;
using VoiceDock.Web.Layout;

namespace VoiceDock.Web.Access;

/// <summary>
/// The sign-in cookie's name and safety follow the way the browser came: <c>__Host-vd</c>, Secure, on https and loopback; <c>vd</c> on plain
/// http to another machine, where a Secure cookie would never come back.
/// </summary>
/// <param name="plain">The name without its prefix.</param>
public sealed class ConsoleCookies(string plain = ConsoleCookies.Plain) : ICookieManager
{
    /// <summary>Of somebody signed in.</summary>
    public const string Plain = "vd";

    /// <summary>Of somebody on the way there, who has given their password.</summary>
    public const string Step = "vd-step";

    private const string SafePrefix = "__Host-";
    private readonly ChunkingCookieManager _inner = new();

    public string? GetRequestCookie(HttpContext context, string key) => _inner.GetRequestCookie(context, Name(context));

    public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options) =>
        _inner.AppendResponseCookie(context, Name(context), value, Fit(context, options));

    public void DeleteCookie(HttpContext context, string key, CookieOptions options) =>
        _inner.DeleteCookie(context, Name(context), Fit(context, options));

    private string Name(HttpContext context) => IsSafe(context.Request) ? SafePrefix + plain : plain;

    // Safari keeps no Secure cookie on http://localhost; on loopback nobody stands between.
    private static bool IsSafe(HttpRequest request) =>
        request.IsHttps || (!ConnectionSafety.IsPlain(request) && !IsSafari(request.Headers.UserAgent.ToString()));

    private static bool IsSafari(string agent) =>
        agent.Contains("Safari/", StringComparison.Ordinal) && !agent.Contains("Chrome/", StringComparison.Ordinal);

    private static CookieOptions Fit(HttpContext context, CookieOptions options) =>
        new(options) { Secure = IsSafe(context.Request), Path = "/", Domain = null };
}
