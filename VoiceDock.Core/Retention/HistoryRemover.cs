using Microsoft.EntityFrameworkCore;
using VoiceDock.Core.Calls.History;
using VoiceDock.Core.Storage;

namespace VoiceDock.Core.Retention;

/// <summary>Takes ended calls and traces away, the oldest first, some at a time so that a transfer never waits long for its turn to write.</summary>
internal sealed class HistoryRemover(IDbContextFactory<VoiceDockDb> databases, TimeProvider time)
{
    internal const int AtOnce = 100;

    private const long Megabyte = 1 << 20;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Those that arrived before; a call that is not over stays.</summary>
    /// <returns>How many.</returns>
    public Task<int> RemoveCallsAsync(DateTime before, CancellationToken ct) =>
        RepeatAsync(db => Oldest(db.Set<CallRecord>().Where(c => c.CreatedAt < before)).ExecuteDeleteAsync(ct), ct);

    /// <summary>Those of calls that ended before.</summary>
    /// <returns>How many.</returns>
    public Task<int> RemoveTracesAsync(DateTime before, CancellationToken ct) =>
        RepeatAsync(db => Oldest(db.Set<TraceRecord>().Where(t => t.CreatedAt < before)).ExecuteDeleteAsync(ct), ct);

    /// <summary>Traces first, then calls, until the database holds no more than that or nothing is left to take.</summary>
    /// <returns>How many of each.</returns>
    public async Task<(int Calls, int Traces)> RemoveAboveAsync(long megabytes, CancellationToken ct)
    {
        var traces = await RepeatAsync(async db => await IsAboveAsync(db, megabytes, ct) ? await Oldest(db.Set<TraceRecord>()).ExecuteDeleteAsync(ct) : 0, ct);
        var calls = await RepeatAsync(async db => await IsAboveAsync(db, megabytes, ct) ? await Oldest(db.Set<CallRecord>()).ExecuteDeleteAsync(ct) : 0, ct);
        return (calls, traces);
    }

    /// <summary>Bytes in use; what is free in the file does not count.</summary>
    internal static async Task<long> UsedBytesAsync(VoiceDockDb db, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        var connection = db.Database.GetDbConnection();
        long Read(string what) => long.Parse(SqlitePragmas.Scalar(connection, $"PRAGMA {what}")!, System.Globalization.CultureInfo.InvariantCulture);
        return (Read("page_count") - Read("freelist_count")) * Read("page_size");
    }

    private static async Task<bool> IsAboveAsync(VoiceDockDb db, long megabytes, CancellationToken ct) => await UsedBytesAsync(db, ct) > megabytes * Megabyte;

    private static IQueryable<CallRecord> Oldest(IQueryable<CallRecord> calls) => calls.Where(c => c.EndedAt != null).OrderBy(c => c.CreatedAt).Take(AtOnce);

    private static IQueryable<TraceRecord> Oldest(IQueryable<TraceRecord> traces) => traces.OrderBy(t => t.CreatedAt).Take(AtOnce);

    // Each portion is a transaction of its own; who waits to write comes in between.
    private async Task<int> RepeatAsync(Func<VoiceDockDb, Task<int>> remove, CancellationToken ct)
    {
        var all = 0;
        while (true)
        {
            await using var db = await databases.CreateDbContextAsync(ct);
            var some = await remove(db);
            all += some;
            if (some == 0) return all;
            await Task.Delay(Pause, time, ct);
        }
    }
}
