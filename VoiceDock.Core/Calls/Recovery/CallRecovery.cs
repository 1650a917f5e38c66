using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using VoiceDock.Core.Calls.History;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Storage;

namespace VoiceDock.Core.Calls.Recovery;

/// <summary>At the start: calls and transfers that an earlier process left open are closed as <c>process_crash</c>.</summary>
public sealed class CallRecovery(IDbContextFactory<VoiceDockDb> databases, CallJournal journal, TimeProvider time, ILogger<CallRecovery> log) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var cut = await db.Set<CallRecord>().Include(c => c.Transfers).Where(c => c.EndedAt == null && c.BootId != journal.BootId).ToListAsync(cancellation);
        foreach (var call in cut)
            Close(call);
        await db.SaveChangesAsync(cancellation);
        if (cut.Count > 0)
            log.LogWarning("{Count} calls were cut off when VoiceDock last stopped; they are closed as process_crash", cut.Count);
    }

    public Task StopAsync(CancellationToken cancellation) => Task.CompletedTask;

    private void Close(CallRecord call)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var end = CallEndReasons.Crash;
        call.Version++;
        call.State = call.AnsweredAt is null ? CallState.Failed : CallState.EndedWithError;
        (call.EndVerdict, call.EndReason, call.EndSentence) = (end.Verdict, end.Reason, end.Sentence);
        // The last sign of life is nearer to the truth than the time of the restart.
        call.EndedAt = call.UpdatedAt;
        call.UpdatedAt = now;
        foreach (var transfer in call.Transfers.Where(t => t.EndedAt is null))
        {
            transfer.State = TransferState.Failed;
            transfer.Reason = TransferReasons.ProcessCrash.Slug;
            transfer.Explanation = TransferReasons.ProcessCrash.Explanation;
            transfer.CallerWith = CallerWith.Gone;
            transfer.EndedAt = call.EndedAt;
        }
    }
}
