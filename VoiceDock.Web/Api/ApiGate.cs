using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Features;
using VoiceDock.Core.Access;
using VoiceDock.Core.Common;
using VoiceDock.Web.Access;

namespace VoiceDock.Web.Api;

/// <summary>
/// What every request to <c>/api/v1</c> passes before its endpoint, in this order: no key in the address, not too many wrong keys from there, a right
/// key, the key's rate, the endpoint's scope. Answers here say nothing about what lies behind.
/// </summary>
public sealed class ApiGate(RequestDelegate next, RequestLimits limits, ApiKeyStore keys, TimeProvider time, ILogger<ApiGate> logger)
{
    public async Task InvokeAsync(HttpContext http)
    {
        LimitBody(http);
        if (await RefusalOfAsync(http) is { } refusal)
        {
            await ErrorAnswers.WriteAsync(http, refusal);
            return;
        }

        await next(http);
    }

    private async Task<Error?> RefusalOfAsync(HttpContext http)
    {
        if (await HasKeyInUrlAsync(http.Request))
        {
            return ApiErrors.KeyInUrl;
        }

        var endpoint = http.GetEndpoint();
        if (endpoint?.Metadata.GetMetadata<IAllowAnonymous>() is not null)
        {
            return null;
        }

        var mayTry = limits.MayTry(http.Connection.RemoteIpAddress);
        if (!mayTry.Admitted)
        {
            return ApiErrors.TooManyWrongKeys(mayTry);
        }

        var outcome = await http.AuthenticateAsync(ApiKeyAuthentication.SchemeName);
        if (!outcome.Succeeded)
        {
            return RefuseKey(http, outcome);
        }

        http.User = outcome.Principal;
        var caller = ApiCaller.Of(http);
        var reading = limits.TryTake(caller.KeyId);
        RateHeaders.Show(http, reading, time);
        if (!reading.Admitted)
        {
            return ApiErrors.RateLimited(reading);
        }

        return endpoint?.Metadata.GetMetadata<RequiredScope>() is { } required && !caller.Has(required.Scope) ? ApiErrors.MissingScope(required.Scope) : null;
    }

    private Error RefuseKey(HttpContext http, AuthenticateResult outcome)
    {
        if (ApiKeyAuthentication.PresentsKey(http.Request))
        {
            limits.CountWrongKey(http.Connection.RemoteIpAddress);
        }

        return outcome.Failure is ApiKeyRefused refused ? refused.Error : ApiErrors.Unauthorized;
    }

    /// <summary>Addresses end up in logs and histories: a key seen in one is no secret any more.</summary>
    private async Task<bool> HasKeyInUrlAsync(HttpRequest request)
    {
        var found = false;
        foreach (var value in request.Query.SelectMany(q => q.Value.Prepend(q.Key)).OfType<string>())
        {
            var token = value.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? value[7..].Trim() : value.Trim();
            if (!token.StartsWith("vd_live_", StringComparison.Ordinal) && !token.StartsWith("vd_test_", StringComparison.Ordinal))
            {
                continue;
            }

            found = true;
            if (await keys.RevokeLeakedAsync(token, request.HttpContext.Connection.RemoteIpAddress, request.HttpContext.RequestAborted))
            {
                logger.LogWarning("An API key came in the address of a request from {Source} and was revoked", request.HttpContext.Connection.RemoteIpAddress);
            }
        }

        return found;
    }

    private static void LimitBody(HttpContext http)
    {
        // One byte more than allowed, so that JsonBody sees the excess and words the refusal.
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = JsonBody.MaxBytes + 1;
        }
    }
}
