using VoiceDock.Core.Security;

namespace VoiceDock.Core.Webhooks.Settings;

/// <summary>The sealed secret of the account's address, in a row of its own so that no form loads it.</summary>
internal sealed class WebhookAccountSecret
{
    /// <summary>Bound into the seal; never changes.</summary>
    public static readonly SecretField Field = new("webhook_account", "secret");

    public Guid AccountId { get; set; }

    public required ProtectedSecret Secret { get; set; }
}
