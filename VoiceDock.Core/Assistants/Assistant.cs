namespace VoiceDock.Core.Assistants;

/// <summary>
/// Who answers a call: first message, limits, and configuration blocks kept as the client sent them (JSON text). Read-only outside the core.
/// The webhook secret is not in here.
/// </summary>
public sealed class Assistant
{
    private AssistantTools? _tools;

    public Guid Id { get; internal set; }
    public string Name { get; internal set; } = "";
    public string? BusinessName { get; internal set; }
    public string? NotificationEmail { get; internal set; }
    public IReadOnlyList<string> NotificationEmails { get; internal set; } = [];

    /// <summary>Said when the call is answered; null for none.</summary>
    public string? FirstMessage { get; internal set; }

    public bool IsActive { get; internal set; } = true;
    public int? MaxDurationSeconds { get; internal set; }
    public int? SilenceTimeoutSeconds { get; internal set; }
    public bool? AutonomousSilenceHandling { get; internal set; }
    public string? VoicemailMessage { get; internal set; }
    public bool? GdprMode { get; internal set; }
    public string? WebhookUrl { get; internal set; }
    public IReadOnlyList<string> WebhookEvents { get; internal set; } = [];
    public bool HasWebhookSecret { get; internal set; }

    /// <summary>JSON text, any value; null when not set.</summary>
    public string? VoicemailDetection { get; internal set; }

    /// <summary>JSON text, any value; null when not set.</summary>
    public string? RecordingConsent { get; internal set; }

    /// <summary>JSON text of an object; null when not set. So are the blocks below.</summary>
    public string? AnalysisPlan { get; internal set; }

    public string? SttConfig { get; internal set; }
    public string? LlmConfig { get; internal set; }
    public string? TtsConfig { get; internal set; }
    public string? SpeechConfig { get; internal set; }
    public string? Metadata { get; internal set; }
    public DateTime CreatedAt { get; internal set; }
    public DateTime UpdatedAt { get; internal set; }

    /// <summary>Grows with every webhook secret; part of the seal.</summary>
    internal int SecretVersion { get; set; }

    /// <summary>Destinations and abilities, read once from <see cref="LlmConfig"/>.</summary>
    public AssistantTools Tools => _tools ??= AssistantTools.Read(LlmConfig);

    public IReadOnlyList<TransferDestination> Destinations => Tools.Destinations;
}
