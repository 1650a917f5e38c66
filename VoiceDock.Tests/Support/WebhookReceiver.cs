using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace VoiceDock.Tests.Support;

/// <summary>A real web server on loopback that takes webhooks, and judges their signatures by rules written down here once more.</summary>
public sealed class WebhookReceiver : IAsyncDisposable
{
    /// <summary>For the settings: where this server is.</summary>
    public static readonly (string Key, string Value) Allowed = ("Webhooks:AllowedPrivateNetworks", "127.0.0.0/8");

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<ReceivedWebhook> _received = [];

    private WebhookReceiver(WebApplication app) => _app = app;

    /// <summary>What is answered; 200 without a body unless set.</summary>
    public Func<ReceivedWebhook, Task<(int Status, string Body)>> Answer { get; set; } = _ => Task.FromResult((200, ""));

    /// <summary>Sent along with every answer.</summary>
    public string? Location { get; set; }

    public string Url { get; private set; } = "";

    /// <summary>In the order they came.</summary>
    public IReadOnlyList<ReceivedWebhook> Received => [.. _received];

    public static async Task<WebhookReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrel(k => k.Listen(IPAddress.Loopback, 0));
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var receiver = new WebhookReceiver(app);
        app.Run(receiver.TakeAsync);
        await app.StartAsync();
        receiver.Url = app.Urls.Single() + "/hook";
        return receiver;
    }

    public IReadOnlyList<ReceivedWebhook> Of(string name) => [.. _received.Where(r => r.Event == name)];

    public Task UntilAsync(Func<IReadOnlyList<ReceivedWebhook>, bool> claim, string what) =>
        Eventually.TrueAsync(() => claim(Received), () => $"{what}; received: {string.Join(", ", Received.Select(r => $"{r.Event} {r.Message?["call"]?["status"]}"))}");

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private async Task TakeAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        var received = new ReceivedWebhook(http.Request.Path, http.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase), body.ToArray());
        _received.Enqueue(received);
        var (status, answer) = await Answer(received);
        http.Response.StatusCode = status;
        if (Location is not null)
            http.Response.Headers.Location = Location;
        await http.Response.WriteAsync(answer);
    }
}

/// <summary>One request as it came.</summary>
public sealed record ReceivedWebhook(string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Event => Headers["X-Webhook-Event"];

    public string Id => Headers["webhook-id"];

    public JsonNode? Message => JsonNode.Parse(Body)?["message"];

    /// <summary>Whether both signatures are of this secret, and the time is now.</summary>
    public bool IsSignedWith(string secret)
    {
        var seconds = Headers["X-Webhook-Timestamp"];
        var age = Math.Abs(DateTimeOffset.UtcNow.ToUnixTimeSeconds() - long.Parse(seconds, CultureInfo.InvariantCulture));
        var official = "sha256=" + Convert.ToHexString(Sign(Encoding.UTF8.GetBytes(secret), seconds + ".")).ToLowerInvariant();
        var key = secret.StartsWith("whsec_", StringComparison.Ordinal) ? Convert.FromBase64String(secret["whsec_".Length..]) : Encoding.UTF8.GetBytes(secret);
        var standard = "v1," + Convert.ToBase64String(Sign(key, $"{Id}.{seconds}."));
        return age <= 300 && Headers["webhook-timestamp"] == seconds && Headers["X-Webhook-Signature"] == official && Headers["webhook-signature"] == standard;
    }

    private byte[] Sign(byte[] key, string head) => HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(head).Concat(Body).ToArray());
}
