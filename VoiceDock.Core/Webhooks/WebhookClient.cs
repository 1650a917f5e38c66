using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Reflection;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using VoiceDock.Core.Common;
using VoiceDock.Core.Security;

namespace VoiceDock.Core.Webhooks;

/// <summary>Posts events to receivers. No redirects, only allowed targets, a limited answer. Thread-safe.</summary>
public sealed class WebhookClient(HttpTargets targets, IOptions<WebhookOptions> options, TimeProvider time) : IDisposable
{
    /// <summary>Bytes that are read of an answer.</summary>
    public const int LongestAnswer = 64 * 1024;

    private static readonly string Agent = "HMS-Sovereign/1.0 VoiceDock/" +
        (typeof(WebhookClient).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0");

    private readonly HttpClient _http = new(targets.Handler(options.Value.Networks)) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Posts once. Never throws but for <paramref name="cancellation"/>; nothing of the secret is in the answer.</summary>
    /// <param name="id">The same for every repetition.</param>
    /// <param name="secret">Null: unsigned, or a stored secret that cannot be read, which is an answer without a request.</param>
    /// <param name="limit">From the name's resolution to the last byte of the answer.</param>
    internal async Task<WebhookAnswer> PostAsync(string url, string name, string id, byte[] body, Result<byte[]?> secret, TimeSpan limit, CancellationToken cancellation)
    {
        var from = time.GetTimestamp();
        if (!secret.IsOk) return new WebhookAnswer(null, [], TimeSpan.Zero, secret.Error.Message);
        using var late = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellation);
        try
        {
            using var request = Request(url, name, id, body, secret.Value);
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            var answer = await ReadAsync(response.Content, either.Token);
            return new WebhookAnswer((int)response.StatusCode, answer, time.GetElapsedTime(from), ProblemOf(response));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return Failed(from, $"There was no whole answer within {limit.TotalSeconds:0} seconds.");
        }
        catch (Exception e) when (e is HttpRequestException or IOException or UriFormatException or InvalidOperationException)
        {
            cancellation.ThrowIfCancellationRequested();
            return Failed(from, WordsOf(e));
        }
        finally
        {
            if (secret.Value is { } key) CryptographicOperations.ZeroMemory(key);
        }
    }

    public void Dispose() => _http.Dispose();

    private HttpRequestMessage Request(string url, string name, string id, byte[] body, byte[]? secret)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, url)
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json", "utf-8") } },
        };
        request.Headers.UserAgent.ParseAdd(Agent);
        WebhookSignature.Sign(request, name, id, time.GetUtcNow(), body, secret);
        return request;
    }

    private WebhookAnswer Failed(long from, string problem) => new(null, [], time.GetElapsedTime(from), problem);

    private static async Task<byte[]> ReadAsync(HttpContent content, CancellationToken cancellation)
    {
        await using var stream = await content.ReadAsStreamAsync(cancellation);
        var buffer = new byte[LongestAnswer];
        return buffer[..await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation)];
    }

    private static string? ProblemOf(HttpResponseMessage response) => (int)response.StatusCode switch
    {
        >= 200 and < 300 => null,
        >= 300 and < 400 => $"It answered {(int)response.StatusCode}: redirects are not followed. Enter the final address.",
        var status => $"It answered {status}.",
    };

    private static string WordsOf(Exception problem)
    {
        for (Exception? inner = problem; inner is not null; inner = inner.InnerException)
        {
            switch (inner)
            {
                case HttpTargetRefused refused: return refused.Message;
                case SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData }: return "Its name was not found.";
                case SocketException { SocketErrorCode: SocketError.ConnectionRefused }: return "It refused the connection.";
                case SocketException socket: return $"The connection failed: {socket.SocketErrorCode}.";
                case System.Security.Authentication.AuthenticationException: return "Its certificate is not valid, or TLS failed.";
            }
        }
        return problem is HttpRequestException { HttpRequestError: not HttpRequestError.Unknown } http ? $"The request failed: {http.HttpRequestError}." : "The request failed.";
    }
}
