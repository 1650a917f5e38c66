namespace VoiceDock.Core.Webhooks;

/// <summary>Where events go. Immutable; holds no secret.</summary>
/// <param name="OwnerId">Whose secret signs: an assistant's id, or <see cref="Settings.WebhookAccount.TheId"/>.</param>
/// <param name="Events">Names of the events it wants; empty: all but our own.</param>
/// <param name="IsOneTime">The address was given for one call alone: later changes of the settings do not move it.</param>
public sealed record WebhookEndpoint(Guid OwnerId, string Url, IReadOnlyList<string> Events, bool IsOneTime = false)
{
    public bool Wants(string name) => WebhookEvents.IsWanted(Events, name);
}
