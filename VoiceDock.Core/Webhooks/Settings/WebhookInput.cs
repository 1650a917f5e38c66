namespace VoiceDock.Core.Webhooks.Settings;

/// <summary>What the account's address should be; the model of the form. Not a record, so that it cannot print the secret.</summary>
public sealed class WebhookInput
{
    public string? Url { get; set; }

    /// <summary>Empty: all but our own.</summary>
    public IReadOnlyList<string> Events { get; set; } = [];

    /// <summary>Write-only: null keeps the stored one.</summary>
    public string? Secret { get; set; }

    /// <summary>Forgets the stored secret: events go out unsigned.</summary>
    public bool RemovesSecret { get; set; }

    /// <summary>The stored address as input, without its secret: what the form starts from.</summary>
    public static WebhookInput From(WebhookAccount? stored) => new() { Url = stored?.Url, Events = stored?.Events ?? [] };
}
