namespace VoiceDock.Core.Webhooks.Settings;

/// <summary>The address of this server's events, for calls whose assistant has none of its own. Read-only outside the core. Its secret is not in here.</summary>
public sealed class WebhookAccount
{
    /// <summary>Of the one row.</summary>
    public static readonly Guid TheId = new("01900000-0000-7000-8000-000000000002");

    public Guid Id { get; internal set; } = TheId;

    public string Url { get; internal set; } = "";

    /// <summary>Names of events; empty: all but our own.</summary>
    public IReadOnlyList<string> Events { get; internal set; } = [];

    public bool HasSecret { get; internal set; }

    /// <summary>UTC.</summary>
    public DateTime? SecretSetAt { get; internal set; }

    public string? SecretSetBy { get; internal set; }

    public DateTime UpdatedAt { get; internal set; }

    /// <summary>Grows with every secret; part of the seal.</summary>
    internal int SecretVersion { get; set; }
}
