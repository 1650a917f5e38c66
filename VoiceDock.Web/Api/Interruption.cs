namespace VoiceDock.Web.Api;

/// <summary>
/// The first request with this <c>Idempotency-Key</c> broke off (the program died, or an error came after the effect). An endpoint asks here and
/// looks for what that request may have done before it does it again.
/// </summary>
public static class Interruption
{
    public static void Note(HttpContext http, DateTime since) => http.Items[typeof(Interruption)] = since;

    /// <summary>UTC moment of the first request; null when nothing was interrupted.</summary>
    public static DateTime? SinceOf(HttpContext http) => http.Items[typeof(Interruption)] as DateTime?;
}
