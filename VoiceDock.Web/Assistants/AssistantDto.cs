using System.Text.Json.Nodes;
using VoiceDock.Core.Assistants;

namespace VoiceDock.Web.Assistants;

/// <summary>An assistant as clients see it; of the webhook secret only whether there is one.</summary>
public sealed record AssistantDto
{
    public required Guid Id { get; init; }
    public required Guid OrgId { get; init; }
    public required string Name { get; init; }
    public required string? BusinessName { get; init; }
    public required string? NotificationEmail { get; init; }
    public required IReadOnlyList<string> NotificationEmails { get; init; }
    public required string? FirstMessage { get; init; }
    public required bool IsActive { get; init; }
    public required int? MaxDurationSeconds { get; init; }
    public required int? SilenceTimeoutSeconds { get; init; }
    public required bool? AutonomousSilenceHandling { get; init; }
    public required JsonNode? VoicemailDetection { get; init; }
    public required string? VoicemailMessage { get; init; }
    public required bool? GdprMode { get; init; }
    public required string? WebhookUrl { get; init; }
    public required bool HasWebhookSecret { get; init; }
    public required IReadOnlyList<string> WebhookEvents { get; init; }
    public required JsonNode? AnalysisPlan { get; init; }
    public required JsonNode? RecordingConsent { get; init; }
    public required JsonNode? SttConfig { get; init; }
    public required JsonNode? LlmConfig { get; init; }
    public required JsonNode? TtsConfig { get; init; }
    public required JsonNode? SpeechConfig { get; init; }
    public required JsonNode? Metadata { get; init; }
    public required DateTime CreatedAt { get; init; }
    public required DateTime UpdatedAt { get; init; }

    public static AssistantDto From(Assistant assistant, Guid organizationId) => new()
    {
        Id = assistant.Id,
        OrgId = organizationId,
        Name = assistant.Name,
        BusinessName = assistant.BusinessName,
        NotificationEmail = assistant.NotificationEmail,
        NotificationEmails = assistant.NotificationEmails,
        FirstMessage = assistant.FirstMessage,
        IsActive = assistant.IsActive,
        MaxDurationSeconds = assistant.MaxDurationSeconds,
        SilenceTimeoutSeconds = assistant.SilenceTimeoutSeconds,
        AutonomousSilenceHandling = assistant.AutonomousSilenceHandling,
        VoicemailDetection = Block(assistant.VoicemailDetection),
        VoicemailMessage = assistant.VoicemailMessage,
        GdprMode = assistant.GdprMode,
        WebhookUrl = assistant.WebhookUrl,
        HasWebhookSecret = assistant.HasWebhookSecret,
        WebhookEvents = assistant.WebhookEvents,
        AnalysisPlan = Block(assistant.AnalysisPlan),
        RecordingConsent = Block(assistant.RecordingConsent),
        SttConfig = Block(assistant.SttConfig),
        LlmConfig = Block(assistant.LlmConfig),
        TtsConfig = Block(assistant.TtsConfig),
        SpeechConfig = Block(assistant.SpeechConfig),
        Metadata = Block(assistant.Metadata),
        CreatedAt = assistant.CreatedAt,
        UpdatedAt = assistant.UpdatedAt,
    };

    private static JsonNode? Block(string? json) => json is null ? null : JsonNode.Parse(json);
}
