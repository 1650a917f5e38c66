using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using VoiceDock.Core.Audit;
using VoiceDock.Core.Common;
using VoiceDock.Core.Security;
using VoiceDock.Core.Storage;

namespace VoiceDock.Core.Keys;

/// <summary>A reset that was looked into and waits for its confirmation. Disposing gives the folder free.</summary>
public sealed class ReadyReset : IDisposable
{
    private readonly DataFolder _folder;
    private readonly DatabaseFile _file;
    private readonly MasterKeySource _source;
    private readonly MasterKey? _given;
    private readonly bool _isBroken;
    private readonly IReadOnlyList<SealedColumn> _columns;
    private readonly IReadOnlyList<LostKeyStep> _steps;
    private readonly AuditLog _audit;
    private readonly TimeProvider _time;

    internal ReadyReset(
        DataFolder folder, MasterKeySource source, (MasterKey? Given, bool IsBroken) key, IReadOnlyList<SealedColumn> columns, IReadOnlyList<LostKeyStep> steps, AuditLog audit,
        TimeProvider time)
    {
        (_folder, _file, _source, _given, _isBroken) = (folder, new DatabaseFile(folder.Database), source, key.Given, key.IsBroken);
        (_columns, _steps, _audit, _time) = (columns, steps, audit, time);
    }

    public string Folder => _folder.Path;

    /// <summary>How many passwords and the like are given up.</summary>
    public int CountSecrets()
    {
        using var connection = _file.Open();
        return SecretCensus.Take(connection, _columns, null).Total;
    }

    /// <summary>Copies the database, then gives up what the lost key guarded, in one transaction.</summary>
    /// <exception cref="StartupException">The copy or the new key cannot be written; nothing was changed.</exception>
    public ResetOutcome Apply()
    {
        var now = _time.GetUtcNow();
        var copy = $"{_file.Path}.before-reset-{now:yyyyMMdd-HHmmssfff}";
        try
        {
            _file.CopyTo(copy);
            var key = _given ?? NewKey(now);
            var upgrade = new DatabaseUpgrade(_file, _time);
            upgrade.Run(hasData: true, db => Forget(db, upgrade, key, now.UtcDateTime));
            return new ResetOutcome(key.Id, _source.Place.File, copy);
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException or DbUpdateException)
        {
            throw new StartupException(ExitCodes.CannotStart, $"The keys were not reset: {e.GetBaseException().Message} Nothing was changed.", e);
        }
    }

    public void Dispose() => _folder.Dispose();

    // One that is given and fits nothing is meant for this database from now on.
    private MasterKey NewKey(DateTimeOffset now)
    {
        if (_isBroken) File.Move(_source.Place.File!, $"{_source.Place.File}.unusable-{now:yyyyMMdd-HHmmss}");
        return _source.Generate();
    }

    private OpenedKeys Forget(VoiceDockDb db, DatabaseUpgrade upgrade, MasterKey key, DateTime now)
    {
        using var transaction = db.Database.BeginTransaction();
        foreach (var table in _columns.Select(c => c.Table).Distinct()) Execute(db, $"DELETE FROM {table}", now);
        foreach (var step in _steps) Execute(db, step.Sql, now);
        Execute(db, "DELETE FROM data_protection_keys", now);
        Execute(db, "DELETE FROM data_keys", now);
        Execute(db, "DELETE FROM key_check", now);
        _audit.Write(db, Actor.CommandLine, "keys.reset", new AuditObject("keys", key.Id, "master key"), AuditChange.Facts(new { MasterKey = key.Id }));
        var keys = upgrade.EnsureKeys(db, key);
        transaction.Commit();
        return keys;
    }

    private static void Execute(VoiceDockDb db, string sql, DateTime now) => db.Database.ExecuteSqlRaw(sql, new SqliteParameter("@now", now));
}
