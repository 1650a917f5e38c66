using System.Text.Json;

namespace VoiceDock.Core.Assistants;

/// <summary>What an assistant should be; the model of the form. Only the name is needed. Not a record, so that it cannot print the secret.</summary>
public sealed class AssistantInput
{
    public string? Name { get; set; }
    public string? BusinessName { get; set; }
    public string? NotificationEmail { get; set; }
    public IReadOnlyList<string>? NotificationEmails { get; set; }
    public string? FirstMessage { get; set; }

    /// <summary>Null means true.</summary>
    public bool? IsActive { get; set; }

    public int? MaxDurationSeconds { get; set; }
    public int? SilenceTimeoutSeconds { get; set; }
    public bool? AutonomousSilenceHandling { get; set; }
    public JsonElement? VoicemailDetection { get; set; }
    public string? VoicemailMessage { get; set; }
    public bool? GdprMode { get; set; }
    public string? WebhookUrl { get; set; }

    /// <summary>Write-only; never filled from a stored assistant.</summary>
    public string? WebhookSecret { get; set; }

    public IReadOnlyList<string>? WebhookEvents { get; set; }
    public JsonElement? AnalysisPlan { get; set; }
    public JsonElement? RecordingConsent { get; set; }
    public JsonElement? SttConfig { get; set; }
    public JsonElement? LlmConfig { get; set; }
    public JsonElement? TtsConfig { get; set; }
    public JsonElement? SpeechConfig { get; set; }
    public JsonElement? Metadata { get; set; }

    /// <summary>The stored assistant as input, without its webhook secret: what the edit form starts from.</summary>
    public static AssistantInput From(Assistant assistant) => AssistantWriter.Read(assistant);
}
