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

    /// <summary>The newest state of a call that is not on disk yet; null when the disk has it.</summary>
    public CallView? Waiting(Guid callId) => _waiting.GetValueOrDefault(callId);

    /// <summary>Writes a new transfer now. False when the database did not take it within its time limit; nothing may be dialled then.</summary>
    public async Task<bool> SaveTransferAsync(TransferView transfer, CancellationToken cancellation)
    {
        await _writer.WaitAsync(cancellation);
        try
        {
            // The call's own newest state goes first: its row may not exist yet, and an earlier transfer may still be open on disk.
            var call = _waiting.GetValueOrDefault(transfer.CallId);
            await WriteAsync(call is null ? [] : [call], transfer, cancellation);
            return IsHealthy = true;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // Whatever it was: who asked gets an answer, and nothing is dialled.
            log.LogError(fault, "The transfer {TransferId} could not be stored; nothing is dialled", transfer.Id);
            return IsHealthy = false;
        }
        finally
        {
            _writer.Release();
        }
    }

    /// <summary>Writes what waits now, for a reader that counts rows. While the database takes no writes, the reader sees what is there.</summary>
    public async Task CatchUpAsync(CancellationToken cancellation)
    {
        if (_waiting.IsEmpty)
            return;
        try
        {
            await WriteBatchAsync(cancellation);
        }
        catch (Exception fault) when (fault is DbUpdateException or Microsoft.Data.Sqlite.SqliteException)
        {
            log.LogDebug(fault, "The history is read without {Count} calls that wait to be written", _waiting.Count);
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
            await WriteAsync([.. batch.Select(b => b.Value)], null, cancellation);
            foreach (var written in batch)
                _waiting.TryRemove(written);
        }
        finally
        {
            _writer.Release();
        }
    }

    // Two steps in one transaction: rows that exist are brought up to date before new ones are added, so that a transfer that has ended is closed
    // before the next one of its call comes under the unique index.
    private async Task WriteAsync(IReadOnlyList<CallView> calls, TransferView? transfer, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var ids = calls.Select(c => c.Id).ToList();
        var rows = await db.Set<CallRecord>().Include(c => c.Transfers).Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, cancellation);
        foreach (var call in calls)
            Update(db, rows, call);
        await db.SaveChangesAsync(cancellation);
        List<TransferView> wanted = [.. calls.SelectMany(c => c.Transfers), .. transfer is null ? [] : new[] { transfer }];
        foreach (var view in wanted.DistinctBy(t => t.Id))
            await AddAsync(db, rows, view, cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private void Update(VoiceDockDb db, Dictionary<Guid, CallRecord> rows, CallView view)
    {
        if (!rows.TryGetValue(view.Id, out var row))
            db.Add(rows[view.Id] = row = new CallRecord { Id = view.Id }); // with its id: two new calls in one batch are two rows
        else if (row.Version > view.Version)
            return;
        CallRecords.Write(view, row, BootId);
        foreach (var stored in row.Transfers)
        {
            if (view.Transfers.FirstOrDefault(t => t.Id == stored.Id) is { } transfer)
                CallRecords.Write(transfer, stored);
        }
    }

    private static async Task AddAsync(VoiceDockDb db, Dictionary<Guid, CallRecord> rows, TransferView view, CancellationToken cancellation)
    {
        var known = rows.TryGetValue(view.CallId, out var call) && call.Transfers.Any(t => t.Id == view.Id);
        if (known || await db.Set<TransferRecord>().AnyAsync(t => t.Id == view.Id, cancellation))
            return;
        var row = new TransferRecord();
        CallRecords.Write(view, row);
        db.Add(row);
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
