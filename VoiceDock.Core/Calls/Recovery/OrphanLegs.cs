using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using VoiceDock.Core.Calls.History;
using VoiceDock.Core.Storage;

namespace VoiceDock.Core.Calls.Recovery;

/// <summary>
/// Once after the start: the far ends of legs that an earlier process left up are told by a BYE that the call is over. Each is told once, and
/// forgotten whatever comes of it; only what a stop of the program interrupts is told at the next start.
/// </summary>
internal sealed class OrphanLegs(
    IDbContextFactory<VoiceDockDb> databases, CallJournal journal, IOrphanByes byes, TimeProvider time, ILogger<OrphanLegs> log) : BackgroundService
{
    // A hundred a second: no PBX takes that for a flood, and a thousand calls are over in twenty seconds.
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await EndAllAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            log.LogInformation("Stopped before every far end was told of calls that were cut off; the next start goes on");
        }
        catch (Exception fault)
        {
            log.LogError(fault, "The far ends of calls that were cut off could not be told");
        }
    }

    private async Task EndAllAsync(CancellationToken stopping)
    {
        var orphans = await ReadAsync(stopping);
        if (orphans.Count == 0)
            return;
        List<Task<bool>> ends = [];
        foreach (var leg in orphans)
        {
            ends.Add(EndAsync(leg, stopping));
            await Task.Delay(Pace, time, stopping);
        }
        var told = (await Task.WhenAll(ends)).Count(t => t);
        log.LogInformation("{Told} of {Count} far ends were told that their calls had been cut off", told, orphans.Count);
    }

    private async Task<IReadOnlyList<LegDialog>> ReadAsync(CancellationToken stopping)
    {
        await using var db = await databases.CreateDbContextAsync(stopping);
        return await db.Set<LegDialog>().AsNoTracking().Where(d => d.BootId != journal.BootId).OrderBy(d => d.Id).ToListAsync(stopping);
    }

    private async Task<bool> EndAsync(LegDialog leg, CancellationToken stopping)
    {
        var problem = await TryEndAsync(leg, stopping);
        if (problem is not null)
            log.LogWarning("Call {CallId} was cut off and its far end {Peer} may not know it: {Problem}", leg.CallId, leg.Peer, problem);
        journal.Dialogs.Forget(leg.Id);
        return problem is null;
    }

    // One that cannot be ended, such as a damaged row, keeps no other from being told.
    private async Task<string?> TryEndAsync(LegDialog leg, CancellationToken stopping)
    {
        try
        {
            return await byes.EndAsync(leg, stopping);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return fault.Message;
        }
    }
}
