using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using VoiceDock.Core.Security;

namespace VoiceDock.Core.Storage;

/// <summary>Writes down, once a minute and at the end, how often the data key was used; rotation is judged by it.</summary>
internal sealed partial class DataKeyUses(
    DataKeyRing ring, IDbContextFactory<VoiceDockDb> databases, TimeProvider time, ILogger<DataKeyUses> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1), time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await WriteAsync(CancellationToken.None);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await WriteAsync(CancellationToken.None);
        }
    }

    internal async Task WriteAsync(CancellationToken ct)
    {
        var uses = ring.TakeUses();
        if (uses == 0) return;
        try
        {
            await using var db = await databases.CreateDbContextAsync(ct);
            await db.Set<DataKey>().Where(k => k.Id == ring.ActiveId).ExecuteUpdateAsync(set => set.SetProperty(k => k.Uses, k => k.Uses + uses), ct);
        }
        catch (DbException e)
        {
            // A locked database or a full disk must not end the program over a counter; the next minute tries again.
            ring.PutBackUses(uses);
            LogNotWritten(logger, e);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The use count of the data key could not be written; it is kept for the next try.")]
    private static partial void LogNotWritten(ILogger logger, Exception e);
}
