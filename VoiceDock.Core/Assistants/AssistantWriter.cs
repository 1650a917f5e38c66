namespace VoiceDock.Core.Assistants;

/// <summary>Between input and entity. Not the webhook secret.</summary>
internal static class AssistantWriter
{
    public static AssistantInput Read(Assistant assistant) => new()
    {
        Name = assistant.Name,
        BusinessName = assistant.BusinessName,
        NotificationEmail = assistant.NotificationEmail,
        NotificationEmails = assistant.NotificationEmails,
        FirstMessage = assistant.FirstMessage,
        IsActive = assistant.IsActive,
        MaxDurationSeconds = assistant.MaxDurationSeconds,
        SilenceTimeoutSeconds = assistant.SilenceTimeoutSeconds,
        AutonomousSilenceHandling = assistant.AutonomousSilenceHandling,
        VoicemailDetection = JsonText.Parse(assistant.VoicemailDetection),
        VoicemailMessage = assistant.VoicemailMessage,
        GdprMode = assistant.GdprMode,
        WebhookUrl = assistant.WebhookUrl,
        WebhookEvents = assistant.WebhookEvents,
        AnalysisPlan = JsonText.Parse(assistant.AnalysisPlan),
        RecordingConsent = JsonText.Parse(assistant.RecordingConsent),
        SttConfig = JsonText.Parse(assistant.SttConfig),
        LlmConfig = JsonText.Parse(assistant.LlmConfig),
        TtsConfig = JsonText.Parse(assistant.TtsConfig),
        SpeechConfig = JsonText.Parse(assistant.SpeechConfig),
        Metadata = JsonText.Parse(assistant.Metadata),
    };

    public static void Write(AssistantInput input, Assistant assistant)
    {
        assistant.Name = input.Name!;
        assistant.BusinessName = input.BusinessName;
        assistant.NotificationEmail = input.NotificationEmail;
        assistant.NotificationEmails = input.NotificationEmails ?? [];
        assistant.FirstMessage = input.FirstMessage;
        assistant.IsActive = input.IsActive ?? true;
        assistant.MaxDurationSeconds = input.MaxDurationSeconds;
        assistant.SilenceTimeoutSeconds = input.SilenceTimeoutSeconds;
        assistant.AutonomousSilenceHandling = input.AutonomousSilenceHandling;
        assistant.VoicemailDetection = JsonText.Write(input.VoicemailDetection);
        assistant.VoicemailMessage = input.VoicemailMessage;
        assistant.GdprMode = input.GdprMode;
        assistant.WebhookUrl = input.WebhookUrl;
        assistant.WebhookEvents = input.WebhookEvents ?? [];
        assistant.AnalysisPlan = JsonText.Write(input.AnalysisPlan);
        assistant.RecordingConsent = JsonText.Write(input.RecordingConsent);
        assistant.SttConfig = JsonText.Write(input.SttConfig);
        assistant.LlmConfig = JsonText.Write(input.LlmConfig);
        assistant.TtsConfig = JsonText.Write(input.TtsConfig);
        assistant.SpeechConfig = JsonText.Write(input.SpeechConfig);
        assistant.Metadata = JsonText.Write(input.Metadata);
    }
}
