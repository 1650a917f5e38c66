using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.History;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Web.Trunks;

/// <summary>Puts together what the list shows of each trunk, from the rooms that know it. Belongs to one page.</summary>
public sealed class TrunkLines(TrunkDirectory trunks, TrunkStore store, TrunkLights lights, TrunkRegistrations registrations, TrunkLoad load, CallHistory history, TimeProvider time)
{
    private static readonly TimeSpan LooksBack = TimeSpan.FromDays(90);

    private readonly Dictionary<Guid, TransferView?> _lastTransfers = [];
    private IReadOnlyDictionary<Guid, int> _numbers = new Dictionary<Guid, int>();

    /// <summary>The rows as they are now; call <see cref="ReadAsync"/> first, and again when trunks or numbers changed.</summary>
    public IReadOnlyList<TrunkLine> Now =>
        [.. trunks.All.Select(t => new TrunkLine(
            t, lights.Find(t.Id), _numbers.GetValueOrDefault(t.Id), load.Active(t.Id), _lastTransfers.GetValueOrDefault(t.Id), Registration(t)))];

    /// <summary>Reads what is stored: numbers by trunk, and the last transfer of trunks that are new here.</summary>
    public async Task ReadAsync(CancellationToken ct)
    {
        _numbers = await store.CountNumbersAsync(ct);
        var since = time.GetUtcNow().UtcDateTime - LooksBack;
        foreach (var trunk in trunks.All.Where(t => !_lastTransfers.ContainsKey(t.Id)))
        {
            var last = await history.RecentTransfersAsync(since, trunk.Id, 1, ct);
            if (!_lastTransfers.ContainsKey(trunk.Id))
                _lastTransfers[trunk.Id] = last.Count > 0 ? last[0] : null;
        }
    }

    /// <summary>Takes the transfers of changed calls into account.</summary>
    public void Note(IReadOnlyList<CallView> calls)
    {
        foreach (var transfer in calls.SelectMany(c => c.Transfers))
        {
            if (transfer.TrunkId is { } trunk && (_lastTransfers.GetValueOrDefault(trunk) is not { } last || last.CreatedAt <= transfer.CreatedAt))
                _lastTransfers[trunk] = transfer;
        }
    }

    private TrunkRegistration? Registration(Trunk trunk) =>
        trunk is { IsActive: true } and ({ Register: true } or { AcceptsRegistration: true }) ? registrations.Of(trunk.Id) : null;
}
