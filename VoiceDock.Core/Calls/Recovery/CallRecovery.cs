using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using VoiceDock.Core.Assistants;
using VoiceDock.Core.Calls.History;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Storage;

namespace VoiceDock.Core.Calls.Recovery;

/// <summary>At the start: calls and transfers that an earlier process left open are closed as <c>process_crash</c>.</summary>
public sealed class CallRecovery(
    IDbContextFactory<VoiceDockDb> databases, CallJournal journal, AssistantDirectory assistants, TimeProvider time, ILogger<CallRecovery> log, ICallOutbox? outbox = null)
    : IHostedService
{
    public async Task StartAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var cut = await db.Set<CallRecord>().Include(c => c.Transfers).Include(c => c.Messages).AsSplitQuery().Where(c => c.EndedAt == null && c.BootId != journal.BootId).ToListAsync(cancellation);
        var before = cut.Select(CallRecords.Read).ToList();
        foreach (var call in cut)
            Close(call);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.SaveChangesAsync(cancellation);
        Tell(db, before, [.. cut.Select(CallRecords.Read)]);
        await transaction.CommitAsync(cancellation);
        outbox?.Committed();
        if (cut.Count > 0)
            log.LogWarning("{Count} calls were cut off when VoiceDock last stopped; they are closed as process_crash", cut.Count);
    }

    public Task StopAsync(CancellationToken cancellation) => Task.CompletedTask;

    private void Tell(VoiceDockDb db, IReadOnlyList<CallView> before, IReadOnlyList<CallView> now)
    {
        if (outbox is null || now.Count == 0)
            return;
        using var writer = outbox.Open(db);
        for (var at = 0; at < now.Count; at++)
        {
            if (outbox.Of(before[at], now[at], now[at].AssistantId is { } id ? assistants.Find(id) : null) is { } news)
                writer.Write(news);
        }
    }

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
