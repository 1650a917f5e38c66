using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace VoiceDock.Core.Keys;

/// <summary>Finishes at the start what a rotation before it has left, and forgets old data keys, looking once a minute.</summary>
internal sealed partial class KeyKeeper(KeyRotation rotation, TimeProvider time, ILogger<KeyKeeper> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var timer = new PeriodicTimer(Every, time);
        try
        {
            do await LookAsync(stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The end; the next start goes on.
        }
    }

    private async Task LookAsync(CancellationToken ct)
    {
        try
        {
            await rotation.FinishAsync(ct);
        }
        catch (DbException e)
        {
            // A locked database or a full disk: nothing is lost, the old key opens what it sealed, and the next minute tries again.
            LogNotFinished(logger, e);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Secrets could not be sealed with the newest data key; it is tried again in a minute.")]
    private static partial void LogNotFinished(ILogger logger, Exception e);
}
