using Microsoft.EntityFrameworkCore;
using VoiceDock.Core.Storage;

namespace VoiceDock.Core.Webhooks.Deliveries;

/// <summary>What is to be sent now, and what came of it.</summary>
internal sealed class DeliveryQueue(IDbContextFactory<VoiceDockDb> databases, TimeProvider time, Func<double> chance)
{
    /// <summary>Longest sleep without a ring.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Those that are due and the first of their subject and address, without their bodies.</summary>
    public async Task<List<DeliveryHead>> DueAsync(IReadOnlyCollection<Guid> inFlight, IReadOnlyCollection<string> busy, int most, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var now = Now;
        var waiting = Unfinished(db);
        return await waiting.Where(d => d.NextAt <= now && !inFlight.Contains(d.Id) && !busy.Contains(d.Url))
            .Where(d => !waiting.Any(e => e.SubjectId == d.SubjectId && e.Url == d.Url && e.Sequence < d.Sequence))
            .OrderBy(d => d.Sequence).Take(most).Select(d => new DeliveryHead(d.Id, d.Url)).ToListAsync(ct);
    }

    /// <summary>How long nothing becomes due by itself.</summary>
    public async Task<TimeSpan> UntilNextAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var now = Now;
        var next = await db.Set<WebhookDelivery>().Where(d => d.State == DeliveryState.Retrying && d.NextAt > now).MinAsync(d => (DateTime?)d.NextAt, ct);
        var wait = (next ?? now + Longest) - now;
        // SQLite keeps 100 ns: a hair more, so that it is due when we wake.
        return (wait < Longest ? wait : Longest) + TimeSpan.FromMilliseconds(1);
    }

    public async Task<WebhookDelivery?> FindAsync(Guid id, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Set<WebhookDelivery>().AsNoTracking().FirstOrDefaultAsync(d => d.Id == id, ct);
    }

    /// <summary>Notes an attempt: delivered, to be tried again, or given up.</summary>
    public Task NoteAsync(WebhookDelivery delivery, string url, WebhookAnswer answer, CancellationToken ct)
    {
        var attempts = delivery.Attempts + 1;
        var wait = answer.IsOk ? null : DeliverySchedule.After(attempts, chance());
        var state = answer.IsOk ? DeliveryState.Delivered : wait is null ? DeliveryState.DeadLetter : DeliveryState.Retrying;
        return SetAsync(delivery, url, answer, state, attempts, Now + (wait ?? TimeSpan.Zero), ct);
    }

    /// <summary>Gives one up without an attempt.</summary>
    public Task GiveUpAsync(WebhookDelivery delivery, string why, CancellationToken ct) =>
        SetAsync(delivery, delivery.Url, new WebhookAnswer(null, [], TimeSpan.Zero, why), DeliveryState.DeadLetter, delivery.Attempts, Now, ct);

    private async Task SetAsync(WebhookDelivery delivery, string url, WebhookAnswer answer, DeliveryState state, int attempts, DateTime next, CancellationToken ct)
    {
        var now = Now;
        await using var db = await databases.CreateDbContextAsync(ct);
        await db.Set<WebhookDelivery>().Where(d => d.Id == delivery.Id).ExecuteUpdateAsync(
            set => set.SetProperty(d => d.State, state).SetProperty(d => d.Attempts, attempts).SetProperty(d => d.NextAt, next).SetProperty(d => d.Url, url)
                .SetProperty(d => d.LastAt, now).SetProperty(d => d.LastStatus, answer.Status).SetProperty(d => d.LastProblem, answer.Problem)
                .SetProperty(d => d.LastMilliseconds, (int)answer.Took.TotalMilliseconds), ct);
    }

    private static IQueryable<WebhookDelivery> Unfinished(VoiceDockDb db) =>
        db.Set<WebhookDelivery>().Where(d => d.State == DeliveryState.Pending || d.State == DeliveryState.Retrying);
}

/// <summary>One that may be sent now.</summary>
internal sealed record DeliveryHead(Guid Id, string Url);
