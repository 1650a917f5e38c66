using System.Collections.Concurrent;
using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace VoiceDock.Bench.Talk;

/// <summary>
/// A server of the realtime protocol that talks without end, at the pace of speech, and counts what it hears. Its audio is noise in G.711, so that nothing is
/// silence to anybody.
/// </summary>
internal sealed class TalkingModel : IAsyncDisposable
{
    /// <summary>Milliseconds of audio in one event.</summary>
    private const int DeltaMs = 100;

    private readonly WebApplication _app;
    private readonly ConcurrentBag<Task> _talks = [];
    private readonly CancellationTokenSource _stop = new();
    private long _heardBytes;
    private long _saidBytes;
    private int _connected;

    private TalkingModel(WebApplication app) => _app = app;

    public string Url => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/v1";

    /// <summary>Conversations that stand.</summary>
    public int Connected => Volatile.Read(ref _connected);

    /// <summary>Milliseconds of callers' audio that came, of all conversations.</summary>
    public long HeardMs => Interlocked.Read(ref _heardBytes) / 8;

    /// <summary>Milliseconds of audio that were sent.</summary>
    public long SaidMs => Interlocked.Read(ref _saidBytes) / 8;

    public static async Task<TalkingModel> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var model = new TalkingModel(app);
        app.UseWebSockets();
        app.Map("/v1/realtime", model.ConverseAsync);
        await app.StartAsync();
        return model;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_talks);
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await _app.StopAsync(soon.Token);
        await _app.DisposeAsync();
        _stop.Dispose();
    }

    private async Task ConverseAsync(HttpContext http)
    {
        using var socket = await http.WebSockets.AcceptWebSocketAsync();
        Interlocked.Increment(ref _connected);
        var buffer = new byte[1 << 16];
        try
        {
            while (true)
            {
                var length = 0;
                ValueWebSocketReceiveResult part;
                do
                {
                    part = await socket.ReceiveAsync(buffer.AsMemory(length), _stop.Token);
                    length += part.Count;
                }
                while (!part.EndOfMessage && part.MessageType != WebSocketMessageType.Close);
                if (part.MessageType == WebSocketMessageType.Close) break;
                await TakeAsync(socket, buffer.AsMemory(0, length));
            }
        }
        catch (Exception fault) when (fault is WebSocketException or OperationCanceledException or IOException)
        {
            // The call is over, or the bench.
        }
        finally
        {
            Interlocked.Decrement(ref _connected);
        }
    }

    private async Task TakeAsync(WebSocket socket, ReadOnlyMemory<byte> message)
    {
        using var news = JsonDocument.Parse(message);
        switch (news.RootElement.GetProperty("type").GetString())
        {
            case "session.update":
                await SendAsync(socket, """{"type":"session.updated","session":{"type":"realtime"}}""");
                break;
            case "response.create":
                _talks.Add(TalkAsync(socket));
                break;
            case "input_audio_buffer.append":
                Interlocked.Add(ref _heardBytes, news.RootElement.GetProperty("audio").GetBytesFromBase64().Length);
                break;
        }
    }

    // One response that does not end; only it sends from now on.
    private async Task TalkAsync(WebSocket socket)
    {
        var noise = new byte[DeltaMs * 8];
        var random = new Random(7);
        using var clock = new PeriodicTimer(TimeSpan.FromMilliseconds(DeltaMs));
        try
        {
            await SendAsync(socket, """{"type":"response.created","response":{"id":"resp_1","status":"in_progress"}}""");
            for (var n = 0; await clock.WaitForNextTickAsync(_stop.Token); n++)
            {
                random.NextBytes(noise);
                await SendAsync(socket, string.Create(CultureInfo.InvariantCulture,
                    $$"""{"type":"response.output_audio.delta","event_id":"event_{{n}}","response_id":"resp_1","item_id":"item_1","output_index":0,"content_index":0,"delta":"{{Convert.ToBase64String(noise)}}"}"""));
                Interlocked.Add(ref _saidBytes, noise.Length);
            }
        }
        catch (Exception fault) when (fault is WebSocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // The call is over, or the bench.
        }
    }

    private Task SendAsync(WebSocket socket, string message) => socket.SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, endOfMessage: true, _stop.Token);
}
