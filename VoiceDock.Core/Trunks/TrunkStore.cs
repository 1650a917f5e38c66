using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using VoiceDock.Core.Access;
using VoiceDock.Core.Audit;
using VoiceDock.Core.Common;
using VoiceDock.Core.Storage;

namespace VoiceDock.Core.Trunks;

/// <summary>Trunks in the database. One change at a time; the directory and the credentials follow before a change returns. Thread-safe.</summary>
public sealed class TrunkStore : IDisposable
{
    private readonly SemaphoreSlim _change = new(1);
    private readonly IDbContextFactory<VoiceDockDb> _databases;
    private readonly TrunkLoader _loader;
    private readonly TrunkDirectory _directory;
    private readonly TrunkChecks _checks;
    private readonly TrunkSecrets _secrets;
    private readonly ITrunkUsage _usage;
    private readonly Permits _permits;
    private readonly AuditLog _audit;
    private readonly TimeProvider _time;
    private readonly ILogger<TrunkStore> _logger;

    internal TrunkStore(
        IDbContextFactory<VoiceDockDb> databases, TrunkLoader loader, TrunkDirectory directory, TrunkChecks checks, TrunkSecrets secrets,
        ITrunkUsage usage, Permits permits, AuditLog audit, TimeProvider time, ILogger<TrunkStore> logger)
    {
        (_databases, _loader, _directory, _checks, _secrets) = (databases, loader, directory, checks, secrets);
        (_usage, _permits, _audit, _time, _logger) = (usage, permits, audit, time, logger);
    }

    private DateTime Now => _time.GetUtcNow().UtcDateTime;

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<Trunk>> ListAsync(CancellationToken ct = default)
    {
        await using var db = await _databases.CreateDbContextAsync(ct);
        return await db.Set<Trunk>().AsNoTracking().OrderByDescending(t => t.CreatedAt).ThenBy(t => t.Id).ToListAsync(ct);
    }

    public async Task<Trunk?> FindAsync(Guid id, CancellationToken ct = default)
    {
        await using var db = await _databases.CreateDbContextAsync(ct);
        return await db.Set<Trunk>().AsNoTracking().FirstOrDefaultAsync(t => t.Id == id, ct);
    }

    /// <summary>How many numbers transfer over each trunk; trunks without numbers are absent.</summary>
    public async Task<IReadOnlyDictionary<Guid, int>> CountNumbersAsync(CancellationToken ct = default)
    {
        await using var db = await _databases.CreateDbContextAsync(ct);
        return await _usage.CountAsync(db, ct);
    }

    /// <returns>The new trunk, or <c>validation_failed</c>, <c>target_refused</c> or <c>forbidden</c>.</returns>
    public Task<Result<Trunk>> CreateAsync(TrunkInput input, Actor actor, CancellationToken ct = default) =>
        Refusal(actor, "trunk.create") is { } refusal ? Task.FromResult<Result<Trunk>>(refusal) : CreateAsync(input, actor, isPractice: false, ct);

    /// <summary>As <see cref="CreateAsync(TrunkInput, Actor, CancellationToken)"/>, for the practice PBX on loopback.</summary>
    internal Task<Result<Trunk>> CreatePracticeAsync(TrunkInput input, CancellationToken ct = default) =>
        CreateAsync(input, Actor.System, isPractice: true, ct);

    /// <returns>
    /// The changed trunk, or <c>not_found</c>, <c>validation_failed</c>, <c>target_refused</c>, <c>password_required</c>, <c>unknown_trunk</c>, <c>backup_cycle</c>,
    /// <c>forbidden</c>.
    /// </returns>
    public Task<Result<Trunk>> UpdateAsync(Guid id, TrunkPatch patch, Actor actor, CancellationToken ct = default) => ChangeAsync(async db =>
    {
        if (Refusal(actor, "trunk.update", id) is { } forbidden) return forbidden;
        if (await db.Set<Trunk>().FirstOrDefaultAsync(t => t.Id == id, ct) is not { } trunk) return TrunkErrors.NotFound;
        var input = patch.ApplyTo(TrunkInput.From(trunk));
        if (_checks.OnUpdate(trunk, patch, input) is { } refusal) return refusal;

        // a learnt realm belongs to the host it was learnt from
        if (trunk.RealmIsLearnt && input.Realm == trunk.Realm && TrunkWriter.Normalised(input.Host) != trunk.Host) input.Realm = null;
        TrunkWriter.Write(input, trunk);
        if (patch.Password.IsPresent) await _secrets.SetAsync(db, trunk, patch.Password.Value, actor, Now, ct);
        if (patch.RegistrationPassword.IsPresent) await _secrets.SetRegistrationAsync(db, trunk, patch.RegistrationPassword.Value, ct);
        if (!db.ChangeTracker.HasChanges()) return new Written(trunk.Id, null);
        trunk.UpdatedAt = Now;
        return new Written(trunk.Id, TrunkChangeKind.Updated);
    }, actor, ct);

