using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using VoiceDock.Core.Calls.Outbound;
using VoiceDock.Core.Calls.Recovery;
using VoiceDock.Core.Calls.Transcripts;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Common;
using VoiceDock.Core.Storage;
using VoiceDock.Core.Toll;

namespace VoiceDock.Core.Calls.History;

/// <summary>
/// Writes calls to the database behind their back: the newest state of each call, in batches, in one writer. The one exception is the row of a
/// new transfer, which is on disk before its INVITE leaves; transfers that come together share a commit. While the database is away, states wait
/// in memory (one per call) and are written when it is back.
/// </summary>
public sealed class CallJournal : BackgroundService
{
    private static readonly TimeSpan BatchEvery = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<Guid, CallView> _waiting = [];

    // With the gate, news and the state that caused them come into the same transaction.
    private readonly Lock _gate = new();
    private readonly List<CallNews> _news = [];
    private readonly ConcurrentQueue<Asked<TransferView>> _transfers = [];
    private readonly ConcurrentQueue<Asked<TraceRecord>> _traces = [];
    private readonly ConcurrentDictionary<(Guid Call, int Index), CallMessage> _messages = [];
    private readonly SemaphoreSlim _wake = new(0, 1);
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly CallWriter _writer;
    private readonly ICallOutbox? _outbox;
    private readonly TollMeter _toll;
    private readonly TimeProvider _time;
    private readonly ILogger<CallJournal> _log;

    public CallJournal(IDbContextFactory<VoiceDockDb> databases, TollMeter toll, TimeProvider time, ILogger<CallJournal> log, ICallOutbox? outbox = null)
    {
        (_toll, _time, _log, _outbox, BootId) = (toll, time, log, outbox, Guid.CreateVersion7(time.GetUtcNow()));
        _writer = new CallWriter(databases, BootId, outbox);
        Dialogs = new LegDialogs(BootId, Wake);
        toll.Wake = Wake;
    }

    /// <summary>Marks the rows of this start of the program.</summary>
    public Guid BootId { get; }

    /// <summary>The dialogs of live legs, written with their calls.</summary>
    internal LegDialogs Dialogs { get; }

    /// <summary>How often something was committed; for tests of what a call costs.</summary>
    internal long Commits => _writer.Commits;

    /// <summary>False while the last write failed; the health endpoint shows it.</summary>
    public bool IsHealthy { get; private set; } = true;

    /// <summary>Calls whose newest state is not on disk yet.</summary>
    public int WaitingCount => _waiting.Count;

    /// <summary>Takes the newest state of a call; never waits.</summary>
    public void Save(CallView call)
    {
        _waiting[call.Id] = call;
        Wake();
    }

    /// <summary>Takes the newest state of a call with what others are to be told of it; never waits. No news get lost when a newer state takes the place of this one.</summary>
    internal void Save(CallView call, CallNews? news)
    {
        if (news is null)
        {
            Save(call);
            return;
        }
        lock (_gate)
        {
            _waiting[call.Id] = call;
            _news.Add(news);
        }
        Wake();
    }

    /// <summary>Takes what was said on a call; never waits.</summary>
    public void Save(CallMessage message)
    {
        _messages[(message.CallId, message.Index)] = message;
        Wake();
    }

    /// <summary>The newest state of a call that is not on disk yet; null when the disk has it.</summary>
    public CallView? Waiting(Guid callId) => _waiting.GetValueOrDefault(callId);

    /// <summary>Writes a new transfer now. False when the database did not take it within its time limit; nothing may be dialled then.</summary>
    public async Task<bool> SaveTransferAsync(TransferView transfer, CancellationToken cancellation)
    {
        var asked = new Asked<TransferView>(transfer);
        _transfers.Enqueue(asked);
        await _turn.WaitAsync(cancellation);
        try
        {
            // Whoever had the turn before may have written this one as well.
            if (!asked.IsDone)
                WriteTransfers();
        }
        finally
        {
            _turn.Release();
        }
        return await asked.Written;
    }

