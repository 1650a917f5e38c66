namespace VoiceDock.Core.Trunks;

/// <summary>A trunk's registration as it stands.</summary>
/// <param name="ExpiresAt">UTC; when the binding ends unless it is refreshed. Null without one.</param>
/// <param name="Reason">What happened and what to do, or from where the PBX registered; null when there is nothing to say.</param>
public sealed record TrunkRegistration(Guid TrunkId, TrunkRegistrationState State, DateTime? ExpiresAt = null, string? Reason = null);
