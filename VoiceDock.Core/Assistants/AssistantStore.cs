using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using VoiceDock.Core.Access;
using VoiceDock.Core.Audit;
using VoiceDock.Core.Common;
using VoiceDock.Core.Security;
using VoiceDock.Core.Storage;

namespace VoiceDock.Core.Assistants;

/// <summary>Assistants in the database; the directory follows before a change returns. Thread-safe.</summary>
public sealed class AssistantStore
{
    private readonly IDbContextFactory<VoiceDockDb> _databases;
    private readonly AssistantLoader _loader;
    private readonly AssistantRules _rules;
    private readonly CredentialProtector _protector;
    private readonly IAssistantUsage _usage;
    private readonly Permits _permits;
    private readonly AuditLog _audit;
    private readonly TimeProvider _time;
    private readonly ILogger<AssistantStore> _logger;

    internal AssistantStore(
        IDbContextFactory<VoiceDockDb> databases, AssistantLoader loader, AssistantRules rules, CredentialProtector protector, IAssistantUsage usage,
        Permits permits, AuditLog audit, TimeProvider time, ILogger<AssistantStore> logger)
    {
        (_databases, _loader, _rules, _protector) = (databases, loader, rules, protector);
        (_usage, _permits, _audit, _time, _logger) = (usage, permits, audit, time, logger);
    }

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<Assistant>> ListAsync(CancellationToken ct = default)
    {
        await using var db = await _databases.CreateDbContextAsync(ct);
        return await db.Set<Assistant>().AsNoTracking().OrderByDescending(a => a.CreatedAt).ThenBy(a => a.Id).ToListAsync(ct);
    }

    public async Task<Assistant?> FindAsync(Guid id, CancellationToken ct = default)
    {
        await using var db = await _databases.CreateDbContextAsync(ct);
        return await db.Set<Assistant>().AsNoTracking().FirstOrDefaultAsync(a => a.Id == id, ct);
    }

    /// <returns>The new assistant, or <c>validation_failed</c>, <c>forbidden</c>.</returns>
    public async Task<Result<Assistant>> CreateAsync(AssistantInput input, Actor actor, CancellationToken ct = default)
    {
        if (_permits.Refusal(actor, Role.Admin, "assistant.create") is { } forbidden) return forbidden;
        if (_rules.Problems(input) is { Count: > 0 } problems) return Error.Validation(problems);
        var now = _time.GetUtcNow();
        var assistant = new Assistant { Id = Guid.CreateVersion7(now), CreatedAt = now.UtcDateTime, UpdatedAt = now.UtcDateTime };
        AssistantWriter.Write(input, assistant);
        await using var db = await _databases.CreateDbContextAsync(ct);
        db.Add(assistant);
        if (input.WebhookSecret is not null) await SetSecretAsync(db, assistant, input.WebhookSecret, ct);
        return await SaveAsync(db, assistant, "created", actor, ct);
    }

    /// <returns>The changed assistant, or <c>not_found</c>, <c>validation_failed</c>, <c>forbidden</c>.</returns>
    public async Task<Result<Assistant>> UpdateAsync(Guid id, AssistantPatch patch, Actor actor, CancellationToken ct = default)
    {
        if (_permits.Refusal(actor, Role.Admin, "assistant.update", id) is { } forbidden) return forbidden;
        await using var db = await _databases.CreateDbContextAsync(ct);
        if (await db.Set<Assistant>().FirstOrDefaultAsync(a => a.Id == id, ct) is not { } assistant) return AssistantErrors.NotFound;
        var input = patch.ApplyTo(AssistantWriter.Read(assistant));
        if (_rules.Problems(input) is { Count: > 0 } problems) return Error.Validation(problems);
        AssistantWriter.Write(input, assistant);
        if (patch.WebhookSecret.IsPresent) await SetSecretAsync(db, assistant, patch.WebhookSecret.Value, ct);
        if (!db.ChangeTracker.HasChanges()) return assistant;
        assistant.UpdatedAt = _time.GetUtcNow().UtcDateTime;
        return await SaveAsync(db, assistant, "updated", actor, ct);
    }

    /// <summary>Calls in progress go on; numbers that used the assistant lose it.</summary>
    /// <returns>How many numbers lost their assistant, or <c>not_found</c>, <c>forbidden</c>.</returns>
    public async Task<Result<int>> DeleteAsync(Guid id, Actor actor, CancellationToken ct = default)
    {
        if (_permits.Refusal(actor, Role.Admin, "assistant.delete", id) is { } forbidden) return forbidden;
        await using var db = await _databases.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await db.Set<Assistant>().FirstOrDefaultAsync(a => a.Id == id, ct) is not { } assistant) return AssistantErrors.NotFound;
        var released = await _usage.ReleaseAsync(db, id, ct);
        db.Remove(assistant);
        Write(db, actor, "assistant.delete", assistant, AuditDifference.Of(db.Entry(assistant)) with { After = AuditChange.Facts(new { NumbersReleased = released }).After });
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return AssistantErrors.NotFound; // two at once
        }

        await transaction.CommitAsync(CancellationToken.None);
        await _loader.LoadAsync(CancellationToken.None);
        await _usage.ReleasedAsync(CancellationToken.None);
        _logger.LogInformation("Assistant {AssistantId} deleted by {ActorType} {Actor}", id, actor.Type, actor.Name);
        return released;
    }

    private async Task<Result<Assistant>> SaveAsync(VoiceDockDb db, Assistant assistant, string change, Actor actor, CancellationToken ct)
    {
        Write(db, actor, change == "created" ? "assistant.create" : "assistant.update", assistant, AuditDifference.Of(db.Entry(assistant)));
        await db.SaveChangesAsync(ct);
        await _loader.LoadAsync(CancellationToken.None);
        _logger.LogInformation("Assistant {AssistantId} '{Name}' {Change} by {ActorType} {Actor}", assistant.Id, assistant.Name, change, actor.Type, actor.Name);
        return await FindAsync(assistant.Id, ct) is { } saved ? saved : AssistantErrors.NotFound;
    }

    private void Write(VoiceDockDb db, Actor actor, string action, Assistant assistant, AuditChange change) =>
        _audit.Write(db, actor, action, new AuditObject("assistant", assistant.Id, assistant.Name), change);

    private async Task SetSecretAsync(VoiceDockDb db, Assistant assistant, string? secret, CancellationToken ct)
    {
        var stored = await db.Set<AssistantSecret>().FirstOrDefaultAsync(s => s.AssistantId == assistant.Id, ct);
        assistant.HasWebhookSecret = secret is not null;
        if (secret is null)
        {
            if (stored is not null) db.Remove(stored);
            return;
        }

        assistant.SecretVersion++;
        var blob = _protector.Seal(AssistantSecret.Field, assistant.Id, assistant.SecretVersion, secret);
        if (stored is null) db.Add(new AssistantSecret { AssistantId = assistant.Id, WebhookSecret = blob });
        else stored.WebhookSecret = blob;
    }
}
