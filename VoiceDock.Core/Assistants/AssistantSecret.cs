using VoiceDock.Core.Security;

namespace VoiceDock.Core.Assistants;

/// <summary>An assistant's sealed webhook secret, in a row of its own so that no list or form loads it.</summary>
internal sealed class AssistantSecret
{
    /// <summary>Bound into the seal; never changes.</summary>
    public static readonly SecretField Field = new("assistant", "webhook_secret");

    public Guid AssistantId { get; set; }

    public required ProtectedSecret WebhookSecret { get; set; }
}
