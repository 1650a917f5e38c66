using VoiceDock.Core.Common;

namespace VoiceDock.Web.Api;

/// <summary>The answers an endpoint can give.</summary>
public static class Answers
{
    public static IResult Ok<T>(T body) => TypedResults.Json(body, WireJson.Options, statusCode: StatusCodes.Status200OK);

    public static IResult Created<T>(T body) => TypedResults.Json(body, WireJson.Options, statusCode: StatusCodes.Status201Created);

    /// <summary>Begun; the body says where it stands.</summary>
    public static IResult Accepted<T>(T body) => TypedResults.Json(body, WireJson.Options, statusCode: StatusCodes.Status202Accepted);

    public static IResult Refused(Error error) => new Refusal(error);

    /// <summary>The answer to a request that has nothing to show but that it was done.</summary>
    public static IResult Success(IReadOnlyList<string>? warnings = null) => Ok(new SuccessBody(true, warnings));
}
