using VoiceDock.Core.Common;

namespace VoiceDock.Web.Api;

/// <summary>A refusal as the answer of an endpoint.</summary>
public sealed class Refusal(Error error) : IResult, IStatusCodeHttpResult
{
    public Error Error => error;

    public int? StatusCode => ErrorAnswers.StatusOf(error);

    public Task ExecuteAsync(HttpContext httpContext) => ErrorAnswers.WriteAsync(httpContext, error);
}
