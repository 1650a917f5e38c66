using System.Text.Json;

namespace VoiceDock.Core.SpeechModels.Talk;

/// <summary>What a server's event means, whichever names it uses.</summary>
internal enum TalkEventKind
{
    Unknown,

    /// <summary>The set-up was taken.</summary>
    Ready,

    SpeechStarted,
    SpeechStopped,
    ResponseStarted,
    ResponseDone,
    Audio,

    /// <summary>All audio of an item has come.</summary>
    AudioDone,

    /// <summary>What the assistant says, in text, whole.</summary>
    AssistantText,

    /// <summary>What the caller said, in text, whole.</summary>
    CallerText,

    FunctionCall,
    Error,
}

/// <summary>One event of a server, as far as a call needs it.</summary>
internal sealed record TalkEvent(TalkEventKind Kind)
{
    public string? ItemId { get; init; }

    /// <summary>A transcript, the arguments of a function, or the words of an error.</summary>
    public string? Text { get; init; }

    public string? Name { get; init; }

    public string? CallId { get; init; }

    /// <summary>Where in the caller's audio, in milliseconds of the connection.</summary>
    public long? Milliseconds { get; init; }

    /// <summary>Of an error: its code, or type.</summary>
    public string? Code { get; init; }

    /// <summary>Of an error: it is about the set-up of the session.</summary>
    public bool IsOfSession { get; init; }

    /// <summary>Of <see cref="TalkEventKind.Audio"/>: as the server sends it.</summary>
    public byte[]? Audio { get; init; }

    /// <summary>Reads one event.</summary>
    /// <exception cref="JsonException">It is no event: not JSON, or something in it is not what it must be.</exception>
    public static TalkEvent Read(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        using var document = JsonDocument.ParseValue(ref reader);
        var news = document.RootElement;
        try
        {
            return news.ValueKind == JsonValueKind.Object ? Read(news) : throw new JsonException("not an object");
        }
        catch (Exception fault) when (fault is InvalidOperationException or FormatException or KeyNotFoundException)
        {
            throw new JsonException("a value of another kind", fault);
        }
    }

    private static TalkEvent Read(JsonElement news)
    {
        var kind = KindOf(Str(news, "type") ?? throw new JsonException("no type"));
        return kind switch
        {
            TalkEventKind.Audio => new(kind) { ItemId = Str(news, "item_id"), Audio = news.GetProperty("delta").GetBytesFromBase64() },
            TalkEventKind.AssistantText or TalkEventKind.CallerText => new(kind) { ItemId = Str(news, "item_id"), Text = Str(news, "transcript") },
            TalkEventKind.SpeechStarted => new(kind) { ItemId = Str(news, "item_id"), Milliseconds = Number(news, "audio_start_ms") },
            TalkEventKind.SpeechStopped => new(kind) { ItemId = Str(news, "item_id"), Milliseconds = Number(news, "audio_end_ms") },
            TalkEventKind.FunctionCall => ReadCall(news),
            TalkEventKind.Error => ReadError(news),
            TalkEventKind.ResponseDone => ReadDone(news),
            _ => new(kind) { ItemId = Str(news, "item_id") },
        };
    }

    // Only the whole item has the function's name under both sets of names.
    private static TalkEvent ReadCall(JsonElement news) =>
        news.TryGetProperty("item", out var item) && Str(item, "type") == "function_call"
            ? new(TalkEventKind.FunctionCall) { ItemId = Str(item, "id"), CallId = Str(item, "call_id"), Name = Str(item, "name"), Text = Str(item, "arguments") ?? "{}" }
            : new(TalkEventKind.Unknown);

    private static TalkEvent ReadDone(JsonElement news)
    {
        if (!news.TryGetProperty("response", out var response) || Str(response, "status") != "failed") return new(TalkEventKind.ResponseDone);
        var error = response.TryGetProperty("status_details", out var details) && details.ValueKind == JsonValueKind.Object && details.TryGetProperty("error", out var told) ? told : default;
        return new(TalkEventKind.ResponseDone) { Code = Str(error, "code") ?? Str(error, "type") ?? "failed", Text = Str(error, "message") };
    }

    private static TalkEvent ReadError(JsonElement news)
    {
        var error = news.TryGetProperty("error", out var told) ? told : default;
        return new(TalkEventKind.Error) { Code = Str(error, "code") ?? Str(error, "type"), Text = Str(error, "message"), IsOfSession = Str(error, "event_id") == TalkMessages.SessionEvent };
    }

    private static TalkEventKind KindOf(string type) => type switch
    {
        "session.updated" => TalkEventKind.Ready,
        "input_audio_buffer.speech_started" => TalkEventKind.SpeechStarted,
        "input_audio_buffer.speech_stopped" => TalkEventKind.SpeechStopped,
        "response.created" => TalkEventKind.ResponseStarted,
        "response.done" => TalkEventKind.ResponseDone,
        "response.output_audio.delta" or "response.audio.delta" => TalkEventKind.Audio,
        "response.output_audio.done" or "response.audio.done" => TalkEventKind.AudioDone,
        "response.output_audio_transcript.done" or "response.audio_transcript.done" => TalkEventKind.AssistantText,
        "conversation.item.input_audio_transcription.completed" => TalkEventKind.CallerText,
        "response.output_item.done" => TalkEventKind.FunctionCall,
        "error" => TalkEventKind.Error,
        _ => TalkEventKind.Unknown,
    };

    private static string? Str(JsonElement thing, string name) =>
        thing.ValueKind == JsonValueKind.Object && thing.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static long? Number(JsonElement thing, string name) =>
        thing.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number : null;
}
