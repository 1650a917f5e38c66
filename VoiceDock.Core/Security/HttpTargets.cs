using System.Net;
using System.Net.Sockets;

namespace VoiceDock.Core.Security;

/// <summary>Where webhooks, speech models and speech endpoints may be called over HTTP and WebSocket: the one handler that all their clients use. Thread-safe.</summary>
/// <remarks>
/// A name is resolved once a connection, every one of its addresses is judged, and the connection goes to a judged address: what DNS says a moment
/// later changes nothing. Redirects are not followed, no proxy and no cookies are used.
/// </remarks>
public sealed class HttpTargets(OutboundTargetGuard guard)
{
    /// <summary>A handler whose connections keep to the rules; a refusal is a <see cref="HttpTargetRefused"/> inside <see cref="HttpRequestException"/>.</summary>
    /// <param name="listed">Private and loopback networks the settings allow; only there plain <c>http</c> and <c>ws</c> are.</param>
    public SocketsHttpHandler Handler(IReadOnlyList<IPNetwork> listed) => new()
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectCallback = (context, cancellation) => ConnectAsync(context, listed, cancellation),
    };

    /// <summary>Judges an address that is about to be stored; a name is judged at use.</summary>
    /// <returns>Why not, in words; null when it may be.</returns>
    public string? Problem(Uri target, IReadOnlyList<IPNetwork> listed) =>
        IPAddress.TryParse(target.IdnHost.Trim('[', ']'), out var literal) ? guard.CheckHttp(literal, target.Port, IsSecure(target), listed).Reason : null;

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, IReadOnlyList<IPNetwork> listed, CancellationToken cancellation)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var secure = context.InitialRequestMessage.RequestUri is { } uri && IsSecure(uri);
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(host, cancellation);
        foreach (var address in addresses)
        {
            if (guard.CheckHttp(address, port, secure, listed).Reason is { } reason)
                throw new HttpTargetRefused($"{host} is not allowed as a target: {reason}");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static bool IsSecure(Uri target) => target.Scheme is "https" or "wss";
}

/// <summary>The target guard refused an HTTP or WebSocket connection; nothing was sent.</summary>
public sealed class HttpTargetRefused(string message) : IOException(message);
