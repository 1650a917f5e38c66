using System.Text.Json;
using VoiceDock.Core.Assistants;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Common;

namespace VoiceDock.Core.Webhooks.Requests;

/// <summary>What a receiver said to an <c>assistant-request</c>: <c>{}</c>, <c>{assistant}</c>, <c>{assistant_id, assistant_override}</c>, <c>{max_duration_seconds}</c>, <c>{error}</c>.</summary>
internal sealed class ArrivalReader(AssistantDirectory assistants, OneTimeAssistants oneTime)
{
    private const int LongestError = 1_000;

    /// <param name="own">The number's assistant; null: none.</param>
    /// <returns>Null: the defaults.</returns>
    /// <exception cref="JsonException">The answer cannot be used.</exception>
    public CallArrival? Read(byte[] answer, Assistant? own)
    {
        if (answer.AsSpan().Trim(" \t\r\n"u8).IsEmpty) return null;
        using var document = JsonDocument.Parse(answer);
        var said = document.RootElement;
        if (said.ValueKind != JsonValueKind.Object) throw new JsonException("The answer must be an object.");
        if (Value(said, "error") is { } error) return new CallArrival(null, null, ErrorText(error));
        var (assistant, id) = Choose(said, own);
        if (Value(said, "max_duration_seconds") is { } seconds && assistant is not null)
            return new CallArrival(Must(oneTime.Change(assistant, new AssistantPatch { MaxDurationSeconds = new(seconds.Deserialize<int>()) })), id, null);
        return assistant is null || ReferenceEquals(assistant, own) ? null : new CallArrival(assistant, id, null);
    }

    private (Assistant? Assistant, Guid? Id) Choose(JsonElement said, Assistant? own)
    {
        if (Value(said, "assistant") is { } made) return (Make(PatchReader.Read(made), own), null);
        var stored = own;
        if (Value(said, "assistant_id") is { } named)
            stored = named.TryGetGuid(out var id) && assistants.Find(id) is { IsActive: true } found ? found : throw new JsonException("There is no active assistant of that id.");
        if (Value(said, "assistant_override") is not { } changes) return (stored, stored?.Id);
        if (stored is null) throw new JsonException("There is no assistant to override.");
        return (Must(oneTime.Change(stored, PatchReader.Read(changes))), stored.Id);
    }

    // Its events go where the question went, signed with the same secret; an address of its own is not taken.
    private Assistant Make(AssistantPatch fields, Assistant? own)
    {
        (fields.WebhookUrl, fields.WebhookSecret, fields.WebhookEvents) = (default, default, default);
        if (fields.Name.Value is null) fields.Name = OneTimeAssistants.UsualName;
        if (own is null) return Must(oneTime.Make(fields));
        return Must(oneTime.Change(new Assistant
        {
            Id = own.Id,
            CreatedAt = own.CreatedAt,
            UpdatedAt = own.UpdatedAt,
            WebhookUrl = own.WebhookUrl,
            WebhookEvents = own.WebhookEvents,
            HasWebhookSecret = own.HasWebhookSecret,
            SecretVersion = own.SecretVersion,
        }, fields));
    }

    private static string ErrorText(JsonElement error)
    {
        var text = error.ValueKind == JsonValueKind.String ? error.GetString()! : error.ValueKind == JsonValueKind.Object && Value(error, "message") is { ValueKind: JsonValueKind.String } message ? message.GetString()! : "";
        var line = FieldText.OneLine(text);
        if (line.Length == 0) throw new JsonException("The error must be a text to say.");
        return line.Length <= LongestError ? line : line[..LongestError];
    }

    private static JsonElement? Value(JsonElement thing, string name) =>
        thing.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static Assistant Must(Result<Assistant> made) =>
        made.IsOk ? made.Value : throw new JsonException($"The assistant is not valid: {string.Join("; ", made.Error.Details.Take(3))}");
}
