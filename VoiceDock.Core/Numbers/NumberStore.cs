using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using VoiceDock.Core.Access;
using VoiceDock.Core.Assistants;
using VoiceDock.Core.Audit;
using VoiceDock.Core.Common;
using VoiceDock.Core.Storage;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Numbers;

/// <summary>Numbers in the database; the directory follows before a change returns. Thread-safe.</summary>
public sealed class NumberStore
{
    // extended result codes: a broken unique index, a reference to a row that is gone
    private const int ConstraintUnique = 2067;
    private const int ConstraintForeignKey = 787;

    private readonly IDbContextFactory<VoiceDockDb> _databases;
    private readonly NumberLoader _loader;
    private readonly NumberRules _rules;
    private readonly Permits _permits;
    private readonly AuditLog _audit;
    private readonly TimeProvider _time;
    private readonly ILogger<NumberStore> _logger;

    internal NumberStore(
        IDbContextFactory<VoiceDockDb> databases, NumberLoader loader, NumberRules rules, Permits permits, AuditLog audit, TimeProvider time,
        ILogger<NumberStore> logger) =>
        (_databases, _loader, _rules, _permits, _audit, _time, _logger) = (databases, loader, rules, permits, audit, time, logger);

    /// <summary>Newest first, with assistant and transfer trunk loaded.</summary>
    public async Task<IReadOnlyList<Number>> ListAsync(CancellationToken ct = default)
    {
        await using var db = await _databases.CreateDbContextAsync(ct);
        return await Whole(db).OrderByDescending(n => n.CreatedAt).ThenBy(n => n.Id).ToListAsync(ct);
    }

    /// <summary>With assistant and transfer trunk loaded.</summary>
    public async Task<Number?> FindAsync(Guid id, CancellationToken ct = default)
    {
        await using var db = await _databases.CreateDbContextAsync(ct);
        return await Whole(db).FirstOrDefaultAsync(n => n.Id == id, ct);
    }

    /// <returns>The new number, or <c>validation_failed</c>, <c>duplicate_number</c>, <c>unknown_assistant</c>, <c>unknown_trunk</c>, <c>forbidden</c>.</returns>
    public async Task<Result<Number>> CreateAsync(NumberInput input, Actor actor, CancellationToken ct = default)
    {
        if (_permits.Refusal(actor, Role.Admin, "number.create") is { } forbidden) return forbidden;
        if (_rules.Problems(input) is { Count: > 0 } problems) return Error.Validation(problems);
        await using var db = await _databases.CreateDbContextAsync(ct);
        if (await db.Set<Number>().AnyAsync(n => n.PhoneNumber == input.PhoneNumber, ct)) return NumberErrors.Duplicate(input.PhoneNumber!);
        if (await FindUnknownAsync(db, input.AssistantId, input.TransferTrunkId, ct) is { } unknown) return unknown;

        var now = _time.GetUtcNow();
        var number = new Number
        {
            Id = Guid.CreateVersion7(now),
            PhoneNumber = input.PhoneNumber!,
            Name = input.Name,
            AssistantId = input.AssistantId,
            TransferTrunkId = input.TransferTrunkId,
            IsActive = input.IsActive ?? true,
            CreatedAt = now.UtcDateTime,
            UpdatedAt = now.UtcDateTime,
        };
        db.Add(number);
        return await SaveAsync(db, number, "created", actor, ct);
    }

    /// <returns>The changed number, or <c>not_found</c>, <c>validation_failed</c>, <c>unknown_assistant</c>, <c>unknown_trunk</c>, <c>forbidden</c>.</returns>
    public async Task<Result<Number>> UpdateAsync(Guid id, NumberPatch patch, Actor actor, CancellationToken ct = default)
    {
        if (_permits.Refusal(actor, Role.Admin, "number.update", id) is { } forbidden) return forbidden;
        await using var db = await _databases.CreateDbContextAsync(ct);
        if (await db.Set<Number>().FirstOrDefaultAsync(n => n.Id == id, ct) is not { } number) return NumberErrors.NotFound;
        if (NumberRules.NameProblem(patch.Name.Value) is { } problem) return Error.Validation([("name", problem)]);
        if (await FindUnknownAsync(db, patch.AssistantId.Value, patch.TransferTrunkId.Value, ct) is { } unknown) return unknown;

        number.Name = patch.Name.Or(number.Name);
        number.AssistantId = patch.AssistantId.Or(number.AssistantId);
        number.TransferTrunkId = patch.TransferTrunkId.Or(number.TransferTrunkId);
        number.IsActive = patch.IsActive.Or(number.IsActive) ?? true;
        if (!db.ChangeTracker.HasChanges()) return (await FindAsync(id, ct))!;
        number.UpdatedAt = _time.GetUtcNow().UtcDateTime;
        return await SaveAsync(db, number, "updated", actor, ct);
    }

    public async Task<Result> DeleteAsync(Guid id, Actor actor, CancellationToken ct = default)
    {
        if (_permits.Refusal(actor, Role.Admin, "number.delete", id) is { } forbidden) return forbidden;
        await using var db = await _databases.CreateDbContextAsync(ct);
        if (await db.Set<Number>().FirstOrDefaultAsync(n => n.Id == id, ct) is not { } number) return NumberErrors.NotFound;
        db.Remove(number);
        Write(db, actor, "number.delete", number);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return NumberErrors.NotFound; // two at once
        }

        await _loader.LoadAsync(CancellationToken.None);
        _logger.LogInformation("Number {NumberId} deleted by {ActorType} {Actor}", id, actor.Type, actor.Name);
        return Result.Ok;
    }

    private async Task<Result<Number>> SaveAsync(VoiceDockDb db, Number number, string change, Actor actor, CancellationToken ct)
    {
        try
        {
            Write(db, actor, change == "created" ? "number.create" : "number.update", number);
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (e.InnerException is SqliteException { SqliteExtendedErrorCode: ConstraintUnique })
        {
            return NumberErrors.Duplicate(number.PhoneNumber); // two at once
        }
        catch (DbUpdateException e) when (e.InnerException is SqliteException { SqliteExtendedErrorCode: ConstraintForeignKey })
        {
            // its trunk or assistant was deleted in this very moment
            if (await FindUnknownAsync(db, number.AssistantId, number.TransferTrunkId, ct) is { } gone) return gone;
            throw;
        }

        await _loader.LoadAsync(CancellationToken.None);
        _logger.LogInformation("Number {NumberId} {PhoneNumber} {Change} by {ActorType} {Actor}", number.Id, number.PhoneNumber, change, actor.Type, actor.Name);
        return await FindAsync(number.Id, ct) is { } saved ? saved : NumberErrors.NotFound;
    }

    private void Write(VoiceDockDb db, Actor actor, string action, Number number) =>
        _audit.Write(db, actor, action, new AuditObject("number", number.Id, number.PhoneNumber), AuditDifference.Of(db.Entry(number)));

    private static async Task<Error?> FindUnknownAsync(VoiceDockDb db, Guid? assistantId, Guid? trunkId, CancellationToken ct)
    {
        if (assistantId is { } a && !await db.Set<Assistant>().AnyAsync(x => x.Id == a, ct)) return NumberErrors.UnknownAssistant;
        return trunkId is { } t && !await db.Set<Trunk>().AnyAsync(x => x.Id == t, ct) ? NumberErrors.UnknownTrunk : null;
    }

    private static IQueryable<Number> Whole(VoiceDockDb db) => db.Set<Number>().AsNoTracking().Include(n => n.Assistant).Include(n => n.TransferTrunk);
}
