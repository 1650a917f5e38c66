using System.Data.Common;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using VoiceDock.Core.Access;
using VoiceDock.Core.Audit;
using VoiceDock.Core.Common;
using VoiceDock.Core.Security;
using VoiceDock.Core.Storage;

namespace VoiceDock.Core.Keys;

/// <summary>
/// A new master key. It is written to a file of its own first, then one transaction puts every wrapped key under it, opens them all with what was
/// read back from that file, and commits; only then the files change places. At every moment in between, the key that fits lies on the disk, where
/// the next start looks. Thread-safe; one change of keys at a time.
/// </summary>
public sealed partial class MasterKeyChange
{
    private readonly KeyGate _gate;
    private readonly MasterKeyInUse _master;
    private readonly PreparedStorage _storage;
    private readonly IDbContextFactory<VoiceDockDb> _databases;
    private readonly Permits _permits;
    private readonly AuditLog _audit;
    private readonly ILogger<MasterKeyChange> _logger;

    internal MasterKeyChange(KeyGate gate, MasterKeyInUse master, PreparedStorage storage, IDbContextFactory<VoiceDockDb> databases, Permits permits, AuditLog audit,
        ILogger<MasterKeyChange> logger) =>
        (_gate, _master, _storage, _databases, _permits, _audit, _logger) = (gate, master, storage, databases, permits, audit, logger);

    /// <param name="newFile">Absolute path of a file to be made, which the next start is told of; null replaces the file in use.</param>
    /// <returns>What was done, or <c>forbidden</c>, <c>no_key_file</c>, <c>file_exists</c>, <c>file_not_written</c>, <c>storage_unavailable</c>; then nothing was changed.</returns>
    public async Task<Result<RewrapOutcome>> RewrapAsync(string? newFile, Actor actor, CancellationToken ct = default)
    {
        if (_permits.Refusal(actor, Role.Admin, "keys.rewrap") is { } refusal) return refusal;
        using var alone = await _gate.EnterAsync(ct);
        if (newFile is null && _storage.KeyPlace.File is null) return KeyErrors.NoKeyFile;
        if (newFile is not null && File.Exists(newFile)) return KeyErrors.FileExists(newFile);
        var waiting = newFile ?? MasterKeyFile.PendingPath(_storage.KeyPlace.File!);
        MasterKey fresh;
        try
        {
            // One that a change before has left; the database runs under another key.
            if (newFile is null) File.Delete(waiting);
            MasterKeyFile.Write(waiting, MasterKey.Generate());
            fresh = MasterKeyFile.Read(waiting, groupMayRead: false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return KeyErrors.FileNotWritten(waiting, e.Message);
        }

        if (await StoreAsync(fresh, actor) is { } why)
        {
            File.Delete(waiting);
            return KeyErrors.NotStored(why);
        }

        _master.Key = fresh;
        return Settle(fresh, newFile, actor);
    }

    /// <returns>Null when the database runs under the new key from now on, else why it does not.</returns>
    private async Task<string?> StoreAsync(MasterKey fresh, Actor actor)
    {
        try
        {
            await using var db = await _databases.CreateDbContextAsync();
            await using var transaction = await db.Database.BeginTransactionAsync();
            var before = _master.Key;
            var check = await db.Set<KeyCheck>().SingleAsync();
            var instance = InstanceKey.Open(before, check.Instance);
            (check.MasterId, check.Value, check.Instance) = (fresh.Id, fresh.CheckValue, InstanceKey.Rewrap(before, fresh, check.Instance));
            foreach (var row in await db.Set<DataKey>().ToListAsync()) DataKeyRing.Rewrap(row, before, fresh);
            _audit.Write(db, actor, "keys.rewrap", new AuditObject("keys", fresh.Id, "master key"), AuditChange.Of(new { MasterKey = before.Id }, new { MasterKey = fresh.Id }));
            await db.SaveChangesAsync();
            await VerifyAsync(db, fresh, instance);
            await transaction.CommitAsync();
            return null;
        }
        catch (Exception e) when (e is DbException or DbUpdateException or CryptographicException)
        {
            return await IsStoredAsync(fresh) ? null : e.GetBaseException().Message;
        }
    }

    // What will be read at the next start, before it counts.
    private static async Task VerifyAsync(VoiceDockDb db, MasterKey fresh, InstanceKey instance)
    {
        db.ChangeTracker.Clear();
        var check = await db.Set<KeyCheck>().AsNoTracking().SingleAsync();
        _ = new DataKeyRing(fresh, await db.Set<DataKey>().AsNoTracking().ToListAsync());
        if (!MasterKeySource.Matches(fresh, check.Value) || !InstanceKey.Open(fresh, check.Instance).IsSameAs(instance))
            throw new CryptographicException("The keys do not open with the new master key.");
    }

    // A commit that failed may still have taken place: the key that fits must not be thrown away.
    private async Task<bool> IsStoredAsync(MasterKey fresh)
    {
        await using var db = await _databases.CreateDbContextAsync();
        return MasterKeySource.Matches(fresh, (await db.Set<KeyCheck>().AsNoTracking().SingleAsync()).Value);
    }

    private RewrapOutcome Settle(MasterKey fresh, string? newFile, Actor actor)
    {
        LogRewrapped(_logger, fresh.Id, actor.Name);
        if (newFile is not null)
        {
            _storage.KeyPlace = MasterKeySource.PlaceOf(newFile, _storage.Folder);
            return new RewrapOutcome(fresh.Id, newFile, null, MustBeNamed: true);
        }

        var file = _storage.KeyPlace.File!;
        try
        {
            return new RewrapOutcome(fresh.Id, file, MasterKeyFile.Swap(file), MustBeNamed: false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The database has the new key, and the next start finds it where it waits.
            LogNotSettled(_logger, e, MasterKeyFile.PendingPath(file), file);
            return new RewrapOutcome(fresh.Id, MasterKeyFile.PendingPath(file), file, MustBeNamed: false);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The new master key is in use and lies in {Waiting}; it could not be moved to {File}. The next start tries again: do not remove it.")]
    private static partial void LogNotSettled(ILogger logger, Exception e, string waiting, string file);

    [LoggerMessage(LogLevel.Information, "The master key was changed by {Actor}; the new one is {MasterId}.")]
    private static partial void LogRewrapped(ILogger logger, string masterId, string actor);
}
