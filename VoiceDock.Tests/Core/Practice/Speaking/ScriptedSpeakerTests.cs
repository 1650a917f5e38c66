using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using VoiceDock.Core.Media;
using VoiceDock.Core.Media.Codecs;
using VoiceDock.Core.Media.Prompts;
using VoiceDock.Core.Practice.Speaking;
using VoiceDock.Core.Speech;

namespace VoiceDock.Tests.Core.Practice.Speaking;

/// <summary>The demo's speaker, talked to over its own socket.</summary>
[Trait("Kind", "Integration")]
public sealed class ScriptedSpeakerTests : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly ScriptedSpeaker _speaker = new(new Mute(), NullLogger<ScriptedSpeaker>.Instance);
    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _patience = new(Patience);

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        await _speaker.DisposeAsync();
        _patience.Dispose();
    }

    [Fact]
    public async Task Speaker_GreetsAsAScript_HearsTheCaller_AndTransfersToTheFirstDestination()
    {
        await ConnectAsync();
        await SendAsync(Session("0", "1"));
        Assert.Equal("session.updated", (await NextAsync("session.updated")).GetProperty("type").GetString());

        await SendAsync("""{"type":"response.create"}""");
        Assert.Contains("not a real assistant", (await NextAsync("response.output_audio_transcript.done")).GetProperty("transcript").GetString(), StringComparison.Ordinal);
        await NextAsync("response.done");

        await SpeakAsync();
        Assert.True((await NextAsync("input_audio_buffer.speech_stopped")).GetProperty("audio_end_ms").GetInt32() > 500);
        Assert.Equal("""{"destination":"0"}""", (await NextAsync("response.function_call_arguments.done")).GetProperty("arguments").GetString());
    }

    [Fact]
    public async Task FailedTransfer_IsSaid_AndTheNextDestinationTried_UntilNobodyIsLeft()
    {
        await ConnectAsync();
        await SendAsync(Session("0"));
        await SendAsync("""{"type":"response.create"}""");
        await SpeakAsync();
        await NextAsync("response.function_call_arguments.done");

        await SendAsync("""{"type":"conversation.item.create","item":{"type":"function_call_output","call_id":"x","output":"{\"status\":\"failed\",\"reason\":\"busy\"}"}}""");
        await SendAsync("""{"type":"response.create"}""");
        Assert.Contains("did not work", await SaidNextAsync(), StringComparison.Ordinal);
        await SpeakAsync();
        Assert.Contains("nobody else", await SaidNextAsync(), StringComparison.Ordinal);
        Assert.Equal("end_call", (await NextAsync("response.function_call_arguments.done")).GetProperty("name").GetString());
    }

    [Fact]
    public async Task WhatIsNoWebSocket_IsRefused_AndHurtsNobody()
    {
        _speaker.Start();
        using var client = new TcpClient();
        await client.ConnectAsync(_speaker.Address, _patience.Token);
        await client.GetStream().WriteAsync("GET / HTTP/1.1\r\nHost: x\r\n\r\n"u8.ToArray(), _patience.Token);
        using var reader = new StreamReader(client.GetStream());
        Assert.StartsWith("HTTP/1.1 426", await reader.ReadLineAsync(_patience.Token), StringComparison.Ordinal);

        await _socket.ConnectAsync(new Uri($"ws://{_speaker.Address}/realtime"), _patience.Token);
        Assert.Equal(WebSocketState.Open, _socket.State);
    }

    private async Task ConnectAsync()
    {
        _speaker.Start();
        await _socket.ConnectAsync(new Uri($"ws://{_speaker.Address}/realtime"), _patience.Token);
        await NextAsync("session.created");
    }

    private static string Session(params string[] destinations) => JsonSerializer.Serialize(new
    {
        type = "session.update",
        session = new
        {
            type = "realtime",
            tools = new object[]
            {
                new { type = "function", name = "transfer_call", parameters = new { type = "object", properties = new { destination = new { type = "string", @enum = destinations } } } },
                new { type = "function", name = "end_call" },
            },
        },
    });

    // A second of a voice's loudness, then silence.
    private async Task SpeakAsync()
    {
        var samples = AudioClip.Tones(([350.0], 1_000, 1_000)).Samples;
        for (var at = 0; at < samples.Length; at += 320)
        {
            var ulaw = new byte[320];
            G711.Encode(AudioCodec.Pcmu, samples.AsSpan(at, 320), ulaw);
            await SendAsync(JsonSerializer.Serialize(new { type = "input_audio_buffer.append", audio = Convert.ToBase64String(ulaw) }));
        }
    }

    private async Task<string> SaidNextAsync() => (await NextAsync("response.output_audio_transcript.done")).GetProperty("transcript").GetString()!;

    private Task SendAsync(string message) => _socket.SendAsync(System.Text.Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, true, _patience.Token);

    private async Task<JsonElement> NextAsync(string type)
    {
        var buffer = new byte[1 << 16];
        while (true)
        {
            var length = 0;
            ValueWebSocketReceiveResult part;
            do
            {
                part = await _socket.ReceiveAsync(buffer.AsMemory(length), _patience.Token);
                length += part.Count;
            }
            while (!part.EndOfMessage);
            var read = JsonDocument.Parse(buffer.AsMemory(0, length)).RootElement.Clone();
            if (read.GetProperty("type").GetString() == type) return read;
        }
    }

    private sealed class Mute : ISpeech
    {
        public bool IsAvailable => false;

        public ValueTask<AudioClip?> RenderAsync(string text, CancellationToken cancellation) => new((AudioClip?)null);
    }
}
