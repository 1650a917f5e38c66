using Microsoft.EntityFrameworkCore;
using VoiceDock.Core.Storage;
using VoiceDock.Core.Webhooks.Deliveries;

namespace VoiceDock.Core.Retention;

/// <summary>Keeps the webhook deliveries within bounds: what was delivered goes after a week, dead letters after a month, and there is a most of all.</summary>
internal sealed class DeliveryRemover(IDbContextFactory<VoiceDockDb> databases, TimeProvider time)
{
    public const int DeliveredDays = 7;
    public const int DeadDays = 30;

    /// <summary>Finished ones that are kept, and unfinished ones that may wait; of more, the oldest go, or become dead letters.</summary>
    public const int Most = 100_000;

    private const int AtOnce = 500;

    /// <returns>How many went.</returns>
    public async Task<int> RemoveAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var (delivered, dead) = (now.AddDays(-DeliveredDays), now.AddDays(-DeadDays));
        var gone = await RepeatAsync(all => all.Where(d => (d.State == DeliveryState.Delivered && d.LastAt < delivered) || (d.State == DeliveryState.DeadLetter && d.LastAt < dead)), ct);
        await using var db = await databases.CreateDbContextAsync(ct);
        var all = db.Set<WebhookDelivery>();
        // The oldest that is kept, by its number.
        var waiting = await all.Where(d => d.State == DeliveryState.Pending || d.State == DeliveryState.Retrying).OrderByDescending(d => d.Sequence).Skip(Most).Select(d => (long?)d.Sequence).FirstOrDefaultAsync(ct);
        if (waiting is { } last)
        {
            await all.Where(d => (d.State == DeliveryState.Pending || d.State == DeliveryState.Retrying) && d.Sequence <= last).ExecuteUpdateAsync(
                set => set.SetProperty(d => d.State, DeliveryState.DeadLetter).SetProperty(d => d.LastAt, now).SetProperty(d => d.LastProblem, "Too many deliveries waited; the oldest were given up."), ct);
        }
        var finished = await all.Where(d => d.State == DeliveryState.Delivered || d.State == DeliveryState.DeadLetter).OrderByDescending(d => d.Sequence).Skip(Most).Select(d => (long?)d.Sequence).FirstOrDefaultAsync(ct);
        return finished is { } oldest ? gone + await RepeatAsync(some => some.Where(d => d.Sequence <= oldest && (d.State == DeliveryState.Delivered || d.State == DeliveryState.DeadLetter)), ct) : gone;
    }

    // Each portion is a transaction of its own; who waits to write comes in between.
    private async Task<int> RepeatAsync(Func<IQueryable<WebhookDelivery>, IQueryable<WebhookDelivery>> which, CancellationToken ct)
    {
        var all = 0;
        while (true)
        {
            await using var db = await databases.CreateDbContextAsync(ct);
            var some = await which(db.Set<WebhookDelivery>()).OrderBy(d => d.Sequence).Take(AtOnce).ExecuteDeleteAsync(ct);
            all += some;
            if (some < AtOnce) return all;
        }
    }
}
