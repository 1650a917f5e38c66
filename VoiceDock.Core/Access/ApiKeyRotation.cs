using Microsoft.EntityFrameworkCore;
using VoiceDock.Core.Audit;
using VoiceDock.Core.Common;
using VoiceDock.Core.Security;
using VoiceDock.Core.Storage;

namespace VoiceDock.Core.Access;

/// <summary>
/// Gives a key a new token. It stays the same key: name, scopes, binding and limits go on, and for <see cref="Overlap"/> both tokens work, so that
/// the program that uses it can change over without a gap. Thread-safe.
/// </summary>
public sealed class ApiKeyRotation(
    IDbContextFactory<VoiceDockDb> databases, ApiKeyHasher hasher, Permits permits, SignInConfirmation confirmation, AuditLog audit, TimeProvider time)
{
    /// <summary>How long the old token works beside the new one.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromHours(24);

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>
    /// Makes a new token; the one before works for <see cref="Overlap"/>, but not longer than it would have. One that was still overlapping from an
    /// earlier rotation ends now. The key lives on as long as it was given when it was made, from now.
    /// </summary>
    /// <returns>The key with its new token, shown once; or <c>not_found</c>, <c>api_key_over</c>, <c>forbidden</c>, <c>password_not_confirmed</c>.</returns>
    public async Task<Result<CreatedApiKey>> RotateAsync(Guid id, Actor actor, CancellationToken ct = default)
    {
        if (permits.Refusal(actor, Role.Admin, "api_key.rotate", id) is { } refusal) return refusal;
        if (await confirmation.RefusalAsync(actor, ct) is { } unconfirmed) return unconfirmed;
        await using var db = await databases.CreateDbContextAsync(ct);
        var key = await db.Set<ApiKey>().SingleOrDefaultAsync(k => k.Id == id, ct);
        if (key is null) return Error.NotFound("API key");
        if (key.RevokedAt is not null) return AccessErrors.KeyNotRotatable(key.Name, "revoked");
        if (key.ExpiresAt <= Now) return AccessErrors.KeyNotRotatable(key.Name, "expired");
        var token = ApiKeyToken.Create(key.IsTest);
        Replace(key, token);
        Note(db, actor, "api_key.rotate", key);
        await db.SaveChangesAsync(ct);
        return new CreatedApiKey(key, token.Text);
    }

    /// <summary>Ends the overlap now: the old token is refused from its next request on. Without an overlap nothing happens.</summary>
    /// <returns>Or <c>not_found</c>, <c>forbidden</c>.</returns>
    public async Task<Result> EndOverlapAsync(Guid id, Actor actor, CancellationToken ct = default)
    {
        if (permits.Refusal(actor, Role.Admin, "api_key.end_overlap", id) is { } refusal) return refusal;
        await using var db = await databases.CreateDbContextAsync(ct);
        var key = await db.Set<ApiKey>().SingleOrDefaultAsync(k => k.Id == id, ct);
        if (key is null) return Error.NotFound("API key");
        if (!key.HasOverlap(Now)) return Result.Ok;
        key.PreviousEndsAt = Now;
        Note(db, actor, "api_key.end_overlap", key);
        await db.SaveChangesAsync(ct);
        return Result.Ok;
    }

    private void Note(VoiceDockDb db, Actor actor, string action, ApiKey key) =>
        audit.Write(db, actor, action, new AuditObject("api_key", key.Id, key.Name), AuditDifference.Of(db.Entry(key)));

    private void Replace(ApiKey key, ApiKeyToken token)
    {
        var now = Now;
        var overlapEnd = now + Overlap;
        (key.PreviousTokenId, key.PreviousHash, key.PreviousUsedAt) = (key.TokenId, key.Hash, null);
        key.PreviousEndsAt = key.ExpiresAt < overlapEnd ? key.ExpiresAt : overlapEnd;
        key.ExpiresAt = now + (key.ExpiresAt - (key.RotatedAt ?? key.CreatedAt));
        (key.TokenId, key.Hash, key.RotatedAt) = (token.Id, hasher.Hash(token), now);
    }
}
