using System.Collections.Concurrent;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.AspNetCore.Hosting.Server;

namespace VoiceDock.Tests.Core.SpeechModels;

/// <summary>A server of the realtime protocol on loopback whose every word a test decides.</summary>
internal sealed class ModelServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<ModelPeer> _peers = [];
    private readonly SemaphoreSlim _arrived = new(0);

    private ModelServer(WebApplication app) => _app = app;

    /// <summary>It knows the names of the beta and no others.</summary>
    public bool IsPrevious { get; init; }

    /// <summary>New connections are refused from now on.</summary>
    public bool IsDead { get; set; }

    public string Url => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/v1";

    public static async Task<ModelServer> StartAsync(bool isPrevious = false)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var server = new ModelServer(app) { IsPrevious = isPrevious };
        app.UseWebSockets();
        app.Map("/v1/realtime", server.TakeAsync);
        await app.StartAsync();
        return server;
    }

    /// <summary>The next connection, which has taken its instructions.</summary>
    public async Task<ModelPeer> NextAsync()
    {
        while (true)
        {
            Assert.True(await _arrived.WaitAsync(Support.CallRig.Patience), "The model was called.");
            Assert.True(_peers.TryDequeue(out var peer));
            if (await peer.SetUpAsync()) return peer;
        }
    }

    public async ValueTask DisposeAsync()
    {
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await _app.StopAsync(soon.Token);
        await _app.DisposeAsync();
        _arrived.Dispose();
    }

    private async Task TakeAsync(HttpContext http)
    {
        if (IsDead || !http.WebSockets.IsWebSocketRequest)
        {
            http.Response.StatusCode = 503;
            return;
        }

        using var socket = await http.WebSockets.AcceptWebSocketAsync();
        var peer = new ModelPeer(socket, http.Request.Headers, http.Request.Query["model"], IsPrevious);
        _peers.Enqueue(peer);
        _arrived.Release();
        await peer.RunAsync(http.RequestAborted);
    }
}
