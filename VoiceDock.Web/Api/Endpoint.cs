using Microsoft.AspNetCore.Http.Metadata;
using VoiceDock.Web.Api.Wire;

namespace VoiceDock.Web.Api;

/// <summary>What an endpoint says about itself: it is enforced by the gate and shown in the API's document.</summary>
public static class Endpoint
{
    private static readonly int[] _always =
    [
        StatusCodes.Status400BadRequest, StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden,
        StatusCodes.Status404NotFound, StatusCodes.Status429TooManyRequests,
    ];

    public static RouteHandlerBuilder Needs(this RouteHandlerBuilder route, string scope) => route.WithMetadata(new RequiredScope(scope));

    /// <summary>The body, for the document; the handler reads it by the same table.</summary>
    public static RouteHandlerBuilder Takes(this RouteHandlerBuilder route, IWireTable table, bool creating, bool required = true) =>
        route.WithMetadata(new RequestBody(table, creating, required));

    public static RouteHandlerBuilder Gives<T>(this RouteHandlerBuilder route, int status = StatusCodes.Status200OK) =>
        route.WithMetadata(new ProducesResponseTypeMetadata(status, typeof(T), ["application/json"])).Refuses(_always);

    /// <summary>Server-sent events.</summary>
    public static RouteHandlerBuilder Streams(this RouteHandlerBuilder route) =>
        route.WithMetadata(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(string), ["text/event-stream"])).Refuses(_always);

    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder route, params ReadOnlySpan<int> statuses)
    {
        foreach (var refusal in statuses)
        {
            route.WithMetadata(new ProducesResponseTypeMetadata(refusal, typeof(ErrorBody), ["application/json"]));
        }

        return route;
    }

    /// <summary>Query parameters, for the document; the handler reads them itself, so that a bad one gets our error body.</summary>
    public static RouteHandlerBuilder Queries(this RouteHandlerBuilder route, params ReadOnlySpan<(string Name, string Description)> parameters) =>
        route.WithMetadata(new QueryParameters(parameters.ToArray()));

    public static RouteHandlerBuilder Deprecated(this RouteHandlerBuilder route) => route.WithMetadata(new ObsoleteAttribute());

    public static RouteHandlerBuilder Named(this RouteHandlerBuilder route, string name, string summary) => route.WithName(name).WithSummary(summary);

    /// <summary>Honours <c>Idempotency-Key</c>.</summary>
    public static RouteHandlerBuilder Repeatable(this RouteHandlerBuilder route) => route.WithMetadata(new RepeatRule(null)).AddEndpointFilter<IdempotencyFilter>();

    /// <summary>Honours <c>Idempotency-Key</c>; without one, the same body again within ten seconds is answered (200) with what the first one made.</summary>
    public static RouteHandlerBuilder Repeatable(this RouteHandlerBuilder route, Func<HttpContext, Guid, Task<IResult?>> showFirst) =>
        route.WithMetadata(new RepeatRule(showFirst)).AddEndpointFilter<IdempotencyFilter>();
}
