using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using VoiceDock.Core.Security;
using VoiceDock.Core.Storage;

namespace VoiceDock.Core.Idempotency;

/// <summary>
/// Remembers requests that carry an <c>Idempotency-Key</c>. The row is on disk before the effect begins, so not even a crash in between makes
/// a repeat act twice. Rows are kept for 24 hours. Thread-safe; claims are made one at a time, and the unique index is the last guard.
/// </summary>
public sealed class IdempotencyStore(IDbContextFactory<VoiceDockDb> databases, InstanceKey instance, TimeProvider time) : IDisposable
{
    public static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    private static readonly TimeSpan SweepEvery = TimeSpan.FromHours(1);

    private readonly Guid _run = Guid.CreateVersion7(time.GetUtcNow());
    private readonly byte[] _hashKey = instance.Derive(InstanceKey.IdempotencyInfo);
    private readonly SemaphoreSlim _claiming = new(1, 1);
    private long _sweptAt = long.MinValue;

    /// <param name="request">Method and path.</param>
    public async Task<IdempotencyClaim> ClaimAsync(Guid apiKeyId, string value, string request, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        var hash = HashOf(request, body.Span);
        await _claiming.WaitAsync(cancellation);
        try
        {
            return await ClaimAloneAsync(apiKeyId, value, hash, cancellation);
        }
        finally
        {
            _claiming.Release();
        }
    }

    public void Dispose() => _claiming.Dispose();

    /// <summary>Stores the answer for repeats.</summary>
    public Task CompleteAsync(Guid id, int status, string body) => SetAsync(id, s => s.SetProperty(e => e.Status, status).SetProperty(e => e.Body, body));

    /// <summary>The request was refused and had no effect: a repeat is a new attempt.</summary>
    public async Task ForgetAsync(Guid id)
    {
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        await db.Set<IdempotencyEntry>().Where(e => e.Id == id).ExecuteDeleteAsync(CancellationToken.None);
    }

    /// <summary>The request broke off; whether it had an effect must be looked up by the next repeat.</summary>
    public Task LeaveAsync(Guid id) => SetAsync(id, s => s.SetProperty(e => e.RunId, Guid.Empty));

    private async Task<IdempotencyClaim> ClaimAloneAsync(Guid apiKeyId, string value, byte[] hash, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        await SweepAsync(db, cancellation);
        if (await FindAsync(db, apiKeyId, value, cancellation) is { } known)
            return await JudgeAsync(db, known, hash, cancellation);

        var now = time.GetUtcNow();
        var entry = new IdempotencyEntry
        {
            Id = Guid.CreateVersion7(now),
            ApiKeyId = apiKeyId,
            Value = value,
            RequestHash = hash,
            CreatedAt = now.UtcDateTime,
            RunId = _run,
        };
        db.Add(entry);
        await db.SaveChangesAsync(cancellation);
        return new IdempotencyClaim(IdempotencyVerdict.Fresh, entry);
    }

    private async Task<IdempotencyClaim> JudgeAsync(VoiceDockDb db, IdempotencyEntry known, byte[] hash, CancellationToken cancellation)
    {
        if (!CryptographicOperations.FixedTimeEquals(known.RequestHash, hash))
            return new IdempotencyClaim(IdempotencyVerdict.Reused, known);
        if (known.Status is not null)
            return new IdempotencyClaim(IdempotencyVerdict.Replay, known);
        if (known.RunId == _run)
            return new IdempotencyClaim(IdempotencyVerdict.Running, known);

        // One of several repeats takes it over.
        var taken = await db.Set<IdempotencyEntry>().Where(e => e.Id == known.Id && e.RunId == known.RunId)
            .ExecuteUpdateAsync(s => s.SetProperty(e => e.RunId, _run), cancellation);
        return new IdempotencyClaim(taken == 1 ? IdempotencyVerdict.Interrupted : IdempotencyVerdict.Running, known);
    }

    private static Task<IdempotencyEntry?> FindAsync(VoiceDockDb db, Guid apiKeyId, string value, CancellationToken cancellation) =>
        db.Set<IdempotencyEntry>().AsNoTracking().FirstOrDefaultAsync(e => e.ApiKeyId == apiKeyId && e.Value == value, cancellation);

    private async Task SetAsync(Guid id, Action<Microsoft.EntityFrameworkCore.Query.UpdateSettersBuilder<IdempotencyEntry>> change)
    {
        // Not cut off when the client goes away: the effect has happened.
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        await db.Set<IdempotencyEntry>().Where(e => e.Id == id).ExecuteUpdateAsync(change, CancellationToken.None);
    }

    private async Task SweepAsync(VoiceDockDb db, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var last = Interlocked.Read(ref _sweptAt);
        if (now.UtcTicks - SweepEvery.Ticks < last || Interlocked.CompareExchange(ref _sweptAt, now.UtcTicks, last) != last)
            return;
        var old = now.UtcDateTime - Kept;
        await db.Set<IdempotencyEntry>().Where(e => e.CreatedAt < old).ExecuteDeleteAsync(cancellation);
    }

    private byte[] HashOf(string request, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _hashKey);
        hmac.AppendData(Encoding.UTF8.GetBytes(request));
        hmac.AppendData([0]);
        hmac.AppendData(body);
        return hmac.GetHashAndReset();
    }
}
