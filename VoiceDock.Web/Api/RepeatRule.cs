namespace VoiceDock.Web.Api;

/// <summary>What a repeated POST means to an endpoint.</summary>
/// <param name="ShowFirst">
/// For makers of things: shows the thing with this id as the answer to a repeat that carries no <c>Idempotency-Key</c>; null when it is gone.
/// Null here: such a repeat is a new request, or the room has a rule of its own.
/// </param>
public sealed record RepeatRule(Func<HttpContext, Guid, Task<IResult?>>? ShowFirst);
