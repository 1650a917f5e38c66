using System.Net;
using VoiceDock.Core.Security;

namespace VoiceDock.Core.Webhooks;

/// <summary>Settings of webhooks, section <c>Webhooks</c>.</summary>
public sealed class WebhookOptions
{
    public const string Section = "Webhooks";

    /// <summary>Private and loopback networks where a receiver may be, such as <c>10.0.7.0/24</c>, with commas between; only there without TLS.</summary>
    public string AllowedPrivateNetworks { get; set; } = "";

    /// <summary>Why <see cref="AllowedPrivateNetworks"/> cannot be read; null when it can.</summary>
    public string? Problem => NetworkList.Problem(AllowedPrivateNetworks);

    public IReadOnlyList<IPNetwork> Networks => NetworkList.Parse(AllowedPrivateNetworks);
}
