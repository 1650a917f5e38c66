using System.Globalization;
using VoiceDock.Core.Common;

namespace VoiceDock.Web.Api;

/// <summary><c>X-RateLimit-*</c>: what is left of the window that is the tightest for this answer.</summary>
public static class RateHeaders
{
    /// <summary>Shows this window. <c>X-RateLimit-Reset</c> is the Unix second in which one more request is admitted.</summary>
    public static void Show(HttpContext http, WindowReading reading, TimeProvider time)
    {
        var headers = http.Response.Headers;
        headers["X-RateLimit-Limit"] = reading.Limit.ToString(CultureInfo.InvariantCulture);
        headers["X-RateLimit-Remaining"] = reading.Remaining.ToString(CultureInfo.InvariantCulture);
        var reset = (time.GetUtcNow() + reading.UntilFreed).ToUnixTimeMilliseconds();
        headers["X-RateLimit-Reset"] = ((reset + 999) / 1000).ToString(CultureInfo.InvariantCulture);
        http.Items[typeof(RateHeaders)] = reading;
    }

    /// <summary>Shows this window if it leaves less than the one shown so far.</summary>
    public static void ShowIfTighter(HttpContext http, WindowReading reading, TimeProvider time)
    {
        if (http.Items[typeof(RateHeaders)] is not WindowReading shown || reading.Remaining < shown.Remaining)
        {
            Show(http, reading, time);
        }
    }

    /// <summary>At least one second, so that who waits that long is admitted.</summary>
    public static string WholeSeconds(TimeSpan wait) => Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
}