    /// <summary>Writes a call that we are about to place now, with who asked for it. False when the database did not take it; nothing may be dialled then.</summary>
    internal async Task<bool> SavePlacedAsync(CallView call, Actor by)
    {
        await _turn.WaitAsync();
        try
        {
            // The call is counted before its INVITE leaves, so that no crash makes room for one too many.
            var days = _toll.Waiting();
            _writer.Write(call, OutboundAudit.Entry(call, by), days);
            _toll.Written(days);
            return IsHealthy = true;
        }
        catch (Exception fault)
        {
            // Whatever it was: who asked gets an answer, and nothing is dialled.
            _log.LogError(fault, "The call {CallId} could not be stored; nothing is dialled", call.Id);
            return IsHealthy = false;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Writes the trace of an ended call with the next batch; false when the database did not take it.</summary>
    internal Task<bool> SaveTraceAsync(TraceRecord trace)
    {
        var asked = new Asked<TraceRecord>(trace);
        _traces.Enqueue(asked);
        Wake();
        return asked.Written;
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
        catch (DbException fault)
        {
            _log.LogDebug(fault, "The history is read without {Count} calls that wait to be written", _waiting.Count);
        }
    }

    /// <summary>Writes all that waits; for shutdown and tests.</summary>
    public async Task FlushAsync(CancellationToken cancellation)
    {
        while (!_waiting.IsEmpty || !Dialogs.IsEmpty || !_traces.IsEmpty || !_messages.IsEmpty)
            await WriteBatchAsync(cancellation);
        // Calls that run would never be done: once.
        if (_toll.Waiting().Count > 0)
            await WriteBatchAsync(cancellation);
    }

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await _wake.WaitAsync(stopping);
                await Task.Delay(BatchEvery, _time, stopping);
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
                _log.LogError(fault, "The call history cannot be written at the moment; {Count} calls wait", _waiting.Count);
                await Task.Delay(RetryAfter, _time, CancellationToken.None);
                Wake();
            }
        }
    }

    public override async Task StopAsync(CancellationToken cancellation)
    {
        await base.StopAsync(cancellation);
        await FlushAsync(cancellation);
    }

    public override void Dispose()
    {
        base.Dispose();
        _writer.Dispose();
    }

    private async Task WriteBatchAsync(CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            var (batch, news) = Take(null);
            var (dialogs, days) = (Dialogs.Waiting, _toll.Waiting());
            _writer.Write([.. batch.Select(b => b.Value)], [], dialogs, days, news);
            Told(news);
            foreach (var written in batch)
                _waiting.TryRemove(written);
            Dialogs.Written(dialogs);
            _toll.Written(days);
        }
        finally
        {
            _turn.Release();
        }
        await WriteMessagesAsync(cancellation);
        if (_traces.IsEmpty)
            return;
        // A turn of their own, so that a transfer that has come meanwhile goes first.
        await _turn.WaitAsync(cancellation);
        try
        {
            WriteTraces();
        }
        finally
        {
            _turn.Release();
        }
    }

    // The newest states with all their news: of these calls, or of all.
    private (KeyValuePair<Guid, CallView>[] Calls, IReadOnlyList<CallNews> News) Take(IReadOnlySet<Guid>? of)
    {
        lock (_gate)
        {
            return of is null
                ? (_waiting.ToArray(), _news.Count == 0 ? [] : _news.ToArray())
                : (_waiting.Where(w => of.Contains(w.Key)).ToArray(), _news.Count == 0 ? [] : [.. _news.Where(n => of.Contains(n.CallId))]);
        }
    }

    // Committed: nothing of it is written a second time.
    private void Told(IReadOnlyList<CallNews> news)
    {
        if (news.Count == 0)
            return;
        var written = news.ToHashSet(ReferenceEqualityComparer.Instance);
        lock (_gate)
            _news.RemoveAll(written.Contains);
        _outbox?.Committed();
    }

    // After the calls, whose rows they hang on; in a turn of their own, so that a transfer goes first.
    private async Task WriteMessagesAsync(CancellationToken cancellation)
    {
        if (_messages.IsEmpty)
            return;
        await _turn.WaitAsync(cancellation);
        try
        {
            // A call that came in meanwhile has no row yet: its messages go with the next batch.
            var messages = _messages.Where(m => !_waiting.ContainsKey(m.Key.Call)).ToArray();
            if (messages.Length == 0)
                return;
            _writer.Write([.. messages.Select(m => m.Value)]);
            foreach (var written in messages)
                _messages.TryRemove(written);
        }
        finally
        {
            _turn.Release();
        }
    }

    // All that wait in one commit; when that is refused, each by itself, so that one of them cannot fail the others.
    private void WriteTransfers()
    {
        var all = Drain(_transfers);
        if (all.Count > 1 && TryWriteTransfers(all, logged: false))
            return;
        foreach (var one in all)
            TryWriteTransfers([one], logged: true);
    }

    private bool TryWriteTransfers(IReadOnlyList<Asked<TransferView>> all, bool logged)
    {
        try
        {
            // The calls' own newest states go first: their rows may not exist yet, and an earlier transfer may still be open on disk.
            var (calls, news) = Take(all.Select(a => a.What.CallId).ToHashSet());
            // The call is counted before its INVITE leaves, so that no crash makes room for one too many.
            var days = _toll.Waiting();
            _writer.Write([.. calls.Select(c => c.Value)], [.. all.Select(a => a.What)], [], days, news);
            Told(news);
            _toll.Written(days);
            foreach (var call in calls)
                _waiting.TryRemove(call);
            IsHealthy = true;
            foreach (var one in all)
                one.End(true);
            return true;
        }
        catch (Exception fault)
        {
            if (!logged)
                return false;
            // Whatever it was: who asked gets an answer, and nothing is dialled.
            _log.LogError(fault, "The transfer {TransferId} could not be stored; nothing is dialled", all[0].What.Id);
            IsHealthy = false;
            all[0].End(false);
            return false;
        }
    }

    // After the calls, whose rows they hang on.
    private void WriteTraces()
    {
        var all = Drain(_traces);
        if (all.Count == 0)
            return;
        var stored = false;
        try
        {
            _writer.Write([.. all.Select(a => a.What)]);
            stored = true;
        }
        catch (Exception fault)
        {
            _log.LogError(fault, "The SIP traces of {Count} calls could not be stored", all.Count);
        }
        all.ForEach(one => one.End(stored));
    }

    private static List<Asked<T>> Drain<T>(ConcurrentQueue<Asked<T>> queue)
    {
        List<Asked<T>> all = [];
        while (queue.TryDequeue(out var one))
            all.Add(one);
        return all;
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
