using Microsoft.EntityFrameworkCore;
using VoiceDock.Core.Storage;

namespace VoiceDock.Core.Audit;

/// <summary>Takes away entries whose time is over: the one way to delete that the database lets through.</summary>
internal sealed class AuditRemover(IDbContextFactory<VoiceDockDb> databases)
{
    private const int AtOnce = 5_000;

    /// <returns>How many were removed.</returns>
    public async Task<int> RemoveAsync(DateTime before, CancellationToken ct)
    {
        var all = 0;
        while (true)
        {
            var some = await RemoveSomeAsync(before, ct);
            all += some;
            if (some < AtOnce) return all;
        }
    }

    private async Task<int> RemoveSomeAsync(DateTime before, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Database.ExecuteSqlAsync($"INSERT INTO audit_cutoff (before) VALUES ({before})", ct);
        var some = await db.Set<AuditEntry>().Where(e => e.At < before).OrderBy(e => e.At).Take(AtOnce).ExecuteDeleteAsync(ct);
        await db.Database.ExecuteSqlAsync($"DELETE FROM audit_cutoff", ct);
        await transaction.CommitAsync(ct);
        return some;
    }
}
