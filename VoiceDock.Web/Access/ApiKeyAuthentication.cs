using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using VoiceDock.Core.Access;
using VoiceDock.Core.Common;
using VoiceDock.Web.Api;

namespace VoiceDock.Web.Access;

/// <summary><c>Authorization: Bearer vd_...</c>, and nothing else: no cookie, no query string.</summary>
public sealed class ApiKeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, ApiKeyStore keys)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "ApiKey";

    /// <summary>Requests that carry no key at all end as unauthorized, but are no attempt to guess one.</summary>
    public static bool PresentsKey(HttpRequest request) => request.Headers.Authorization.Count > 0;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!PresentsKey(Request))
        {
            return AuthenticateResult.NoResult();
        }

        if (TokenOf(Request) is not { } token)
        {
            return Refuse(ApiErrors.Unauthorized);
        }

        var match = await keys.FindAsync(token, Context.Connection.RemoteIpAddress, Context.RequestAborted);
        if (!match.IsAccepted)
        {
            return Refuse(match.Refusal switch
            {
                ApiKeyRefusal.Expired => ApiErrors.KeyExpired,
                ApiKeyRefusal.Revoked => ApiErrors.KeyRevoked,
                ApiKeyRefusal.Replaced => ApiErrors.KeyReplaced,
                _ => ApiErrors.Unauthorized,
            });
        }

        ApiCaller.Set(Context, match.Key);
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, $"apikey:{match.Key.Id}")], SchemeName);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => ErrorAnswers.WriteAsync(Context, ApiErrors.Unauthorized);

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        ErrorAnswers.WriteAsync(Context, ErrorAnswers.ForStatus(StatusCodes.Status403Forbidden));

    private static AuthenticateResult Refuse(Error error) => AuthenticateResult.Fail(new ApiKeyRefused(error));

    /// <summary>The key a request presents; null when there is none, or nothing that could be one.</summary>
    public static string? TokenOf(HttpRequest request) =>
        request.Headers.Authorization is [{ } line]
        && AuthenticationHeaderValue.TryParse(line, out var header)
        && header.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)
        && header.Parameter is { Length: > 0 and <= 200 } token
            ? token
            : null;
}
