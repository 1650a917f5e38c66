using System.Text.Json;
using System.Text.Json.Nodes;
using VoiceDock.Core.Assistants;
using VoiceDock.Web.Api.Wire;
using F = VoiceDock.Web.Api.Wire.WireFields<VoiceDock.Core.Assistants.AssistantPatch>;

namespace VoiceDock.Web.Assistants;

/// <summary>The fields of an assistant on the wire. Configuration blocks pass through as they came; the core looks at <c>llm_config.tools</c>.</summary>
public static class AssistantWire
{
    public static readonly WireTable<AssistantPatch> Fields = new(
        "AssistantInput",
        F.Text("name", (b, v) => b.Name = v, "1-100 characters.") with { Required = true, Example = "Reception" },
        F.Text("business_name", (b, v) => b.BusinessName = v, "Shown with its calls."),
        F.Text("notification_email", (b, v) => b.NotificationEmail = v, "E-mail address."),
        F.TextList("notification_emails", (b, v) => b.NotificationEmails = new(v), "At most 5 e-mail addresses."),
        F.Text("first_message", (b, v) => b.FirstMessage = v, "Said when a call is answered.") with { Example = "Welcome to Office PBX." },
        F.Boolean("is_active", (b, v) => b.IsActive = v, "false = its numbers do not answer."),
        F.Integer("max_duration_seconds", (b, v) => b.MaxDurationSeconds = v, "A call ends after this time."),
        F.Integer("silence_timeout_seconds", (b, v) => b.SilenceTimeoutSeconds = v, "A call ends after this much silence."),
        F.Boolean("autonomous_silence_handling", (b, v) => b.AutonomousSilenceHandling = v, "Kept as sent."),
        F.Any("voicemail_detection", (b, v) => b.VoicemailDetection = Element(v), "Kept as sent."),
        F.Text("voicemail_message", (b, v) => b.VoicemailMessage = v, "Kept as sent."),
        F.Boolean("gdpr_mode", (b, v) => b.GdprMode = v, "Drop texts when a call ends."),
        F.Text("webhook_url", (b, v) => b.WebhookUrl = v, "https address for events."),
        F.Text("webhook_secret", (b, v) => b.WebhookSecret = v, "Signs events. Taken, never shown.") with { WriteOnly = true },
        F.TextList("webhook_events", (b, v) => b.WebhookEvents = new(v), "Names of events to send."),
        F.Object("analysis_plan", (b, v) => b.AnalysisPlan = Element(v), "Kept as sent."),
        F.Any("recording_consent", (b, v) => b.RecordingConsent = Element(v), "Kept as sent."),
        F.Object("stt_config", (b, v) => b.SttConfig = Element(v), "Merged one level on change."),
        F.Object("llm_config", (b, v) => b.LlmConfig = Element(v), "Merged one level on change; tools holds transfer_call with its destinations: " + DestinationShape),
        F.Object("tts_config", (b, v) => b.TtsConfig = Element(v), "Merged one level on change."),
        F.Object("speech_config", (b, v) => b.SpeechConfig = Element(v), "Kept as sent."),
        F.Object("metadata", (b, v) => b.Metadata = Element(v), "Kept as sent."));

    private const string DestinationShape =
        """
        each type (number), number, description, and optionally message, ring_seconds (5-120, else the trunk's), hours ({tz, days, from, to}: when it is
        open), else (number dialled outside hours, else the transfer is refused as closed), next (at most 5 numbers, or {number, ring_seconds}, tried in
        order when nobody takes the call), whisper (1-500 characters with {caller}, {caller_name}, {number}, {assistant}, {summary}, said to who answers),
        accept_key (who answers must press 1), digits (1-32 of 0-9*#A-D, comma 0.5 s, w 1 s, sent after the answer). Further keys are kept.
        """;

    /// <summary>A body that makes an assistant.</summary>
    public static AssistantInput ToInput(AssistantPatch body) => new()
    {
        Name = body.Name.Value,
        BusinessName = body.BusinessName.Value,
        NotificationEmail = body.NotificationEmail.Value,
        NotificationEmails = body.NotificationEmails.Value,
        FirstMessage = body.FirstMessage.Value,
        IsActive = body.IsActive.Value,
        MaxDurationSeconds = body.MaxDurationSeconds.Value,
        SilenceTimeoutSeconds = body.SilenceTimeoutSeconds.Value,
        AutonomousSilenceHandling = body.AutonomousSilenceHandling.Value,
        VoicemailDetection = body.VoicemailDetection.Value,
        VoicemailMessage = body.VoicemailMessage.Value,
        GdprMode = body.GdprMode.Value,
        WebhookUrl = body.WebhookUrl.Value,
        WebhookSecret = body.WebhookSecret.Value,
        WebhookEvents = body.WebhookEvents.Value,
        AnalysisPlan = body.AnalysisPlan.Value,
        RecordingConsent = body.RecordingConsent.Value,
        SttConfig = body.SttConfig.Value,
        LlmConfig = body.LlmConfig.Value,
        TtsConfig = body.TtsConfig.Value,
        SpeechConfig = body.SpeechConfig.Value,
        Metadata = body.Metadata.Value,
    };

    private static JsonElement? Element(JsonNode? node) => node is null ? null : JsonSerializer.SerializeToElement(node);
}
