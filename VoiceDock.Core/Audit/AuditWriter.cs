using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using VoiceDock.Core.Common;
using VoiceDock.Core.Storage;

namespace VoiceDock.Core.Audit;

/// <summary>Puts the entries nobody waits for on disk, those that have come together in one commit; at the end of the program all that are left.</summary>
internal sealed partial class AuditWriter(
    AuditNotes notes, IDbContextFactory<VoiceDockDb> databases, TimeProvider time, ILogger<AuditWriter> logger) : BackgroundService
{
    private const int MostAtOnce = 500;

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _turn = new(1);
    private readonly List<AuditEntry> _batch = [];
    private int _ended;

    /// <summary>Writes what waits.</summary>
    /// <exception cref="DbUpdateException">The database takes no writes; what waits goes on to wait.</exception>
    internal async Task WriteAsync()
    {
        await _turn.WaitAsync();
        try
        {
            while (Fill())
            {
                await using var db = await databases.CreateDbContextAsync();
                db.AddRange(_batch);
                await db.SaveChangesAsync();
                _batch.Clear();
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        // A host may be stopped more than once, and the second time after its services are gone.
        if (Interlocked.Exchange(ref _ended, 1) != 0) return;
        try
        {
            await WriteAsync();
        }
        catch (Exception e) when (e is DbException or DbUpdateException)
        {
            LogEndedWith(logger, e, _batch.Count + notes.Waiting.Count);
        }
    }

    public override void Dispose()
    {
        base.Dispose();
        _ended = 1;
        _turn.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (await notes.Waiting.WaitToReadAsync(stoppingToken)) await TryWriteAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The end.
        }
    }

    private async Task TryWriteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await WriteAsync();
        }
        catch (Exception e) when (e is DbException or DbUpdateException)
        {
            LogNotWritten(logger, e);
            await Task.Delay(RetryAfter, time, stoppingToken);
        }
    }

    // What a failed write left is taken up again first.
    private bool Fill()
    {
        while (_batch.Count < MostAtOnce && notes.Waiting.TryRead(out var entry)) _batch.Add(entry);
        if (_batch.Count < MostAtOnce && notes.TakeLost() is > 0 and var lost) _batch.Add(Lost(lost));
        return _batch.Count > 0;
    }

    private AuditEntry Lost(long count)
    {
        var now = time.GetUtcNow();
        return new AuditEntry
        {
            Id = Guid.CreateVersion7(now),
            At = now.UtcDateTime,
            ActorType = ActorType.System,
            ActorId = "",
            ActorName = Actor.System.Name,
            Action = "audit.lost",
            After = AuditChange.Facts(new { Entries = count }).After,
        };
    }

    [LoggerMessage(LogLevel.Warning, "Audit entries could not be written; they wait for the database.")]
    private static partial void LogNotWritten(ILogger logger, Exception e);

    [LoggerMessage(LogLevel.Error, "The program ends with {Count} audit entries that the database did not take.")]
    private static partial void LogEndedWith(ILogger logger, Exception e, int count);
}
