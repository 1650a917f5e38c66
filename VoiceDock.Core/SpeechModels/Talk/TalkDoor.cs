using System.Net.WebSockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using VoiceDock.Core.Security;

namespace VoiceDock.Core.SpeechModels.Talk;

/// <summary>Opens connections to models, within the rules of outbound targets. Thread-safe.</summary>
internal sealed class TalkDoor(HttpTargets targets, IOptions<SpeechModelOptions> options, TimeProvider time, ILogger<TalkDoor> log) : IDisposable
{
    private readonly HttpMessageInvoker _http = new(targets.Handler(options.Value.Networks), disposeHandler: true);

    public SpeechModelOptions Options => options.Value;

    /// <summary>Opens the WebSocket. Null: it did not come about, and the log says why, without key and content.</summary>
    public async Task<WebSocket?> OpenAsync(SpeechModelTarget target, bool isPrevious, CancellationToken cancellation)
    {
        var key = target.ReadKey();
        if (!key.IsOk)
        {
            log.LogError("The speech model at {Host} is not called: {Reason}", target.Url.Host, key.Error.Message);
            return null;
        }

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(options.Value.ConnectSeconds), time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        var socket = new ClientWebSocket();
        try
        {
            if (key.Value is { } secret) socket.Options.SetRequestHeader("Authorization", "Bearer " + secret);
            if (isPrevious) socket.Options.SetRequestHeader("OpenAI-Beta", "realtime=v1");
            socket.Options.KeepAliveInterval = TimeSpan.FromSeconds(15);
            await socket.ConnectAsync(Address(target), _http, stop.Token);
            return socket;
        }
        catch (Exception fault) when (fault is WebSocketException or OperationCanceledException or HttpRequestException or IOException)
        {
            socket.Dispose();
            if (!cancellation.IsCancellationRequested) log.LogWarning("The speech model at {Host} was not reached: {Reason}", target.Url.Host, Reason(fault, limit.IsCancellationRequested));
            return null;
        }
    }

    public void Dispose() => _http.Dispose();

    private static Uri Address(SpeechModelTarget target) =>
        target.Model is null ? target.Url : new UriBuilder(target.Url) { Query = "model=" + Uri.EscapeDataString(target.Model) }.Uri;

    private static string Reason(Exception fault, bool late)
    {
        if (late) return "it did not answer in time";
        for (var at = fault; at is not null; at = at.InnerException)
        {
            if (at is HttpTargetRefused refused) return refused.Message;
        }

        return fault.InnerException is { } inner ? $"{fault.Message} {inner.Message}" : fault.Message;
    }
}
