using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;
using VoiceDock.Core.Common;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.SpeechModels;

/// <summary>One connection of a <see cref="ModelServer"/>.</summary>
internal sealed class ModelPeer(WebSocket socket, IHeaderDictionary headers, string? model, bool isPrevious)
{
    private readonly Channel<JsonElement> _events = Channel.CreateUnbounded<JsonElement>();
    private readonly MemoryStream _heard = new();
    private readonly SemaphoreSlim _sending = new(1);
    private int _ids;

    public string? Authorization => headers.Authorization;

    public string? Model => model;

    /// <summary>The session it was set up with.</summary>
    public JsonElement Session { get; private set; }

    /// <summary>All audio that came so far, as it was sent.</summary>
    public byte[] Heard
    {
        get
        {
            lock (_heard) return _heard.ToArray();
        }
    }

    public async Task RunAsync(CancellationToken cancellation)
    {
        var buffer = new byte[1 << 18];
        try
        {
            while (true)
            {
                var length = 0;
                ValueWebSocketReceiveResult part;
                do
                {
                    part = await socket.ReceiveAsync(buffer.AsMemory(length), cancellation);
                    length += part.Count;
                }
                while (!part.EndOfMessage && part.MessageType != WebSocketMessageType.Close);
                if (part.MessageType == WebSocketMessageType.Close) break;
                Take(JsonDocument.Parse(buffer.AsMemory(0, length)).RootElement.Clone());
            }
        }
        catch (Exception fault) when (fault is WebSocketException or OperationCanceledException or IOException)
        {
            // The call is over, or the test has cut it off.
        }

        _events.Writer.TryComplete();
    }

    /// <summary>Takes the first <c>session.update</c>; false: it was in names this server does not know, and was refused.</summary>
    public async Task<bool> SetUpAsync()
    {
        var update = await NextAsync("session.update");
        Session = update.GetProperty("session");
        var isCurrent = Session.TryGetProperty("type", out var type) && type.GetString() == "realtime";
        if (isCurrent == isPrevious)
        {
            await SendAsync(new { type = "error", error = new { type = "invalid_request_error", code = "unknown_parameter", message = "Unknown parameter.", event_id = update.GetProperty("event_id").GetString() } });
            return false;
        }

        await SendAsync(new { type = "session.updated", session = new { } });
        return true;
    }

    /// <summary>Waits for an event of this type; those before it are passed over.</summary>
    public async Task<JsonElement> NextAsync(string type)
    {
        using var limit = new CancellationTokenSource(CallRig.Patience);
        List<string?> passed = [];
        try
        {
            while (true)
            {
                var next = await _events.Reader.ReadAsync(limit.Token);
                if (next.GetProperty("type").GetString() == type) return next;
                passed.Add(next.GetProperty("type").GetString());
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or ChannelClosedException)
        {
            throw new InvalidOperationException($"No {type} came; what came: {string.Join(", ", passed)}", fault);
        }
    }

    /// <summary>Waits for an item of this type that the console makes.</summary>
    public async Task<JsonElement> ItemAsync(string itemType)
    {
        while (true)
        {
            var item = (await NextAsync("conversation.item.create")).GetProperty("item");
            if (item.GetProperty("type").GetString() == itemType) return item;
        }
    }

    public Task SendAsync(object message) => SendRawAsync(JsonSerializer.Serialize(message));

    public async Task SendRawAsync(string text)
    {
        await _sending.WaitAsync();
        try
        {
            await socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, CancellationToken.None);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>Speaks: a response with one item, its audio in pieces, and perhaps a function after it.</summary>
    public async Task<string> SayAsync(byte[] ulaw, string text, (string Name, string Arguments)? function = null)
    {
        var item = $"item_{++_ids}";
        await SendAsync(new { type = "response.created", response = new { id = "r", status = "in_progress" } });
        foreach (var part in ulaw.Chunk(1_000))
            await SendAsync(new { type = isPrevious ? "response.audio.delta" : "response.output_audio.delta", item_id = item, delta = Convert.ToBase64String(part) });
        await SendAsync(new { type = isPrevious ? "response.audio_transcript.done" : "response.output_audio_transcript.done", item_id = item, transcript = text });
        if (function is { } call) await CallAsync(call.Name, call.Arguments);
        await SendAsync(new { type = "response.done", response = new { id = "r", status = "completed" } });
        return item;
    }

    /// <summary>Calls a function within a response.</summary>
    public Task CallAsync(string name, string arguments) => SendAsync(new
    {
        type = "response.output_item.done",
        item = new { id = $"item_{++_ids}", type = "function_call", call_id = $"call_{_ids}", name, arguments },
    });

    public Task CallerStartsAsync(int ms) => SendAsync(new { type = "input_audio_buffer.speech_started", audio_start_ms = ms, item_id = "u" });

    public async Task CallerSaysAsync(string text, int endMs)
    {
        var item = $"user_{++_ids}";
        await SendAsync(new { type = "input_audio_buffer.speech_started", audio_start_ms = Math.Max(0, endMs - 100), item_id = item });
        await SendAsync(new { type = "input_audio_buffer.speech_stopped", audio_end_ms = endMs, item_id = item });
        await SendAsync(new { type = "conversation.item.input_audio_transcription.completed", item_id = item, transcript = text });
    }

    /// <summary>Cuts the connection without a word.</summary>
    public void Cut() => socket.Abort();

    private void Take(JsonElement news)
    {
        if (news.GetProperty("type").GetString() != "input_audio_buffer.append")
        {
            _events.Writer.TryWrite(news);
            return;
        }

        lock (_heard) _heard.Write(news.GetProperty("audio").GetBytesFromBase64());
    }
}
