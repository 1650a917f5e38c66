using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.Logging;

namespace VoiceDock.Core.Trunks.Health;

/// <summary>
/// Remembers what each address of a trunk says of itself, over a restart too, and tells what changed. A part that changes back and forth (several
/// machines behind one address) is told once an hour at most. Thread-safe; one trunk is never compared twice at once.
/// </summary>
internal sealed class TrunkFingerprints
{
    /// <summary>At most one sentence about the same part of a trunk's peer in this time.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<Guid, Known> _known = new();
    private readonly IFingerprintStore _store;
    private readonly TrunkDirectory _trunks;
    private readonly TimeProvider _time;
    private readonly ILogger<TrunkFingerprints> _log;

    public TrunkFingerprints(IFingerprintStore store, TrunkDirectory trunks, TimeProvider time, ILogger<TrunkFingerprints> log)
    {
        (_store, _trunks, _time, _log) = (store, trunks, time, log);
        trunks.Changed += change =>
        {
            if (change.Kind == TrunkChangeKind.Deleted) _known.TryRemove(change.Trunk.Id, out _);
        };
    }

    /// <summary>Takes over what the peer says now. A failure to store is logged; what is told does not depend on it.</summary>
    /// <returns>What changed, a sentence each; empty the first time an address answers.</returns>
    public async Task<IReadOnlyList<string>> CompareAsync(Trunk trunk, PeerFingerprint peer)
    {
        var known = _known.GetOrAdd(trunk.Id, _ => new Known());
        await known.Turn.WaitAsync();
        try
        {
            if (!known.IsRead) known.Read(await _store.OfAsync(trunk.Id));
            var before = known.ByTarget.GetValueOrDefault(peer.Target);
            var now = peer.Over(before);
            List<(FingerprintField Field, string Words)> changes = before is null ? [] : [.. FingerprintWords.Between(before, now)];
            known.ByTarget[peer.Target] = now;
            if (before is null || changes.Count > 0 || SaysMore(before, now)) await KeepAsync(trunk, now);
            return [.. changes.Where(c => IsDue(known, c.Field)).Select(c => c.Words)];
        }
        catch (Exception fault) when (!known.IsRead)
        {
            _log.LogWarning(fault, "What the peer of trunk {Trunk} said before could not be read; it is compared at the next check", trunk.Name);
            return [];
        }
        finally
        {
            known.Turn.Release();
            if (_trunks.Find(trunk.Id) is null) _known.TryRemove(trunk.Id, out _);
        }
    }

    private async Task KeepAsync(Trunk trunk, PeerFingerprint now)
    {
        try
        {
            await _store.KeepAsync(trunk.Id, now);
        }
        catch (Exception fault)
        {
            _log.LogWarning(fault, "What the peer of trunk {Trunk} says of itself could not be stored; after a restart it is compared with what it said before", trunk.Name);
        }
    }

    private static bool SaysMore(PeerFingerprint before, PeerFingerprint now) =>
        (before.Server, now.Server) is (null, not null) || (before.Allow, now.Allow) is (null, not null)
        || (before.Codecs, now.Codecs) is (null, not null) || (before.Certificate, now.Certificate) is (null, not null);

    private bool IsDue(Known known, FingerprintField field)
    {
        if (known.ToldAt.TryGetValue(field, out var at) && _time.GetElapsedTime(at) < Quiet) return false;
        known.ToldAt[field] = _time.GetTimestamp();
        return true;
    }

    private sealed class Known
    {
        public SemaphoreSlim Turn { get; } = new(1, 1);

        public bool IsRead { get; private set; }

        public Dictionary<IPEndPoint, PeerFingerprint> ByTarget { get; } = [];

        public Dictionary<FingerprintField, long> ToldAt { get; } = [];

        public void Read(IReadOnlyList<PeerFingerprint> stored)
        {
            foreach (var peer in stored) ByTarget[peer.Target] = peer;
            IsRead = true;
        }
    }
}
