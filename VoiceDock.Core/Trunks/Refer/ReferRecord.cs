using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using VoiceDock.Core.Common;
using VoiceDock.Core.Storage;

namespace VoiceDock.Core.Trunks.Refer;

/// <summary>
/// What REFERs over each trunk have come to, over a restart too; read from memory. A trunk that calls another address starts anew, a deleted one is
/// forgotten. Thread-safe.
/// </summary>
public sealed class ReferRecord : IDisposable
{
    /// <summary>Outcomes kept of a trunk.</summary>
    public const int MostKept = 10;

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _turn = new(1);
    private readonly IDbContextFactory<VoiceDockDb> _databases;
    private readonly TrunkDirectory _trunks;
    private readonly TrunkLights _lights;
    private readonly TimeProvider _time;
    private readonly ILogger<ReferRecord> _log;
    private long _last;
    private Dictionary<Guid, IReadOnlyList<ReferOutcome>> _known = [];

    public ReferRecord(IDbContextFactory<VoiceDockDb> databases, TrunkDirectory trunks, TrunkLights lights, TimeProvider time, ILogger<ReferRecord> log)
    {
        (_databases, _trunks, _lights, _time, _log) = (databases, trunks, lights, time, log);
        trunks.Changed += Forget;
    }

    /// <summary>Raised with the trunk's id after an outcome was noted, under no lock. Handlers must be quick and must not throw.</summary>
    public event Action<Guid>? Noted;

    public ReferSupport Of(Guid trunkId) => ReadingOf(trunkId).Support;

    /// <summary><see cref="ReferSupport.Unknown"/> for a trunk that is not there.</summary>
    public ReferReading ReadingOf(Guid trunkId) => _trunks.Find(trunkId) is { } trunk
        ? ReferReading.Of([.. Known(trunkId).Where(o => o.Route == RouteOf(trunk))], IsAdvertised(trunkId))
        : default;

    /// <summary>
    /// Notes how a real transfer's REFER ended: true for a final NOTIFY of 2xx, false for a failure of the PBX's own that made the transfer go on by a
    /// second leg. A reason of the destination, such as busy, is neither. What <see cref="Of"/> says changes at once; the task ends when it is
    /// stored, never fails, and need not be awaited.
    /// </summary>
    public Task RememberAsync(Guid trunkId, bool ok, CancellationToken ct = default) => RememberAsync(trunkId, ok, isTest: false, ct);

    /// <summary>The same of a test transfer; one that completed proves REFER alone.</summary>
    public Task RememberTestAsync(Guid trunkId, bool ok, CancellationToken ct = default) => RememberAsync(trunkId, ok, isTest: true, ct);

    /// <summary>Reads what was stored; at start, after the trunks.</summary>
    public async Task LoadAsync(CancellationToken ct)
    {
        await using var db = await _databases.CreateDbContextAsync(ct);
        var rows = await db.Set<ReferOutcome>().AsNoTracking().ToListAsync(ct);
        lock (_gate)
        {
            _last = rows.Count == 0 ? 0 : rows.Max(o => o.Number);
            _known = rows.GroupBy(o => o.TrunkId).ToDictionary(g => g.Key, IReadOnlyList<ReferOutcome> (g) => [.. g.OrderBy(o => o.Number)]);
        }
    }

    public void Dispose()
    {
        _trunks.Changed -= Forget;
        _turn.Dispose();
    }

    private Task RememberAsync(Guid trunkId, bool ok, bool isTest, CancellationToken ct)
    {
        if (_trunks.Find(trunkId) is not { } trunk) return Task.CompletedTask;
        ReferOutcome outcome;
        lock (_gate)
        {
            outcome = new ReferOutcome { Number = ++_last, TrunkId = trunkId, Route = RouteOf(trunk), IsOk = ok, IsTest = isTest, At = _time.GetUtcNow().UtcDateTime };
            _known[trunkId] = [.. Known(trunkId).TakeLast(MostKept - 1), outcome];
        }

        Noted?.Invoke(trunkId);
        // SQLite writes in the thread that asks: not in this one
        return Task.Run(() => StoreAsync(trunk, outcome, ct), CancellationToken.None);
    }

    private async Task StoreAsync(Trunk trunk, ReferOutcome outcome, CancellationToken ct)
    {
        try
        {
            await _turn.WaitAsync(ct);
            try
            {
                await using var db = await _databases.CreateDbContextAsync(ct);
                if (!await db.Set<Trunk>().AnyAsync(t => t.Id == trunk.Id, ct)) return; // deleted meanwhile
                db.Add(outcome);
                await db.SaveChangesAsync(ct);
                var kept = db.Set<ReferOutcome>().Where(o => o.TrunkId == trunk.Id).OrderByDescending(o => o.Number).Take(MostKept).Select(o => o.Number);
                await db.Set<ReferOutcome>().Where(o => o.TrunkId == trunk.Id && !kept.Contains(o.Number)).ExecuteDeleteAsync(ct);
            }
            finally
            {
                _turn.Release();
            }
        }
        catch (Exception fault)
        {
            _log.LogWarning(fault, "How a REFER over trunk {Trunk} ended could not be stored; it is known until VoiceDock stops", trunk.Name);
        }
    }

    private void Forget(TrunkChange change)
    {
        if (change.Kind != TrunkChangeKind.Deleted) return;
        lock (_gate) _known.Remove(change.Trunk.Id);
    }

    private IReadOnlyList<ReferOutcome> Known(Guid trunkId)
    {
        lock (_gate) return _known.GetValueOrDefault(trunkId) ?? [];
    }

    private bool IsAdvertised(Guid trunkId) => _lights.Find(trunkId)?.Peer?.Allow is { } methods && methods.Contains("REFER", StringComparer.OrdinalIgnoreCase);

    private static string RouteOf(Trunk trunk) => $"{WireName.Of(trunk.Transport)} {trunk.Host}:{trunk.EffectivePort}";
}
