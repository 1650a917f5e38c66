using System.Collections.Concurrent;
using VoiceDock.Core.Access;
using VoiceDock.Core.Audit;
using VoiceDock.Core.Common;
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

    private readonly Permits _permits;
    private readonly AuditLog _audit;

    internal TrunkChecker(ITrunkProbe probe, TrunkLights lights, TrunkFingerprints fingerprints, Permits permits, AuditLog audit) =>
        (_probe, _lights, _fingerprints, _permits, _audit) = (probe, lights, fingerprints, permits, audit);

    /// <summary>For somebody who asks. Ends within about 5 s; what was found is the trunk's light by then. Giving up waiting does not stop the check.</summary>
    /// <returns>What was found, or <c>forbidden</c>: operators and administrators only.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="ct"/> was cancelled.</exception>
    public async Task<Result<TrunkCheckResult>> CheckAsync(Trunk trunk, Actor by, CancellationToken ct = default)
    {
        if (_permits.Refusal(by, Role.Operator, "trunk.check", trunk.Id) is { } refusal) return refusal;
        _audit.Note(by, "trunk.check", new AuditObject("trunk", trunk.Id, trunk.Name));
        return await CheckAsync(trunk, ct);
    }

    /// <summary>As <see cref="CheckAsync(Trunk, Actor, CancellationToken)"/>, for the program itself.</summary>
    internal Task<TrunkCheckResult> CheckAsync(Trunk trunk, CancellationToken ct = default) =>
        _running.GetOrAdd(KeyOf(trunk), _ => new(() => ProbeAsync(trunk))).Value.WaitAsync(ct);

    /// <summary>Settings that are not stored, or differ from what is stored: nothing is kept, and no stored password is used.</summary>
    internal Task<TrunkCheckResult> CheckAsync(TrunkCheckSettings unsaved, CancellationToken ct = default) =>
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
