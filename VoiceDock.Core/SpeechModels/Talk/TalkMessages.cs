using System.Buffers;
using System.Text.Json;
using VoiceDock.Core.Assistants;

namespace VoiceDock.Core.SpeechModels.Talk;

/// <summary>What is sent to a model, in the names its server knows (the Realtime API of OpenAI: current, and those of its beta).</summary>
/// <param name="isPrevious">The names of the beta.</param>
internal sealed class TalkMessages(bool isPrevious)
{
    /// <summary>The id of <see cref="Session"/>: an error that names it is about the set-up.</summary>
    public const string SessionEvent = "vd_session";

    public byte[] Session(SpeechModelTarget target, string? instructions, TalkTools tools) => Event("session.update", writer =>
    {
        writer.WriteString("event_id", SessionEvent);
        writer.WriteStartObject("session");
        if (instructions is not null) writer.WriteString("instructions", instructions);
        if (isPrevious) WritePrevious(writer, target);
        else WriteCurrent(writer, target);
        writer.WritePropertyName("tools");
        tools.Write(writer);
        writer.WriteString("tool_choice", "auto");
        writer.WriteEndObject();
    });

    /// <summary>Something said before, or told: it is part of the conversation from then on.</summary>
    public byte[] Said(UtteranceRole role, string text) => Event("conversation.item.create", writer =>
    {
        writer.WriteStartObject("item");
        writer.WriteString("type", "message");
        writer.WriteString("role", role switch { UtteranceRole.User => "user", UtteranceRole.Assistant => "assistant", _ => "system" });
        writer.WriteStartArray("content");
        writer.WriteStartObject();
        writer.WriteString("type", role != UtteranceRole.Assistant ? "input_text" : isPrevious ? "text" : "output_text");
        writer.WriteString("text", text);
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    public static byte[] ToolResult(string callId, string output) => Event("conversation.item.create", writer =>
    {
        writer.WriteStartObject("item");
        writer.WriteString("type", "function_call_output");
        writer.WriteString("call_id", callId);
        writer.WriteString("output", output);
        writer.WriteEndObject();
    });

    /// <summary>Speak now.</summary>
    /// <param name="exactly">This text and nothing else; null: what the conversation asks for.</param>
    public static byte[] Speak(string? exactly) => Event("response.create", writer =>
    {
        if (exactly is null) return;
        writer.WriteStartObject("response");
        writer.WriteString("instructions", "Say exactly the following text, in its own language, and nothing else:\n" + exactly);
        writer.WriteString("tool_choice", "none");
        writer.WriteEndObject();
    });

    public static byte[] Stop() => Event("response.cancel", _ => { });

    public static byte[] ForgetAudio() => Event("input_audio_buffer.clear", _ => { });

    public static byte[] Heard(string itemId, int milliseconds) => Event("conversation.item.truncate", writer =>
    {
        writer.WriteString("item_id", itemId);
        writer.WriteNumber("content_index", 0);
        writer.WriteNumber("audio_end_ms", milliseconds);
    });

    private static void WriteCurrent(Utf8JsonWriter writer, SpeechModelTarget target)
    {
        writer.WriteString("type", "realtime");
        writer.WriteStartArray("output_modalities");
        writer.WriteStringValue("audio");
        writer.WriteEndArray();
        writer.WriteStartObject("audio");
        writer.WriteStartObject("input");
        WriteFormat(writer, target.Audio);
        if (target.Transcription is { } transcription) WriteModel(writer, "transcription", transcription);
        WriteTurns(writer);
        writer.WriteEndObject();
        writer.WriteStartObject("output");
        WriteFormat(writer, target.Audio);
        if (target.Voice is { } voice) writer.WriteString("voice", voice);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WritePrevious(Utf8JsonWriter writer, SpeechModelTarget target)
    {
        writer.WriteStartArray("modalities");
        writer.WriteStringValue("audio");
        writer.WriteStringValue("text");
        writer.WriteEndArray();
        var format = target.Audio == SpeechModelAudio.Pcmu ? "g711_ulaw" : "pcm16";
        writer.WriteString("input_audio_format", format);
        writer.WriteString("output_audio_format", format);
        if (target.Voice is { } voice) writer.WriteString("voice", voice);
        if (target.Transcription is { } transcription) WriteModel(writer, "input_audio_transcription", transcription);
        WriteTurns(writer);
    }

    private static void WriteFormat(Utf8JsonWriter writer, SpeechModelAudio audio)
    {
        writer.WriteStartObject("format");
        writer.WriteString("type", audio == SpeechModelAudio.Pcmu ? "audio/pcmu" : "audio/pcm");
        if (audio == SpeechModelAudio.Pcm24) writer.WriteNumber("rate", 24_000);
        writer.WriteEndObject();
    }

    private static void WriteModel(Utf8JsonWriter writer, string property, string model)
    {
        writer.WriteStartObject(property);
        writer.WriteString("model", model);
        writer.WriteEndObject();
    }

    // The server hears when the caller begins and stops, answers by itself, and stops itself when it is broken in on.
    private static void WriteTurns(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("turn_detection");
        writer.WriteString("type", "server_vad");
        writer.WriteBoolean("create_response", true);
        writer.WriteBoolean("interrupt_response", true);
        writer.WriteEndObject();
    }

    private static byte[] Event(string type, Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("type", type);
            write(writer);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
