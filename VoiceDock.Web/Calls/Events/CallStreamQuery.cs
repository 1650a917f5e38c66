using System.Globalization;
using VoiceDock.Core.Common;
using VoiceDock.Web.Api;

namespace VoiceDock.Web.Calls.Events;

/// <summary>What a client asks of the event stream.</summary>
/// <param name="CallId">Only this call; null: all.</param>
/// <param name="After">The last event it has; null: none.</param>
internal sealed record CallStreamQuery(Guid? CallId, long? After)
{
    public static Result<CallStreamQuery> Read(HttpRequest request)
    {
        Guid? callId = null;
        if (request.Query.TryGetValue("call_id", out var text))
        {
            if (!RouteId.TryRead(text.ToString(), out var id))
            {
                return Error.Validation([("call_id", "must be the id of a call")]);
            }

            callId = id;
        }

        // What another server has counted is as unknown here as what is no number: both are told to read everything again.
        long? after = request.Headers["Last-Event-ID"].ToString() is { Length: > 0 } last
            ? long.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1
            : null;
        return new CallStreamQuery(callId, after);
    }
}
