using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using VoiceDock.Core.Audit;
using VoiceDock.Core.Common;

namespace VoiceDock.Core.Retention;

/// <summary>Takes away what is older or more than the settings say, a minute after the start and then every hour, and says what it removed.</summary>
internal sealed partial class RetentionJob(
    HistoryRemover history, AuditRemover auditRemover, DeliveryRemover deliveries, AuditLog audit, IOptions<RetentionOptions> options, TimeProvider time, ILogger<RetentionJob> logger)
    : BackgroundService
{
    private static readonly TimeSpan First = TimeSpan.FromMinutes(1), Every = TimeSpan.FromHours(1);

    /// <summary>One run.</summary>
    internal async Task<Removed> RunAsync(CancellationToken ct)
    {
        var keep = options.Value;
        var traces = keep.TraceDays == 0 ? 0 : await history.RemoveTracesAsync(Before(keep.TraceDays), ct);
        var calls = keep.Days == 0 ? 0 : await history.RemoveCallsAsync(Before(keep.Days), ct);
        var entries = keep.AuditDays == 0 ? 0 : await auditRemover.RemoveAsync(Before(keep.AuditDays), ct);
        // Of no weight for the audit log: what was delivered is told elsewhere.
        LogDeliveries(logger, await deliveries.RemoveAsync(ct));
        var large = keep.MaxMegabytes == 0 ? default : await history.RemoveAboveAsync(keep.MaxMegabytes, ct);
        var removed = new Removed(calls + large.Calls, traces + large.Traces, entries, large.Calls + large.Traces);
        if (!removed.IsNothing) await SayAsync(removed, keep);
        return removed;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.Delay(First, time, stoppingToken);
            while (true)
            {
                await TryRunAsync(stoppingToken);
                await Task.Delay(Every, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The end.
        }
    }

    private async Task TryRunAsync(CancellationToken ct)
    {
        try
        {
            await RunAsync(ct);
        }
        catch (DbException e)
        {
            LogFailed(logger, e);
        }
    }

    private async Task SayAsync(Removed removed, RetentionOptions keep)
    {
        LogRemoved(logger, removed.Calls, removed.Traces, removed.AuditEntries, removed.ForSize, keep.MaxMegabytes);
        await audit.NoteAsync(Actor.System, "history.remove", null, AuditChange.Facts(new
        {
            removed.Calls,
            removed.Traces,
            removed.AuditEntries,
            removed.ForSize,
            keep.Days,
            keep.TraceDays,
            keep.AuditDays,
            keep.MaxMegabytes,
        }));
    }

    private DateTime Before(int days) => time.GetUtcNow().UtcDateTime.AddDays(-days);

    [LoggerMessage(LogLevel.Information,
        "Retention removed {Calls} calls, the SIP messages of {Traces} calls and {Entries} audit entries; {ForSize} of the calls and messages because the database held more than {Megabytes} MB.")]
    private static partial void LogRemoved(ILogger logger, int calls, int traces, int entries, int forSize, int megabytes);

    [LoggerMessage(LogLevel.Debug, "Retention removed {Count} webhook deliveries.")]
    private static partial void LogDeliveries(ILogger logger, int count);

    [LoggerMessage(LogLevel.Warning, "Retention could not remove anything at the moment; it tries again in an hour.")]
    private static partial void LogFailed(ILogger logger, Exception e);
}
