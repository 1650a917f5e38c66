using System.Net;

namespace VoiceDock.Core.Webhooks;

/// <summary>Settings of webhooks, section <c>Webhooks</c>.</summary>
public sealed class WebhookOptions
{
    public const string Section = "Webhooks";

    /// <summary>Private and loopback networks where a receiver may be, such as <c>10.0.7.0/24</c>, with commas between; only there without TLS.</summary>
    public string AllowedPrivateNetworks { get; set; } = "";

    /// <summary>Why <see cref="AllowedPrivateNetworks"/> cannot be read; null when it can.</summary>
    public string? Problem => Parts.FirstOrDefault(p => !IPNetwork.TryParse(p, out _)) is { } wrong ? $"'{wrong}' is not a network such as 10.0.7.0/24" : null;

    public IReadOnlyList<IPNetwork> Networks => [.. Parts.Select(p => IPNetwork.Parse(p))];

    private IEnumerable<string> Parts => AllowedPrivateNetworks.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
