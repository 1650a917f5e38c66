using System.Text.Json;
using VoiceDock.Core.Common;

namespace VoiceDock.Core.Assistants;

/// <summary>
/// A change of an assistant: absent fields stay, null clears. <c>llm_config</c>, <c>stt_config</c> and <c>tts_config</c> merge one level: sent keys
/// replace, others stay. Not a record, so that it cannot print the secret.
/// </summary>
public sealed class AssistantPatch
{
    public Optional<string?> Name { get; set; }
    public Optional<string?> BusinessName { get; set; }
    public Optional<string?> NotificationEmail { get; set; }
    public Optional<IReadOnlyList<string>?> NotificationEmails { get; set; }
    public Optional<string?> FirstMessage { get; set; }
    public Optional<bool?> IsActive { get; set; }
    public Optional<int?> MaxDurationSeconds { get; set; }
    public Optional<int?> SilenceTimeoutSeconds { get; set; }
    public Optional<bool?> AutonomousSilenceHandling { get; set; }
    public Optional<JsonElement?> VoicemailDetection { get; set; }
    public Optional<string?> VoicemailMessage { get; set; }
    public Optional<bool?> GdprMode { get; set; }
    public Optional<string?> WebhookUrl { get; set; }
    public Optional<string?> WebhookSecret { get; set; }
    public Optional<IReadOnlyList<string>?> WebhookEvents { get; set; }
    public Optional<JsonElement?> AnalysisPlan { get; set; }
    public Optional<JsonElement?> RecordingConsent { get; set; }
    public Optional<JsonElement?> SttConfig { get; set; }
    public Optional<JsonElement?> LlmConfig { get; set; }
    public Optional<JsonElement?> TtsConfig { get; set; }
    public Optional<JsonElement?> SpeechConfig { get; set; }
    public Optional<JsonElement?> Metadata { get; set; }

    /// <summary>What the assistant would be after this change; also turns a create body into input. <paramref name="current"/> is not changed.</summary>
    public AssistantInput ApplyTo(AssistantInput current) => new()
    {
        Name = Name.Or(current.Name),
        BusinessName = BusinessName.Or(current.BusinessName),
        NotificationEmail = NotificationEmail.Or(current.NotificationEmail),
        NotificationEmails = NotificationEmails.Or(current.NotificationEmails),
        FirstMessage = FirstMessage.Or(current.FirstMessage),
        IsActive = IsActive.Or(current.IsActive),
        MaxDurationSeconds = MaxDurationSeconds.Or(current.MaxDurationSeconds),
        SilenceTimeoutSeconds = SilenceTimeoutSeconds.Or(current.SilenceTimeoutSeconds),
        AutonomousSilenceHandling = AutonomousSilenceHandling.Or(current.AutonomousSilenceHandling),
        VoicemailDetection = VoicemailDetection.Or(current.VoicemailDetection),
        VoicemailMessage = VoicemailMessage.Or(current.VoicemailMessage),
        GdprMode = GdprMode.Or(current.GdprMode),
        WebhookUrl = WebhookUrl.Or(current.WebhookUrl),
        WebhookSecret = WebhookSecret.Or(current.WebhookSecret),
        WebhookEvents = WebhookEvents.Or(current.WebhookEvents),
        AnalysisPlan = AnalysisPlan.Or(current.AnalysisPlan),
        RecordingConsent = RecordingConsent.Or(current.RecordingConsent),
        SttConfig = SttConfig.IsPresent ? JsonText.Merge(current.SttConfig, SttConfig.Value) : current.SttConfig,
        LlmConfig = LlmConfig.IsPresent ? JsonText.Merge(current.LlmConfig, LlmConfig.Value) : current.LlmConfig,
        TtsConfig = TtsConfig.IsPresent ? JsonText.Merge(current.TtsConfig, TtsConfig.Value) : current.TtsConfig,
        SpeechConfig = SpeechConfig.Or(current.SpeechConfig),
        Metadata = Metadata.Or(current.Metadata),
    };
}
