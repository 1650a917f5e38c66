using System.Text.Json;
using VoiceDock.Core.Assistants;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Transcripts;
using VoiceDock.Core.Calls.Transfers;

namespace VoiceDock.Core.Webhooks.Frames;

/// <summary>What receivers are sent about calls: <c>{message: {type, timestamp, call, phone_number, customer, assistant?, …}}</c>.</summary>
internal static class CallFrames
{
    /// <summary>Characters of what was said; of a longer conversation the end is sent.</summary>
    public const int LongestTranscript = 256_000;

    /// <param name="name">Of the event.</param>
    /// <param name="transfer">Only of a <c>transfer-update</c>.</param>
    /// <param name="at">When it happened, UTC.</param>
    public static string Of(string name, CallView call, Assistant? assistant, TransferView? transfer, DateTime at) => Frame.Write(name, at, json =>
    {
        Head(json, call, assistant);
        switch (name)
        {
            case WebhookEvents.StatusUpdate:
                if (call.End is { IsError: true } error) json.WriteString("error", error.Sentence);
                if (call.End is { } end) json.WriteString("end_reason", end.Reason);
                break;
            case WebhookEvents.EndOfCallReport:
                Report(json, call, assistant?.GdprMode == true);
                break;
            case WebhookEvents.TransferUpdate when transfer is not null:
                json.WritePropertyName("transfer");
                TransferFrame.Write(json, transfer);
                break;
        }
    });

    /// <summary>What every frame about a call says of it.</summary>
    public static void Head(Utf8JsonWriter json, CallView call, Assistant? assistant)
    {
        json.WriteStartObject("call");
        json.WriteString("id", call.Id);
        json.WriteString("type", FrameWords.TypeOf(call.Direction));
        json.WriteString("status", FrameWords.StatusOf(call.State));
        json.WriteEndObject();
        json.WriteStartObject("phone_number");
        json.WriteString("number", call.Number);
        json.WriteString("name", call.NumberName);
        TransferFrame.Write(json, "id", call.NumberId);
        json.WriteEndObject();
        json.WriteStartObject("customer");
        json.WriteString("number", call.Caller);
        json.WriteString("name", call.CallerName);
        json.WriteEndObject();
        if (call.AssistantName is null && assistant is null) return;
        json.WriteStartObject("assistant");
        TransferFrame.Write(json, "id", call.AssistantId);
        json.WriteString("name", call.AssistantName ?? assistant?.Name);
        if (JsonText.Parse(assistant?.Metadata) is { } metadata)
        {
            json.WritePropertyName("metadata");
            metadata.WriteTo(json);
        }
        json.WriteEndObject();
    }

    private static void Report(Utf8JsonWriter json, CallView call, bool withoutTexts)
    {
        json.WriteNumber("duration_seconds", call.Duration(call.UpdatedAt) is { } duration ? Math.Max(0, (long)duration.TotalSeconds) : 0);
        json.WriteNull("summary");
        json.WriteStartArray("messages");
        foreach (var message in withoutTexts ? [] : Last(call.Messages)) Message(json, message);
        json.WriteEndArray();
        json.WriteString("end_reason", call.End?.Reason);
        TransferFrame.Write(json, "started_at", call.AnsweredAt);
        TransferFrame.Write(json, "ended_at", call.EndedAt);
        json.WriteStartArray("transfers");
        foreach (var transfer in call.Transfers) TransferFrame.Write(json, transfer);
        json.WriteEndArray();
    }

    private static void Message(Utf8JsonWriter json, CallMessage message)
    {
        json.WriteStartObject();
        json.WriteString("role", FrameWords.RoleOf(message.Role));
        json.WriteString("content", message.Text);
        json.WriteString("time", FrameWords.Time(message.At));
        json.WriteBoolean("interrupted", message.Interrupted);
        if (message.LatencyMs is { } latency) json.WriteNumber("latency_ms", latency);
        else json.WriteNull("latency_ms");
        json.WriteEndObject();
    }

    private static IEnumerable<CallMessage> Last(IReadOnlyList<CallMessage> all)
    {
        var (from, length) = (all.Count, 0);
        while (from > 0 && (length += all[from - 1].Text.Length) <= LongestTranscript) from--;
        return all.Skip(from);
    }
}
