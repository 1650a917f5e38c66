using Microsoft.EntityFrameworkCore;
using VoiceDock.Core.Access;
using VoiceDock.Core.Audit;
using VoiceDock.Core.Common;
using VoiceDock.Core.Security;
using VoiceDock.Core.Storage;

namespace VoiceDock.Core.Webhooks.Settings;

/// <summary>The account's address in the database; events of calls follow a change as soon as it has returned. Thread-safe.</summary>
public sealed class WebhookStore(
    IDbContextFactory<VoiceDockDb> databases, WebhookDirectory directory, WebhookRules rules, CredentialProtector protector, Permits permits, AuditLog audit, TimeProvider time)
{
    private const string Update = "webhook.update";
    private const string Delete = "webhook.delete";

    /// <summary>Sets the whole address; only its secret stays when none is given.</summary>
    /// <returns>What is stored now, or <c>validation_failed</c>, <c>forbidden</c>.</returns>
    public async Task<Result<WebhookAccount>> SaveAsync(WebhookInput input, Actor actor, CancellationToken ct = default)
    {
        if (permits.Refusal(actor, Role.Admin, Update) is { } forbidden) return forbidden;
        if (rules.Problems(input) is { Count: > 0 } problems) return Error.Validation(problems);
        await using var db = await databases.CreateDbContextAsync(ct);
        var account = await db.Set<WebhookAccount>().FirstOrDefaultAsync(ct);
        if (account is null) db.Add(account = new WebhookAccount());
        account.Url = input.Url!;
        // In the usual order, so that the same choice is the same text.
        account.Events = [.. WebhookEvents.All.Where(input.Events.Contains)];
        if (input.Secret is not null || input.RemovesSecret) await SetSecretAsync(db, account, input.Secret, actor, ct);
        if (!db.ChangeTracker.HasChanges()) return account;
        account.UpdatedAt = time.GetUtcNow().UtcDateTime;
        await SaveAsync(db, account, actor, Update, ct);
        return account;
    }

    /// <summary>Forgets the address with its secret. What waits for it becomes a dead letter.</summary>
    /// <returns>Or <c>not_found</c>, <c>forbidden</c>.</returns>
    public async Task<Result<bool>> DeleteAsync(Actor actor, CancellationToken ct = default)
    {
        if (permits.Refusal(actor, Role.Admin, Delete) is { } forbidden) return forbidden;
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Set<WebhookAccount>().FirstOrDefaultAsync(ct) is not { } account) return Error.NotFound("webhook address");
        db.Remove(account);
        await SaveAsync(db, account, actor, Delete, ct);
        return true;
    }

    private async Task SaveAsync(VoiceDockDb db, WebhookAccount account, Actor actor, string command, CancellationToken ct)
    {
        audit.Write(db, actor, command, new AuditObject("webhook", (string?)null, new Uri(account.Url).Host), AuditDifference.Of(db.Entry(account)));
        await db.SaveChangesAsync(ct);
        await directory.LoadAsync(CancellationToken.None);
    }

    private async Task SetSecretAsync(VoiceDockDb db, WebhookAccount account, string? secret, Actor actor, CancellationToken ct)
    {
        var stored = await db.Set<WebhookAccountSecret>().FirstOrDefaultAsync(ct);
        account.HasSecret = secret is not null;
        account.SecretSetAt = secret is null ? null : time.GetUtcNow().UtcDateTime;
        account.SecretSetBy = secret is null ? null : actor.Name;
        if (secret is null)
        {
            if (stored is not null) db.Remove(stored);
            return;
        }

        account.SecretVersion++;
        var blob = protector.Seal(WebhookAccountSecret.Field, account.Id, account.SecretVersion, secret);
        if (stored is null) db.Add(new WebhookAccountSecret { AccountId = account.Id, Secret = blob });
        else stored.Secret = blob;
    }
}
