using System.Net.WebSockets;
using System.Text.Json;
using VoiceDock.Core.Media;
using VoiceDock.Core.Media.Codecs;
using VoiceDock.Core.Media.Prompts;
using VoiceDock.Core.Speech;

namespace VoiceDock.Core.Practice.Speaking;

/// <summary>
/// One conversation of the scripted speaker: a server of the realtime protocol, with the current names of events and G.711 u-law. Read and answered by
/// one task.
/// </summary>
internal sealed class SpeakerConversation(WebSocket socket, ISpeech speech)
{
    private const int LargestEvent = 1 << 20;
    private const int DeltaSamples = 1_600;

    private static readonly AudioClip Tones = AudioClip.Tones(([520.0], 300, 100), ([650.0], 300, 100), ([520.0], 300, 100));

    private readonly SpeakerEar _ear = new();
    private readonly SpeakerScript _script = new();
    private readonly byte[] _buffer = new byte[LargestEvent];
    private string? _toolResult;
    private bool _writesDown;
    private int _ids;

    public async Task RunAsync(CancellationToken cancellation)
    {
        await SendAsync(new { type = "session.created", session = new { type = "realtime", model = "practice-script" } }, cancellation);
        while (await ReadAsync(cancellation) is { } length)
        {
            using var read = JsonDocument.Parse(_buffer.AsMemory(0, length));
            await AnswerAsync(read.RootElement, cancellation);
        }
    }

    private async Task<int?> ReadAsync(CancellationToken cancellation)
    {
        var length = 0;
        while (length < LargestEvent)
        {
            var part = await socket.ReceiveAsync(_buffer.AsMemory(length), cancellation);
            if (part.MessageType == WebSocketMessageType.Close) return null;
            length += part.Count;
            if (part.EndOfMessage) return length;
        }

        return null;
    }

    private async Task AnswerAsync(JsonElement news, CancellationToken cancellation)
    {
        switch (news.GetProperty("type").GetString())
        {
            case "session.update":
                var session = news.GetProperty("session");
                _script.Learn(session);
                _writesDown = session.TryGetProperty("audio", out var audio) && audio.TryGetProperty("input", out var input)
                    && input.TryGetProperty("transcription", out var wanted) && wanted.ValueKind == JsonValueKind.Object;
                await SendAsync(new { type = "session.updated", session }, cancellation);
                break;
            case "input_audio_buffer.append":
                await HearAsync(news.GetProperty("audio").GetBytesFromBase64(), cancellation);
                break;
            case "conversation.item.create" when news.GetProperty("item") is var item && item.GetProperty("type").GetString() == "function_call_output":
                _toolResult = item.GetProperty("output").GetString();
                break;
            case "response.create":
                var result = _toolResult;
                _toolResult = null;
                await SpeakAsync(_script.Next(result), cancellation);
                break;
        }
    }

    private async Task HearAsync(byte[] ulaw, CancellationToken cancellation)
    {
        var samples = new short[ulaw.Length];
        G711.Decode(AudioCodec.Pcmu, ulaw, samples);
        List<(bool IsVoice, int At)> changes = [];
        _ear.Take(samples, () => changes.Add((_ear.IsVoice, _ear.Milliseconds)));
        foreach (var (isVoice, at) in changes)
        {
            if (isVoice)
            {
                await SendAsync(new { type = "input_audio_buffer.speech_started", audio_start_ms = at, item_id = NewId("item") }, cancellation);
                continue;
            }

            var heard = NewId("item");
            await SendAsync(new { type = "input_audio_buffer.speech_stopped", audio_end_ms = at, item_id = heard }, cancellation);
            await SendAsync(new { type = "input_audio_buffer.committed", item_id = heard }, cancellation);
            if (_writesDown)
                await SendAsync(new { type = "conversation.item.input_audio_transcription.completed", item_id = heard, content_index = 0, transcript = "(something a script does not understand)" }, cancellation);
            await SpeakAsync(_script.Next(null), cancellation);
        }
    }

    private async Task SpeakAsync(SpeakerTurn turn, CancellationToken cancellation)
    {
        var (response, item) = (NewId("resp"), NewId("item"));
        var clip = await speech.RenderAsync(turn.Text, cancellation) ?? Tones;
        await SendAsync(new { type = "response.created", response = new { id = response, status = "in_progress" } }, cancellation);
        await SendAsync(new { type = "response.output_item.added", response_id = response, output_index = 0, item = new { id = item, type = "message", role = "assistant" } }, cancellation);
        for (var at = 0; at < clip.Samples.Length; at += DeltaSamples)
        {
            var ulaw = new byte[Math.Min(DeltaSamples, clip.Samples.Length - at)];
            G711.Encode(AudioCodec.Pcmu, clip.Samples.AsSpan(at, ulaw.Length), ulaw);
            await SendAsync(new { type = "response.output_audio.delta", response_id = response, item_id = item, output_index = 0, content_index = 0, delta = Convert.ToBase64String(ulaw) }, cancellation);
        }

        await SendAsync(new { type = "response.output_audio_transcript.done", response_id = response, item_id = item, output_index = 0, content_index = 0, transcript = turn.Text }, cancellation);
        await SendAsync(new { type = "response.output_audio.done", response_id = response, item_id = item, output_index = 0, content_index = 0 }, cancellation);
        await SendAsync(new { type = "response.output_item.done", response_id = response, output_index = 0, item = new { id = item, type = "message", role = "assistant" } }, cancellation);
        object[] output = [new { id = item, type = "message", role = "assistant" }];
        if (turn.Function is not null) output = [.. output, await CallAsync(turn, response, cancellation)];
        await SendAsync(new { type = "response.done", response = new { id = response, status = "completed", output } }, cancellation);
    }

    private async Task<object> CallAsync(SpeakerTurn turn, string response, CancellationToken cancellation)
    {
        var call = new { id = NewId("item"), type = "function_call", call_id = NewId("call"), name = turn.Function, arguments = turn.Arguments };
        await SendAsync(new { type = "response.output_item.added", response_id = response, output_index = 1, item = call }, cancellation);
        await SendAsync(new { type = "response.function_call_arguments.done", response_id = response, item_id = call.id, output_index = 1, call.call_id, call.name, call.arguments }, cancellation);
        await SendAsync(new { type = "response.output_item.done", response_id = response, output_index = 1, item = call }, cancellation);
        return call;
    }

    private string NewId(string kind) => $"{kind}_{++_ids}";

    private Task SendAsync(object message, CancellationToken cancellation) =>
        socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, endOfMessage: true, cancellation);
}
