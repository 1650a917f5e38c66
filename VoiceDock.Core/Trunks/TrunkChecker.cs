using System.Collections.Concurrent;
using VoiceDock.Core.Trunks.Health;

namespace VoiceDock.Core.Trunks;

/// <summary>
/// Checks stored trunks and keeps what was found as their light. Who asks for a trunk that is being checked joins that check. Thread-safe.
/// </summary>
public sealed class TrunkChecker
{
    private readonly ConcurrentDictionary<(Guid Id, DateTime UpdatedAt), Lazy<Task<TrunkCheckResult>>> _running = new();
    private readonly ITrunkProbe _probe;
    private readonly TrunkLights _lights;
    private readonly TrunkFingerprints _fingerprints;

    internal TrunkChecker(ITrunkProbe probe, TrunkLights lights, TrunkFingerprints fingerprints) => (_probe, _lights, _fingerprints) = (probe, lights, fingerprints);

    /// <summary>Ends within about 5 s; what was found is the trunk's light by then. Giving up waiting does not stop the check.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="ct"/> was cancelled.</exception>
    public Task<TrunkCheckResult> CheckAsync(Trunk trunk, CancellationToken ct = default) =>
        _running.GetOrAdd(KeyOf(trunk), _ => new(() => ProbeAsync(trunk))).Value.WaitAsync(ct);

    /// <summary>Settings that are not stored, or differ from what is stored: nothing is kept, and no stored password is used.</summary>
    public Task<TrunkCheckResult> CheckAsync(TrunkCheckSettings unsaved, CancellationToken ct = default) =>
        _probe.CheckAsync(unsaved with { TrunkId = null }, ct);

    private async Task<TrunkCheckResult> ProbeAsync(Trunk trunk)
    {
        await Task.Yield(); // the dictionary must know this check before it can end
        try
        {
            var result = await _probe.CheckAsync(TrunkCheckSettings.From(trunk), CancellationToken.None);
            _lights.Note(trunk, result, result.Peer is { } peer ? await _fingerprints.CompareAsync(trunk, peer) : []);
            return result;
        }
        finally
        {
            _running.TryRemove(KeyOf(trunk), out _);
        }
    }

    private static (Guid Id, DateTime UpdatedAt) KeyOf(Trunk trunk) => (trunk.Id, trunk.UpdatedAt);
}
