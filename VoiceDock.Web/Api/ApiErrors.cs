using VoiceDock.Core.Common;

namespace VoiceDock.Web.Api;

/// <summary>Refusals of the API itself, before a room of the core is asked.</summary>
public static class ApiErrors
{
    public static readonly Error Unauthorized = new(ErrorKind.Forbidden, "unauthorized", "Invalid or missing API key");

    public static readonly Error KeyExpired = new(ErrorKind.Forbidden, "api_key_expired", "This API key has expired. Make a new one in the console.");

    public static readonly Error KeyRevoked = new(ErrorKind.Forbidden, "api_key_revoked", "This API key has been revoked.");

    public static readonly Error KeyReplaced = new(
        ErrorKind.Forbidden, "api_key_revoked", "This API key was replaced by a newer one in a rotation and does not work any more.");

    public static readonly Error KeyInUrl = new(ErrorKind.Invalid, "key_in_url",
        "An API key was sent in the address, where logs keep it. If it was one of ours it is revoked now. Send a new one as 'Authorization: Bearer'.");

    public static readonly Error NoSuchRoute = new(ErrorKind.NotFound, "not_found", "There is nothing at this address.");

    public static readonly Error NotOffered = new(ErrorKind.NotFound, "not_offered", "VoiceDock does not offer this function.");

    public static readonly Error MethodNotAllowed = new(ErrorKind.Invalid, "method_not_allowed", "This address does not take this method; the Allow header lists the ones it takes.");

    public static readonly Error TooLarge = new(ErrorKind.Invalid, "too_large", $"The body is larger than {JsonBody.MaxBytes / 1024} KB.");

    public static readonly Error UnsupportedMediaType = new(ErrorKind.Invalid, "unsupported_media_type", "Send the body with 'Content-Type: application/json'.");

    public static readonly Error Internal = new(ErrorKind.Unavailable, "internal", "Something went wrong here. The X-Request-Id of this answer finds it in the log.");

    public static readonly Error NoBody = new(ErrorKind.Invalid, "invalid_request", "This request needs a JSON object as its body.");

    public static readonly Error NotAnObject = new(ErrorKind.Invalid, "invalid_request", "The body must be a JSON object.");

    public static readonly Error BadIdempotencyKey = new(ErrorKind.Invalid, "invalid_request", "Idempotency-Key must be 1-255 visible ASCII characters.");

    public static readonly Error KeyReused = new(ErrorKind.Unprocessable, "idempotency_key_reused", "This Idempotency-Key was used for a different request.");

    public static readonly Error StillRunning = new(ErrorKind.Conflict, "idempotency_in_progress", "The first request with this Idempotency-Key is still running.");

    public static readonly Error ForeignTrunk = new(ErrorKind.Forbidden, "forbidden_scope", "This API key is bound to other SIP trunks than the one this call would be transferred over.");

    public static Error BadJson(long? line, long? position) => new(ErrorKind.Invalid, "invalid_request",
        line is { } l && position is { } p ? $"The body is not valid JSON (line {l + 1}, byte {p + 1})." : "The body is not valid JSON.");

    public static Error UnknownFields(IEnumerable<string> fields) => new(ErrorKind.Invalid, "unknown_field", "Some fields are not known.")
    {
        Details = [.. fields.Select(f => $"{f}: unknown field")],
    };

    public static Error MissingFields(IEnumerable<string> fields) => new(ErrorKind.Invalid, "missing_field", "A required field is missing.")
    {
        Details = [.. fields.Select(f => $"{f}: required")],
    };

    public static Error MissingScope(string scope) => new(ErrorKind.Forbidden, "forbidden_scope", $"This API key does not have the scope '{scope}'.");

    public static Error BoundKey(string things) =>
        new(ErrorKind.Forbidden, "forbidden_scope", $"This API key is bound to certain {things}, so it cannot make new ones.");

    public static Error RateLimited(WindowReading reading) =>
        new(ErrorKind.TooMany, "rate_limit_exceeded", $"More than {reading.Limit} requests in a minute.") { RetryAfter = reading.UntilFreed };

    public static Error TooManyWrongKeys(WindowReading reading) =>
        new(ErrorKind.TooMany, "rate_limit_exceeded", "Too many wrong API keys came from this address.") { RetryAfter = reading.UntilFreed };
}
