namespace VoiceDock.Core.Trunks.Health;

/// <summary>Keeps what peers say of themselves over a restart.</summary>
internal interface IFingerprintStore
{
    Task<IReadOnlyList<PeerFingerprint>> OfAsync(Guid trunkId);

    /// <summary>In place of what was kept of that trunk and address. Nothing happens when the trunk was deleted meanwhile.</summary>
    Task KeepAsync(Guid trunkId, PeerFingerprint peer);
}
