using System.Collections.Concurrent;
using VoiceDock.Core.Trunks.Health;

namespace VoiceDock.Tests.Core.Trunks.Health;

/// <summary>Keeps fingerprints in memory, and can be out of order.</summary>
internal sealed class PlayedShelf : IFingerprintStore
{
    private readonly ConcurrentDictionary<(Guid Trunk, string Target), PeerFingerprint> _kept = new();

    public bool IsBroken { get; set; }

    public int Writes { get; private set; }

    public Task<IReadOnlyList<PeerFingerprint>> OfAsync(Guid trunkId) =>
        Task.FromResult<IReadOnlyList<PeerFingerprint>>([.. _kept.Where(k => k.Key.Trunk == trunkId).Select(k => k.Value)]);

    public Task KeepAsync(Guid trunkId, PeerFingerprint peer)
    {
        if (IsBroken) throw new IOException("The disk is full.");
        Writes++;
        _kept[(trunkId, peer.Target.ToString())] = peer;
        return Task.CompletedTask;
    }
}
