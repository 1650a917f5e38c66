using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using VoiceDock.Core.Audit;
using VoiceDock.Core.Common;
using VoiceDock.Core.Security;
using VoiceDock.Core.Storage;

namespace VoiceDock.Core.Access;

/// <summary>API keys: made, listed, revoked, looked up. A context per operation; thread-safe.</summary>
public sealed class ApiKeyStore(
    IDbContextFactory<VoiceDockDb> databases, ApiKeyHasher hasher, IValidator<ApiKeyInput> rules, Permits permits, SignInConfirmation confirmation, AuditLog audit,
    RunMode mode, TimeProvider time)
{
    private static readonly TimeSpan UseNoteInterval = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, long> _noted = new();

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Makes a key. The token in the answer is shown once and kept nowhere.</summary>
    /// <returns>The key, or field problems, or <c>test_key_outside_demo</c>, <c>forbidden</c>, <c>password_not_confirmed</c>.</returns>
    public async Task<Result<CreatedApiKey>> CreateAsync(ApiKeyInput input, Actor actor, CancellationToken ct = default)
    {
        if (permits.Refusal(actor, Role.Admin, "api_key.create") is { } refusal) return refusal;
        var problems = rules.Validate(input).Errors;
        if (problems.Count > 0) return Error.Validation(problems.Select(p => (JsonNamingPolicy.SnakeCaseLower.ConvertName(p.PropertyName), p.ErrorMessage)));
        if (input.Test && !mode.Demo) return AccessErrors.TestKeyOutsideDemo;
        if (await confirmation.RefusalAsync(actor, ct) is { } unconfirmed) return unconfirmed;

        var token = ApiKeyToken.Create(input.Test);
        var key = new ApiKey
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            TokenId = token.Id,
            Hash = hasher.Hash(token),
            IsTest = input.Test,
            Name = input.Name.Trim(),
            Scopes = [.. input.Scopes.Distinct()],
            TrunkIds = [.. input.TrunkIds.Distinct()],
            NumberIds = [.. input.NumberIds.Distinct()],
            Networks = [.. input.Networks.Distinct()],
            CreatedAt = Now,
            CreatedBy = actor.Name,
            ExpiresAt = Now + input.Lifetime,
            NeverExpiresReason = input.Lifetime is null ? input.NeverExpiresReason : null,
        };
        await using var db = await databases.CreateDbContextAsync(ct);
        db.Add(key);
        Note(db, actor, "api_key.create", key);
        await db.SaveChangesAsync(ct);
        return new CreatedApiKey(key, token.Text);
    }

    /// <summary>Newest first, revoked ones included.</summary>
    /// <returns>Or <c>forbidden</c>: administrators only.</returns>
    public async Task<Result<IReadOnlyList<ApiKey>>> ListAsync(Actor actor, CancellationToken ct = default)
    {
        if (permits.Refusal(actor, Role.Admin, "api_key.list") is { } refusal) return refusal;
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Set<ApiKey>().AsNoTracking().OrderByDescending(k => k.CreatedAt).ToListAsync(ct);
    }

    /// <summary>Takes effect with the next request. Revoking twice is fine.</summary>
    public async Task<Result> RevokeAsync(Guid id, Actor actor, CancellationToken ct = default)
    {
        if (permits.Refusal(actor, Role.Admin, "api_key.revoke", id) is { } refusal) return refusal;
        await using var db = await databases.CreateDbContextAsync(ct);
        var key = await db.Set<ApiKey>().SingleOrDefaultAsync(k => k.Id == id, ct);
        if (key is null) return Error.NotFound("API key");
        if (key.RevokedAt is not null) return Result.Ok;
        key.RevokedAt = Now;
        key.RevokedBecause = $"by {actor.Name}";
        Note(db, actor, "api_key.revoke", key);
        await db.SaveChangesAsync(ct);
        return Result.Ok;
    }

    /// <summary>
    /// Revokes a key that was seen where keys must not be (the address of a request); false when it is not one of ours. Of a key in rotation only the
    /// old token ends when that was the one seen.
    /// </summary>
    /// <param name="from">Who sent it.</param>
    public async Task<bool> RevokeLeakedAsync(string token, IPAddress? from, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await LoadAsync(db, token, ct) is not var (key, isPrevious)) return false;
        if (key.RevokedAt is not null) return true;
        db.Attach(key);
        if (isPrevious)
        {
            key.PreviousEndsAt = Earlier(key.PreviousEndsAt, Now);
        }
        else
        {
            key.RevokedAt = Now;
            key.RevokedBecause = "the key was sent in an address";
        }

        Note(db, new Actor(ActorType.Api, key.Id.ToString(), key.Name) { Address = from?.ToString() }, "api_key.leaked", key);
        await db.SaveChangesAsync(ct);
        return true;
    }

    /// <summary>Looks a presented key up; unknown keys cost the same work. Notes the use, at most once a minute per key.</summary>
    public async Task<ApiKeyMatch> FindAsync(string? token, IPAddress? from, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await LoadAsync(db, token, ct) is not var (key, isPrevious)) return new ApiKeyMatch(null, ApiKeyRefusal.Unknown);
        if (RefusalOf(key, isPrevious, from) is var refusal and not ApiKeyRefusal.None) return new ApiKeyMatch(key, refusal);
        await NoteUseAsync(db, key, isPrevious, from, ct);
        return new ApiKeyMatch(key, ApiKeyRefusal.None);
    }

    private ApiKeyRefusal RefusalOf(ApiKey key, bool isPrevious, IPAddress? from)
    {
        if (key.RevokedAt is not null) return ApiKeyRefusal.Revoked;
        if (key.ExpiresAt <= Now) return ApiKeyRefusal.Expired;
        if (isPrevious && !(key.PreviousEndsAt > Now)) return ApiKeyRefusal.Replaced;
        return AllowsSource(key, from) ? ApiKeyRefusal.None : ApiKeyRefusal.SourceNotAllowed;
    }

    private void Note(VoiceDockDb db, Actor actor, string action, ApiKey key) =>
        audit.Write(db, actor, action, new AuditObject("api_key", key.Id, key.Name), AuditDifference.Of(db.Entry(key)));

    private async Task<(ApiKey Key, bool IsPrevious)?> LoadAsync(VoiceDockDb db, string? text, CancellationToken ct)
    {
        // The check sum is public, so telling a mistyped key apart by time tells nothing about a secret.
        if (!ApiKeyToken.TryParse(text, out var token)) return null;
        var key = await db.Set<ApiKey>().AsNoTracking().SingleOrDefaultAsync(k => k.TokenId == token.Id || k.PreviousTokenId == token.Id, ct);
        var isPrevious = key?.PreviousTokenId == token.Id;
        return hasher.Matches(token, isPrevious ? key!.PreviousHash : key?.Hash) && (!token.IsTest || mode.Demo) ? (key!, isPrevious) : null;
    }

    private static bool AllowsSource(ApiKey key, IPAddress? from)
    {
        if (key.Networks.Count == 0) return true;
        if (from is null) return false;
        var address = from.IsIPv4MappedToIPv6 ? from.MapToIPv4() : from;
        return key.Networks.Any(n => ApiKeyRules.TryReadNetwork(n, out var network) && network.Contains(address));
    }

    private async Task NoteUseAsync(VoiceDockDb db, ApiKey key, bool isPrevious, IPAddress? from, CancellationToken ct)
    {
        var now = time.GetTimestamp();
        var token = isPrevious ? key.PreviousTokenId! : key.TokenId;
        if (_noted.TryGetValue(token, out var last) && time.GetElapsedTime(last, now) < UseNoteInterval) return;
        _noted[token] = now;
        var (at, address) = (Now, from?.ToString());
        var previousAt = isPrevious ? at : key.PreviousUsedAt;
        await db.Set<ApiKey>().Where(k => k.Id == key.Id).ExecuteUpdateAsync(
            set => set.SetProperty(k => k.LastUsedAt, at).SetProperty(k => k.LastUsedFrom, address).SetProperty(k => k.PreviousUsedAt, previousAt), ct);
    }

    private static DateTime Earlier(DateTime? end, DateTime now) => end < now ? end.Value : now;
}