    /// <summary>Running transfers finish; numbers that used the trunk, and trunks whose backup it was, lose it.</summary>
    /// <returns>How many numbers lost their transfer trunk, or <c>not_found</c>, <c>forbidden</c>.</returns>
    public async Task<Result<int>> DeleteAsync(Guid id, Actor actor, CancellationToken ct = default)
    {
        if (Refusal(actor, "trunk.delete", id) is { } forbidden) return forbidden;
        Trunk? deleted;
        int released;
        await _change.WaitAsync(ct);
        try
        {
            await using var db = await _databases.CreateDbContextAsync(ct);
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            deleted = await db.Set<Trunk>().FirstOrDefaultAsync(t => t.Id == id, ct);
            if (deleted is null) return TrunkErrors.NotFound;
            released = await _usage.ReleaseAsync(db, id, ct);
            await db.Set<Trunk>().Where(t => t.BackupTrunkId == id)
                .ExecuteUpdateAsync(set => set.SetProperty(t => t.BackupTrunkId, (Guid?)null).SetProperty(t => t.UpdatedAt, Now), ct);
            db.Remove(deleted);
            Write(db, actor, "trunk.delete", deleted, AuditDifference.Of(db.Entry(deleted)) with { After = AuditChange.Facts(new { NumbersReleased = released }).After });
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(CancellationToken.None);
            await _loader.LoadAsync(CancellationToken.None);
            await _usage.ReleasedAsync(CancellationToken.None);
        }
        finally
        {
            _change.Release();
        }

        Announce(TrunkChangeKind.Deleted, deleted, actor);
        return released;
    }

    /// <summary>Pins the realm of the first successful digest, unless one is set or the trunk has moved to another host meanwhile.</summary>
    /// <param name="used">The trunk as it was used.</param>
    internal Task LearnRealmAsync(Trunk used, string realm, CancellationToken ct = default) => ChangeAsync(async db =>
    {
        var trunk = await db.Set<Trunk>().FirstOrDefaultAsync(t => t.Id == used.Id, ct);
        if (trunk is null || trunk.Realm is not null || trunk.Host != used.Host || FieldText.Line(realm, 128) is not null) return TrunkErrors.NotFound;
        trunk.Realm = realm;
        trunk.RealmIsLearnt = true;
        return new Written(trunk.Id, TrunkChangeKind.Updated);
    }, Actor.System, ct);

    public void Dispose() => _change.Dispose();

    private Task<Result<Trunk>> CreateAsync(TrunkInput input, Actor actor, bool isPractice, CancellationToken ct) => ChangeAsync(async db =>
    {
        if (_checks.OnCreate(input) is { } refusal) return refusal;

        var now = _time.GetUtcNow();
        var trunk = new Trunk { Id = Guid.CreateVersion7(now), IsPractice = isPractice, CreatedAt = now.UtcDateTime, UpdatedAt = now.UtcDateTime };
        TrunkWriter.Write(input, trunk);
        db.Add(trunk);
        if (input.Password is { } password) await _secrets.SetAsync(db, trunk, password, actor, trunk.CreatedAt, ct);
        if (input.RegistrationPassword is { } registration) await _secrets.SetRegistrationAsync(db, trunk, registration, ct);
        return new Written(trunk.Id, TrunkChangeKind.Created);
    }, actor, ct);

    private async Task<Result<Trunk>> ChangeAsync(Func<VoiceDockDb, Task<Result<Written>>> write, Actor actor, CancellationToken ct)
    {
        Result<Written> written;
        await _change.WaitAsync(ct);
        try
        {
            await using var db = await _databases.CreateDbContextAsync(ct);
            written = await write(db);
            if (!written.IsOk) return written.Error;
            if (written.Value.Kind is not null) WriteChange(db, actor, written.Value.Id);
            await db.SaveChangesAsync(ct);
            await _loader.LoadAsync(CancellationToken.None);
        }
        finally
        {
            _change.Release();
        }

        var trunk = _directory.Find(written.Value.Id);
        if (trunk is null) return TrunkErrors.NotFound; // deleted by somebody else right after
        if (written.Value.Kind is { } kind) Announce(kind, trunk, actor);
        return trunk;
    }

    // In the transaction of the change itself.
    private void WriteChange(VoiceDockDb db, Actor actor, Guid id)
    {
        var row = db.ChangeTracker.Entries<Trunk>().Single(e => e.Entity.Id == id);
        Write(db, actor, row.State == EntityState.Added ? "trunk.create" : "trunk.update", row.Entity, AuditDifference.Of(row));
    }

    private void Write(VoiceDockDb db, Actor actor, string action, Trunk trunk, AuditChange change) =>
        _audit.Write(db, actor, action, new AuditObject("trunk", trunk.Id, trunk.Name), change);

    private void Announce(TrunkChangeKind kind, Trunk trunk, Actor actor)
    {
        _logger.LogInformation("Trunk {TrunkId} '{Name}' {Change} by {ActorType} {Actor}", trunk.Id, trunk.Name, WireName.Of(kind), actor.Type, actor.Name);
        _directory.Announce(new TrunkChange(kind, trunk));
    }

    private Error? Refusal(Actor actor, string command, Guid? id = null) => _permits.Refusal(actor, Role.Admin, command, id);

    private readonly record struct Written(Guid Id, TrunkChangeKind? Kind);
}
