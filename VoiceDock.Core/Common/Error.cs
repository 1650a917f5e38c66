namespace VoiceDock.Core.Common;

/// <summary>What sort of refusal an <see cref="Error"/> is; the web layer maps it to a status in one place.</summary>
public enum ErrorKind
{
    /// <summary>The input is wrong (400).</summary>
    Invalid,

    /// <summary>The caller is known but may not do this (403).</summary>
    Forbidden,

    /// <summary>The thing does not exist, or not for this caller (404).</summary>
    NotFound,

    /// <summary>The thing is in a state that does not allow it (409).</summary>
    Conflict,

    /// <summary>Understood, and cannot be done as configured (422).</summary>
    Unprocessable,

    /// <summary>A limit is reached (429); <see cref="Error.RetryAfter"/> says when to come back.</summary>
    TooMany,

    /// <summary>The server cannot do it now (503).</summary>
    Unavailable,
}

/// <summary>An expected refusal: a stable code for machines and a sentence for people. Never carries a secret.</summary>
/// <param name="Code">snake_case, one of the codes of the API contract.</param>
/// <param name="Message">What happened, to which thing, what to do.</param>
public sealed record Error(ErrorKind Kind, string Code, string Message)
{
    /// <summary>One line per field or fact, <c>"field: what"</c>; empty when the message says it all.</summary>
    public IReadOnlyList<string> Details { get; init; } = [];

    /// <summary>Set for <see cref="ErrorKind.TooMany"/> and <see cref="ErrorKind.Unavailable"/>.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>One or more fields are wrong. <paramref name="problems"/> are <c>(field, what)</c> with wire field names.</summary>
    public static Error Validation(IEnumerable<(string Field, string What)> problems) =>
        new(ErrorKind.Invalid, "validation_failed", "Some fields are not valid.")
        {
            Details = [.. problems.Select(p => $"{p.Field}: {p.What}")],
        };

    /// <summary>The one body for an unknown id and for an object outside the caller's reach.</summary>
    public static Error NotFound(string thing) => new(ErrorKind.NotFound, "not_found", $"There is no such {thing}.");
}
