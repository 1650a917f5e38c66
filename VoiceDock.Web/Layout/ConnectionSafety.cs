using System.Net;

namespace VoiceDock.Web.Layout;

/// <summary>How safely a browser reaches the console, judged by the address it uses.</summary>
public static class ConnectionSafety
{
    /// <summary>Plain http to another machine: the sign-in cookie cannot be Secure, and a banner says so on every page.</summary>
    public static bool IsPlain(Uri address) => address.Scheme == Uri.UriSchemeHttp && !IsLoopback(address.Host);

    /// <summary>As <see cref="IsPlain(Uri)"/>, for a request; the Host header is what the browser typed.</summary>
    public static bool IsPlain(HttpRequest request) => !request.IsHttps && !IsLoopback(request.Host.Host);

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
