using Microsoft.AspNetCore.WebUtilities;
using VoiceDock.Core.Common;

namespace VoiceDock.Web.Api;

/// <summary>The one map from a refusal to an HTTP answer.</summary>
public static class ErrorAnswers
{
    /// <summary>Codes whose status no <see cref="ErrorKind"/> stands for; they exist on the wire only.</summary>
    private static readonly Dictionary<string, int> _ofTheWire = new(StringComparer.Ordinal)
    {
        ["unauthorized"] = StatusCodes.Status401Unauthorized,
        ["api_key_expired"] = StatusCodes.Status401Unauthorized,
        ["api_key_revoked"] = StatusCodes.Status401Unauthorized,
        ["method_not_allowed"] = StatusCodes.Status405MethodNotAllowed,
        ["too_large"] = StatusCodes.Status413PayloadTooLarge,
        ["unsupported_media_type"] = StatusCodes.Status415UnsupportedMediaType,
        ["internal"] = StatusCodes.Status500InternalServerError,
    };

    public static int StatusOf(Error error) => _ofTheWire.TryGetValue(error.Code, out var status) ? status : error.Kind switch
    {
        ErrorKind.Invalid => StatusCodes.Status400BadRequest,
        ErrorKind.Forbidden => StatusCodes.Status403Forbidden,
        ErrorKind.NotFound => StatusCodes.Status404NotFound,
        ErrorKind.Conflict => StatusCodes.Status409Conflict,
        ErrorKind.Unprocessable => StatusCodes.Status422UnprocessableEntity,
        ErrorKind.TooMany => StatusCodes.Status429TooManyRequests,
        ErrorKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };

    /// <summary>The refusal for a status that something below us set without a body.</summary>
    public static Error ForStatus(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => ApiErrors.Unauthorized,
        StatusCodes.Status403Forbidden => new Error(ErrorKind.Forbidden, "forbidden_scope", "This API key may not do this."),
        StatusCodes.Status404NotFound => ApiErrors.NoSuchRoute,
        StatusCodes.Status405MethodNotAllowed => ApiErrors.MethodNotAllowed,
        StatusCodes.Status413PayloadTooLarge => ApiErrors.TooLarge,
        StatusCodes.Status415UnsupportedMediaType => ApiErrors.UnsupportedMediaType,
        >= 500 => ApiErrors.Internal,
        _ => new Error(ErrorKind.Invalid, "invalid_request", "The request could not be understood."),
    };

    public static ErrorBody BodyOf(Error error) => new(
        ReasonPhrases.GetReasonPhrase(StatusOf(error)),
        error.Message,
        error.Code,
        error.Details.Count == 0 ? null : error.Details);

    /// <summary>Writes status, headers and body. The response must not have started.</summary>
    public static Task WriteAsync(HttpContext http, Error error)
    {
        var status = StatusOf(error);
        http.Response.StatusCode = status;
        if (status == StatusCodes.Status401Unauthorized)
        {
            http.Response.Headers.WWWAuthenticate = "Bearer";
        }

        if (error.RetryAfter is { } wait)
        {
            http.Response.Headers.RetryAfter = RateHeaders.WholeSeconds(wait);
        }

        return http.Response.WriteAsJsonAsync(BodyOf(error), WireJson.Options, "application/json; charset=utf-8", http.RequestAborted);
    }
}
