using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using VoiceDock.Core.Access;
using VoiceDock.Core.Audit;
using VoiceDock.Core.Common;
using VoiceDock.Core.Security;
using VoiceDock.Core.Storage;

namespace VoiceDock.Core.Keys;

/// <summary>
/// A new data key: from one transaction on it seals every secret that is set, those set before are sealed with it one batch after the other, and
/// the old key is forgotten when no secret names it. All while calls run. Thread-safe; one change of keys at a time.
/// </summary>
public sealed partial class KeyRotation
{
    /// <summary>
    /// How long a secret may be on its way to the database after it was sealed; a key is not forgotten before. A save waits for the database
    /// 5 s at most.
    /// </summary>
    internal static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);

    private readonly KeyGate _gate;
    private readonly DataKeyRing _ring;
    private readonly MasterKeyInUse _master;
    private readonly Resealer _resealer;
    private readonly IDbContextFactory<VoiceDockDb> _databases;
    private readonly TimeProvider _time;
    private readonly Permits _permits;
    private readonly AuditLog _audit;
    private readonly ILogger<KeyRotation> _logger;
    private long? _changedAt;

    internal KeyRotation(
        KeyGate gate, DataKeyRing ring, MasterKeyInUse master, Resealer resealer, IDbContextFactory<VoiceDockDb> databases, TimeProvider time, Permits permits,
        AuditLog audit, ILogger<KeyRotation> logger) =>
        (_gate, _ring, _master, _resealer, _databases, _time, _permits, _audit, _logger) = (gate, ring, master, resealer, databases, time, permits, audit, logger);

    private event Action? Progressed;

    /// <summary>How far a rotation is.</summary>
    public RotationProgress Progress { get; private set; } = RotationProgress.None;

    /// <summary>The progress now and whenever it changes; who reads slowly gets the newest.</summary>
    public async IAsyncEnumerable<RotationProgress> WatchAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var news = Channel.CreateBounded<RotationProgress>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
        void Note() => news.Writer.TryWrite(Progress);
        Progressed += Note;
        try
        {
            Note();
            await foreach (var progress in news.Reader.ReadAllAsync(ct)) yield return progress;
        }
        finally
        {
            Progressed -= Note;
        }
    }

    /// <summary>The key secrets are sealed with now.</summary>
    public async Task<DataKey> FindActiveAsync(CancellationToken ct = default)
    {
        await using var db = await _databases.CreateDbContextAsync(ct);
        return await db.Set<DataKey>().AsNoTracking().SingleAsync(k => k.State == DataKeyState.Active, ct);
    }

    /// <returns>What was sealed anew, or <c>forbidden</c>, <c>storage_unavailable</c>.</returns>
    public async Task<Result<ResealCount>> RotateAsync(Actor actor, CancellationToken ct = default)
    {
        if (_permits.Refusal(actor, Role.Admin, "keys.rotate") is { } refusal) return refusal;
        using var alone = await _gate.EnterAsync(ct);
        try
        {
            await MakeActiveAsync(actor, CancellationToken.None);
        }
        catch (Exception e) when (e is DbException or DbUpdateException)
        {
            return KeyErrors.NotStored(e.GetBaseException().Message);
        }

        try
        {
            // Half a rotation is no state to stop in because somebody closed a page.
            var count = await ResealAsync(CancellationToken.None);
            LogRotated(_logger, count.Resealed, count.Unreadable, actor.Name);
            return count;
        }
        catch (DbException e)
        {
            LogUnfinished(_logger, e);
            return KeyErrors.NotFinished(e.Message);
        }
    }

    /// <summary>Seals what a rotation that was cut off has left, and forgets data keys that no secret names.</summary>
    /// <returns>True when one data key is left.</returns>
    /// <exception cref="DbException">The database takes no writes now.</exception>
    internal async Task<bool> FinishAsync(CancellationToken ct)
    {
        using var alone = await _gate.EnterAsync(ct);
        await using var db = await _databases.CreateDbContextAsync(ct);
        if (await db.Set<DataKey>().CountAsync(ct) == 1) return true;
        await ResealAsync(ct);
        return (_changedAt is not { } at || _time.GetElapsedTime(at) >= Grace) && ForgetUnused();
    }

    /// <summary>For a process that has the data folder to itself: nothing is on its way to the database.</summary>
    public Task<bool> FinishAloneAsync(CancellationToken ct)
    {
        _changedAt = null;
        return FinishAsync(ct);
    }

    private async Task MakeActiveAsync(Actor actor, CancellationToken ct)
    {
        var fresh = DataKeyRing.Create(_master.Key, _time.GetUtcNow().UtcDateTime);
        await using var db = await _databases.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var rows = await db.Set<DataKey>().ToListAsync(ct);
        foreach (var row in rows) row.State = DataKeyState.Retiring;
        db.Add(fresh);
        _audit.Write(db, actor, "keys.rotate", new AuditObject("keys", Name(fresh.Id), "data key"), AuditChange.Of(new { DataKey = Name(_ring.ActiveId) }, new { DataKey = Name(fresh.Id) }));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        _ring.Load(_master.Key, [.. rows, fresh]);
        _changedAt = _time.GetTimestamp();
    }

    private async Task<ResealCount> ResealAsync(CancellationToken ct)
    {
        try
        {
            return await Task.Run(() => _resealer.RunAsync((done, total) => Report(new RotationProgress(true, done, total)), ct), ct);
        }
        finally
        {
            Report(Progress with { IsRunning = false });
        }
    }

    private bool ForgetUnused()
    {
        var forgotten = _resealer.ForgetUnused(out var left);
        if (forgotten > 0) LogForgotten(_logger, forgotten);
        return left == 1;
    }

    private static string Name(long id) => id.ToString("x16", CultureInfo.InvariantCulture);

    private void Report(RotationProgress progress)
    {
        Progress = progress;
        Progressed?.Invoke();
    }

    [LoggerMessage(LogLevel.Information, "The data key was rotated by {Actor}: {Resealed} secrets sealed anew, {Unreadable} unreadable ones left as they are.")]
    private static partial void LogRotated(ILogger logger, int resealed, int unreadable, string actor);

    [LoggerMessage(LogLevel.Warning, "The rotation of the data key was cut off; it goes on within a minute.")]
    private static partial void LogUnfinished(ILogger logger, Exception e);

    [LoggerMessage(LogLevel.Information, "{Count} data keys that no secret is sealed with any more were forgotten.")]
    private static partial void LogForgotten(ILogger logger, int count);
}
