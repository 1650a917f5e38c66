using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace VoiceDock.Tests.Core.Speech;

/// <summary>A speech endpoint on loopback: writes down what it was asked and answers as it is told.</summary>
internal sealed class SpeechServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<SpeechAsked> _asked = [];

    private SpeechServer(WebApplication app) => _app = app;

    /// <summary>What it answers; may be changed at any time.</summary>
    public Func<HttpContext, Task> Answer { get; set; } = _ => Task.CompletedTask;

    public IReadOnlyList<SpeechAsked> Asked => [.. _asked];

    public string Url => $"{_app.Urls.First()}/v1";

    public static async Task<SpeechServer> StartAsync(Func<HttpContext, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new SpeechServer(builder.Build()) { Answer = answer };
        server._app.Run(server.TakeAsync);
        await server._app.StartAsync();
        return server;
    }

    public static Func<HttpContext, Task> Sends(byte[] audio) => http => http.Response.Body.WriteAsync(audio).AsTask();

    public static Func<HttpContext, Task> Refuses(int status) => http =>
    {
        http.Response.StatusCode = status;
        return Task.CompletedTask;
    };

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext http)
    {
        var body = await JsonNode.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted);
        _asked.Enqueue(new SpeechAsked($"{http.Request.Method} {http.Request.Path}", http.Request.Headers.Authorization.ToString(), body!.AsObject()));
        await Answer(http);
    }
}

internal sealed record SpeechAsked(string What, string Authorization, JsonObject Body)
{
    public string Text => (string)Body["input"]!;
}
