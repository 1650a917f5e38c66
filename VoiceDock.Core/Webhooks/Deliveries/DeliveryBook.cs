using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using VoiceDock.Core.Access;
using VoiceDock.Core.Audit;
using VoiceDock.Core.Common;
using VoiceDock.Core.Storage;

namespace VoiceDock.Core.Webhooks.Deliveries;

/// <summary>The deliveries as people see them. Thread-safe.</summary>
public sealed class DeliveryBook(IDbContextFactory<VoiceDockDb> databases, DeliveryBell bell, Permits permits, AuditLog audit, TimeProvider time)
{
    private static readonly Expression<Func<WebhookDelivery, WebhookDelivery>> WithoutBody = d => new WebhookDelivery
    {
        Id = d.Id,
        Sequence = d.Sequence,
        SubjectId = d.SubjectId,
        OwnerId = d.OwnerId,
        Event = d.Event,
        Url = d.Url,
        IsOneTime = d.IsOneTime,
        State = d.State,
        CreatedAt = d.CreatedAt,
        NextAt = d.NextAt,
        Attempts = d.Attempts,
        LastAt = d.LastAt,
        LastStatus = d.LastStatus,
        LastProblem = d.LastProblem,
        LastMilliseconds = d.LastMilliseconds,
    };

    private const string Again = "webhook.send_again";
    private const string List = "webhook.list";
    private const string Show = "webhook.show";

    /// <summary>Newest first, without their payloads.</summary>
    /// <param name="state">Null: all.</param>
    /// <returns>Or <c>forbidden</c>.</returns>
    public async Task<Result<DeliveryPage>> ListAsync(DeliveryState? state, int offset, int limit, Actor actor, CancellationToken ct = default)
    {
        if (permits.Refusal(actor, Role.Admin, List) is { } forbidden) return forbidden;
        await using var db = await databases.CreateDbContextAsync(ct);
        var all = db.Set<WebhookDelivery>().AsNoTracking();
        var counts = await all.GroupBy(d => d.State).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var shown = await all.Where(d => state == null || d.State == state).OrderByDescending(d => d.Sequence).Skip(offset).Take(limit).Select(WithoutBody).ToListAsync(ct);
        return new DeliveryPage(shown, counts);
    }

    /// <summary>A payload for the eye, masked by <see cref="PayloadMask"/>.</summary>
    /// <returns>Or <c>not_found</c>, <c>forbidden</c>.</returns>
    public async Task<Result<string>> ShowPayloadAsync(Guid id, Actor actor, CancellationToken ct = default)
    {
        if (permits.Refusal(actor, Role.Admin, Show, id) is { } forbidden) return forbidden;
        await using var db = await databases.CreateDbContextAsync(ct);
        var body = await db.Set<WebhookDelivery>().Where(d => d.Id == id).Select(d => d.Body).FirstOrDefaultAsync(ct);
        return body is null ? Error.NotFound("delivery") : PayloadMask.Show(body);
    }

    /// <summary>Lets one that is finished go out again, with fresh attempts and the same <c>webhook-id</c>, to the address its owner has now.</summary>
    /// <returns>Or <c>not_found</c>, <c>not_finished</c>, <c>forbidden</c>.</returns>
    public async Task<Result<bool>> SendAgainAsync(Guid id, Actor actor, CancellationToken ct = default)
    {
        if (permits.Refusal(actor, Role.Admin, Again, id) is { } forbidden) return forbidden;
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Set<WebhookDelivery>().FirstOrDefaultAsync(d => d.Id == id, ct) is not { } delivery) return Error.NotFound("delivery");
        if (!delivery.IsFinished) return new Error(ErrorKind.Conflict, "not_finished", "This delivery is still being tried by itself; there is nothing to do.");
        (delivery.State, delivery.Attempts, delivery.NextAt) = (DeliveryState.Pending, 0, time.GetUtcNow().UtcDateTime);
        audit.Write(db, actor, Again, new AuditObject("webhook", id, delivery.Event), AuditChange.Facts(new { delivery.Event, Host = HostOf(delivery.Url) }));
        await db.SaveChangesAsync(ct);
        bell.Ring();
        return true;
    }

    /// <summary>Of an address only this is shown outside its own settings: the rest may be a secret of the receiver.</summary>
    public static string HostOf(string url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) ? uri.Authority : "?";
}

/// <summary>A part of the deliveries.</summary>
/// <param name="Counts">Of all, by state; states without any are absent.</param>
public sealed record DeliveryPage(IReadOnlyList<WebhookDelivery> Deliveries, IReadOnlyDictionary<DeliveryState, int> Counts)
{
    public int CountOf(DeliveryState? state) => state is { } one ? Counts.GetValueOrDefault(one) : Counts.Values.Sum();
}
