using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Storage;

namespace VoiceDock.Core.Calls.History;

/// <summary>
/// Writes calls to the database behind their back: the newest state of each call, in batches, in one writer. The one exception is the row of a
/// new transfer, which is on disk before its INVITE leaves. While the database is away, states wait in memory (one per call) and are written
/// when it is back.
/// </summary>
public sealed class CallJournal(IDbContextFactory<VoiceDockDb> databases, TimeProvider time, ILogger<CallJournal> log) : BackgroundService
{
    private static readonly TimeSpan BatchEvery = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<Guid, CallView> _waiting = [];
    private readonly SemaphoreSlim _wake = new(0, 1);
    private readonly SemaphoreSlim _writer = new(1, 1);

    /// <summary>Marks the rows of this start of the program.</summary>
    public Guid BootId { get; } = Guid.CreateVersion7(time.GetUtcNow());

    /// <summary>False while the last write failed; the health endpoint shows it.</summary>
    public bool IsHealthy { get; private set; } = true;

    /// <summary>Takes the newest state of a call; never waits.</summary>
    public void Save(CallView call)
    {
        _waiting[call.Id] = call;
        Wake();
    }

    /// <summary>Writes a new transfer now. False when the database did not take it within its time limit; nothing may be dialled then.</summary>
    public async Task<bool> SaveTransferAsync(TransferView transfer, CancellationToken cancellation)
    {
        await _writer.WaitAsync(cancellation);
        try
        {
            await using var db = await databases.CreateDbContextAsync(cancellation);
            await WriteCallAsync(db, transfer.CallId, cancellation);
            if (db.Set<TransferRecord>().Local.All(t => t.Id != transfer.Id))
            {
                var row = new TransferRecord();
                CallRecords.Write(transfer, row);
                db.Add(row);
            }
            await db.SaveChangesAsync(cancellation);
            return IsHealthy = true;
        }
        catch (DbUpdateException fault)
        {
            log.LogError(fault, "The transfer {TransferId} could not be stored; nothing is dialled", transfer.Id);
            return IsHealthy = false;
        }
        catch (Microsoft.Data.Sqlite.SqliteException fault)
        {
            log.LogError(fault, "The transfer {TransferId} could not be stored; nothing is dialled", transfer.Id);
            return IsHealthy = false;
        }
        finally
        {
            _writer.Release();
        }
    }

    /// <summary>Writes all that waits; for shutdown and tests.</summary>
    public async Task FlushAsync(CancellationToken cancellation)
    {
        while (!_waiting.IsEmpty)
            await WriteBatchAsync(cancellation);
    }

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await _wake.WaitAsync(stopping);
                await Task.Delay(BatchEvery, time, stopping);
                await WriteBatchAsync(stopping);
                IsHealthy = true;
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                IsHealthy = false;
                log.LogError(fault, "The call history cannot be written at the moment; {Count} calls wait", _waiting.Count);
                await Task.Delay(RetryAfter, time, CancellationToken.None);
                Wake();
            }
        }
    }

    public override async Task StopAsync(CancellationToken cancellation)
    {
        await base.StopAsync(cancellation);
        await FlushAsync(cancellation);
    }

    private async Task WriteBatchAsync(CancellationToken cancellation)
    {
        await _writer.WaitAsync(cancellation);
        var batch = _waiting.ToArray();
        try
        {
            await using var db = await databases.CreateDbContextAsync(cancellation);
            var ids = batch.Select(b => b.Key).ToList();
            var rows = await db.Set<CallRecord>().Include(c => c.Transfers).Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, cancellation);
            foreach (var (id, view) in batch)
                Apply(db, rows.GetValueOrDefault(id), view);
            await db.SaveChangesAsync(cancellation);
            foreach (var written in batch)
                _waiting.TryRemove(written);
        }
        finally
        {
            _writer.Release();
        }
    }

    private void Apply(VoiceDockDb db, CallRecord? row, CallView view)
    {
        if (row is null)
            db.Add(row = new CallRecord { Id = view.Id });
        else if (row.Version > view.Version)
            return;
        CallRecords.Write(view, row, BootId);
        foreach (var transfer in view.Transfers)
        {
            var stored = row.Transfers.FirstOrDefault(t => t.Id == transfer.Id);
            if (stored is null)
            {
                stored = new TransferRecord();
                CallRecords.Write(transfer, stored);
                db.Add(stored);
                continue;
            }
            CallRecords.Write(transfer, stored);
        }
    }

    // What waits of the call goes along: a transfer can come before its call's first row, and a retry before the end of the transfer it follows,
    // and the database allows one open transfer per call.
    private async Task WriteCallAsync(VoiceDockDb db, Guid callId, CancellationToken cancellation)
    {
        var row = await db.Set<CallRecord>().Include(c => c.Transfers).FirstOrDefaultAsync(c => c.Id == callId, cancellation);
        if (_waiting.TryGetValue(callId, out var view))
            Apply(db, row, view);
        else if (row is null)
            db.Add(new CallRecord { Id = callId });
    }

    private void Wake()
    {
        if (_wake.CurrentCount == 0)
        {
            try
            {
                _wake.Release();
            }
            catch (SemaphoreFullException)
            {
                // Two callers woke it at once; one is enough.
            }
        }
    }
}
