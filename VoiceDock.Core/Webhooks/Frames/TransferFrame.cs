using System.Text.Json;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Common;

namespace VoiceDock.Core.Webhooks.Frames;

/// <summary>A transfer in frames: the same object as in the API.</summary>
internal static class TransferFrame
{
    public static void Write(Utf8JsonWriter json, TransferView transfer)
    {
        json.WriteStartObject();
        json.WriteString("id", transfer.Id);
        json.WriteString("call_id", transfer.CallId);
        json.WriteString("state", FrameWords.StateOf(transfer.State));
        json.WriteString("method", WireName.Of(transfer.Method));
        json.WriteString("destination", transfer.Destination);
        json.WriteString("destination_name", transfer.DestinationName);
        json.WriteString("dialled", transfer.Dialled);
        Write(json, "trunk_id", transfer.TrunkId);
        json.WriteString("trunk_name", transfer.TrunkName);
        json.WriteStartObject("requested_by");
        json.WriteString("type", WireName.Of(transfer.RequestedBy.Type));
        json.WriteString("name", transfer.RequestedBy.Name);
        json.WriteEndObject();
        json.WriteString("reason", transfer.Reason);
        Write(json, "sip_code", transfer.SipCode);
        json.WriteString("sip_reason", transfer.SipReason);
        json.WriteString("explanation", transfer.Explanation);
        json.WriteString("caller_with", WireName.Of(transfer.CallerWith));
        json.WriteStartArray("attempts");
        foreach (var attempt in transfer.Attempts) Write(json, attempt);
        json.WriteEndArray();
        json.WriteString("created_at", FrameWords.Time(transfer.CreatedAt));
        Write(json, "answered_at", transfer.AnsweredAt);
        Write(json, "ended_at", transfer.EndedAt);
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, string name, DateTime? utc) => json.WriteString(name, utc is { } at ? FrameWords.Time(at) : null);

    public static void Write(Utf8JsonWriter json, string name, Guid? id)
    {
        if (id is { } some) json.WriteString(name, some);
        else json.WriteNull(name);
    }

    private static void Write(Utf8JsonWriter json, TransferAttemptView attempt)
    {
        json.WriteStartObject();
        Write(json, "trunk_id", attempt.TrunkId);
        json.WriteString("trunk_name", attempt.TrunkName);
        json.WriteString("target", attempt.Target);
        json.WriteString("transport", attempt.Transport);
        json.WriteString("method", WireName.Of(attempt.Method));
        json.WriteString("dialled", attempt.Dialled);
        json.WriteString("started_at", FrameWords.Time(attempt.StartedAt));
        Write(json, "ended_at", attempt.EndedAt);
        json.WriteString("state", FrameWords.StateOf(attempt.State));
        json.WriteString("reason", attempt.Reason);
        Write(json, "sip_code", attempt.SipCode);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, int? number)
    {
        if (number is { } some) json.WriteNumber(name, some);
        else json.WriteNull(name);
    }
}
