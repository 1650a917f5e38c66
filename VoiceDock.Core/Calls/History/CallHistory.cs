using Microsoft.EntityFrameworkCore;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Storage;

namespace VoiceDock.Core.Calls.History;

/// <summary>Reads stored calls. What the journal has not written yet is shown all the same, so a call that just ended is never gone.</summary>
public sealed class CallHistory(IDbContextFactory<VoiceDockDb> databases, CallFeed feed, CallJournal journal)
{
    public async Task<CallView?> FindAsync(Guid id, CancellationToken cancellation)
    {
        if (journal.Waiting(id) is { } waiting)
            return waiting;
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var row = await db.Set<CallRecord>().AsNoTracking().Include(c => c.Transfers).Include(c => c.Messages).AsSplitQuery()
            .FirstOrDefaultAsync(c => c.Id == id, cancellation);
        return row is null ? null : CallRecords.Read(row);
    }

    /// <summary>A page, newest first; live calls are shown as they are now.</summary>
    public async Task<CallPage> ListAsync(CallQuery query, CancellationToken cancellation)
    {
        await journal.CatchUpAsync(cancellation);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var matching = Matching(db.Set<CallRecord>().AsNoTracking(), query);
        var total = await matching.CountAsync(cancellation);
        var rows = await matching.OrderByDescending(c => c.CreatedAt).ThenByDescending(c => c.Id)
            .Skip(query.Offset).Take(query.Limit).Include(c => c.Transfers).AsSplitQuery().ToListAsync(cancellation);
        var live = feed.Live.ToDictionary(c => c.Id);

        // A call may have come in between the two queries; a page never shows more than it says there is.
        var atLeast = rows.Count == 0 ? 0 : query.Offset + rows.Count;
        return new CallPage([.. rows.Select(r => live.GetValueOrDefault(r.Id) ?? journal.Waiting(r.Id) ?? CallRecords.Read(r))], Math.Max(total, atLeast));
    }

    /// <summary>The last transfers that ended, newest first.</summary>
    public async Task<IReadOnlyList<TransferView>> RecentTransfersAsync(DateTime since, Guid? trunkId, int limit, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var rows = await db.Set<TransferRecord>().AsNoTracking()
            .Where(t => t.CreatedAt >= since && (trunkId == null || t.TrunkId == trunkId))
            .OrderByDescending(t => t.CreatedAt).Take(limit).ToListAsync(cancellation);
        return [.. rows.Select(CallRecords.Read)];
    }

    /// <summary>The last transfers over a trunk that reached their destination, newest first.</summary>
    public async Task<IReadOnlyList<TransferView>> ConnectedTransfersAsync(Guid trunkId, int limit, CancellationToken cancellation)
    {
        await journal.CatchUpAsync(cancellation);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var rows = await db.Set<TransferRecord>().AsNoTracking()
            .Where(t => t.TrunkId == trunkId && (t.State == TransferState.Connected || t.State == TransferState.Completed || t.State == TransferState.TakenBack))
            .OrderByDescending(t => t.CreatedAt).Take(limit).ToListAsync(cancellation);
        return [.. rows.Select(CallRecords.Read)];
    }

    /// <summary>
    /// The last transfer to each of these destinations that is over, among the newest 500 of each trunk; those nobody was transferred to are absent.
    /// </summary>
    public async Task<IReadOnlyDictionary<string, TransferView>> LastTransfersAsync(
        IReadOnlyCollection<Guid> trunks, IReadOnlyCollection<string> destinations, CancellationToken cancellation)
    {
        const int Newest = 500;
        await journal.CatchUpAsync(cancellation);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        List<TransferRecord> rows = [];
        // One trunk at a time, along the index.
        foreach (var trunk in trunks)
        {
            rows.AddRange(await db.Set<TransferRecord>().AsNoTracking().Where(t => t.TrunkId == trunk).OrderByDescending(t => t.CreatedAt).Take(Newest)
                .Where(t => t.EndedAt != null && destinations.Contains(t.Destination)).ToListAsync(cancellation));
        }
        return rows.GroupBy(t => t.Destination).ToDictionary(g => g.Key, g => CallRecords.Read(g.MaxBy(t => t.CreatedAt)!));
    }

    /// <summary>When each of our numbers was last called (UTC); numbers nobody has called yet are absent.</summary>
    public async Task<IReadOnlyDictionary<Guid, DateTime>> LastCallsAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.Set<CallRecord>().Where(c => c.NumberId != null).GroupBy(c => c.NumberId!.Value)
            .Select(g => new { Number = g.Key, At = g.Max(c => c.CreatedAt) }).ToDictionaryAsync(g => g.Number, g => g.At, cancellation);
    }

    /// <summary>Time spoken in calls that arrived since then and are over.</summary>
    public async Task<TimeSpan> SpokenSinceAsync(DateTime since, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var sum = TimeSpan.Zero;
        var times = db.Set<CallRecord>().Where(c => c.CreatedAt >= since && c.AnsweredAt != null && c.EndedAt != null).Select(c => new { c.AnsweredAt, c.EndedAt });
        await foreach (var call in times.AsAsyncEnumerable().WithCancellation(cancellation))
            sum += call.EndedAt!.Value - call.AnsweredAt!.Value;
        return sum;
    }

    private static IQueryable<CallRecord> Matching(IQueryable<CallRecord> calls, CallQuery query)
    {
        if (query.States is { } states)
            calls = calls.Where(c => states.Contains(c.State));
        if (query.From is { } from)
            calls = calls.Where(c => c.CreatedAt >= from);
        if (query.To is { } to)
            calls = calls.Where(c => c.CreatedAt < to);
        if (query.TrunkId is { } trunk)
            calls = calls.Where(c => c.InboundTrunkId == trunk || c.Transfers.Any(t => t.TrunkId == trunk));
        if (query.NumberIds is { } numbers)
            calls = calls.Where(c => c.NumberId != null && numbers.Contains(c.NumberId.Value));
        if (query.OnlyFailedTransfers)
            calls = calls.Where(c => c.Transfers.Any(t => t.State == TransferState.Failed));
        if (!string.IsNullOrWhiteSpace(query.Search))
        {
            var text = query.Search.Trim();
            calls = calls.Where(c => c.Caller!.Contains(text) || c.Number!.Contains(text) || c.CallerName!.Contains(text) || c.AssistantName!.Contains(text)
                || c.Transfers.Any(t => t.Destination.Contains(text)));
        }
        return calls;
    }
}
