using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using VoiceDock.Core.Audit;
using VoiceDock.Core.Calls.Recovery;
using VoiceDock.Core.Calls.Transcripts;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Storage;
using VoiceDock.Core.Toll;

namespace VoiceDock.Core.Calls.History;

/// <summary>
/// Calls, transfers, traces and the dialogs of live legs onto the disk, over one connection with prepared statements: a call's set-up writes six times,
/// and a unit of work for each would cost more than all of its SIP. Not thread-safe. After a failure the connection is opened anew.
/// </summary>
internal sealed class CallWriter(IDbContextFactory<VoiceDockDb> databases, Guid bootId, ICallOutbox? outbox = null) : IDisposable
{
    private Statements? _open;

    /// <summary>Transactions that changed something.</summary>
    public long Commits { get; private set; }

    /// <summary>
    /// Writes the calls with their transfers, then new transfers with who asked for them, for the audit log, what has become of dialogs, what trunks have
    /// used of their days, and what others are to be told, in one transaction.
    /// </summary>
    /// <exception cref="DbException">Nothing was written.</exception>
    public void Write(
        IReadOnlyCollection<CallView> calls, IReadOnlyCollection<TransferView> transfers, IReadOnlyCollection<KeyValuePair<Guid, LegDialog?>> dialogs,
        IReadOnlyCollection<TrunkDay> days, IReadOnlyCollection<CallNews>? news = null)
    {
        if (calls.Count + transfers.Count + dialogs.Count + days.Count + (news?.Count ?? 0) == 0)
            return;
        Do(open =>
        {
            foreach (var call in calls)
                Write(open, call);
            foreach (var transfer in transfers)
            {
                open.NewTransfers.Write(Row(transfer));
                open.Audit.Write(Entry(transfer));
            }
            foreach (var (id, dialog) in dialogs)
                open.Write(id, dialog);
            foreach (var day in days)
                open.Days.Write(day);
            foreach (var told in news ?? [])
                open.News?.Write(told);
        });
    }

    /// <summary>Writes a call that we place with who asked for it, for the audit log, and what trunks have used of their days, in one transaction.</summary>
    /// <exception cref="DbException">Nothing was written.</exception>
    public void Write(CallView placed, AuditEntry entry, IReadOnlyCollection<TrunkDay> days) => Do(open =>
    {
        Write(open, placed);
        open.Audit.Write(entry);
        foreach (var day in days)
            open.Days.Write(day);
    });

    /// <summary>Writes what was said; that of a call without a row is left out.</summary>
    /// <exception cref="DbException">Nothing was written.</exception>
    public void Write(IReadOnlyCollection<CallMessage> messages) => Do(open =>
    {
        foreach (var message in messages)
            open.Messages.Write(MessageRecord.Of(message));
    });

    /// <summary>Writes traces; that of a call without a row is left out, as of one that was refused before it was stored.</summary>
    /// <exception cref="DbException">Nothing was written.</exception>
    public void Write(IReadOnlyCollection<TraceRecord> traces) => Do(open =>
    {
        foreach (var trace in traces)
            open.Traces.Write(trace);
    });

    public void Dispose()
    {
        _open?.Dispose();
        _open = null;
    }

    private void Write(Statements open, CallView call)
    {
        var row = new CallRecord();
        CallRecords.Write(call, row, bootId);
        if (!open.Calls.Write(row))
            return;
        // Oldest first: a transfer that has ended is closed before the next one of its call comes under the unique index.
        foreach (var transfer in call.Transfers.OrderBy(t => t.CreatedAt))
            open.Transfers.Write(Row(transfer));
    }

    private void Do(Action<Statements> work)
    {
        try
        {
            _open ??= new Statements(databases.CreateDbContext(), outbox);
            using var transaction = _open.Connection.BeginTransaction();
            work(_open);
            transaction.Commit();
            Commits++;
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    private static TransferRecord Row(TransferView transfer)
    {
        var row = new TransferRecord();
        CallRecords.Write(transfer, row);
        return row;
    }

    // By the transfer's id: written again after a failure it is still one entry.
    private static AuditEntry Entry(TransferView transfer) => new()
    {
        Id = transfer.Id,
        At = transfer.CreatedAt,
        ActorType = transfer.RequestedBy.Type,
        ActorId = transfer.RequestedBy.Id,
        ActorName = transfer.RequestedBy.Name,
        Address = transfer.RequestedBy.Address,
        Action = TransferAudit.Command,
        ObjectType = "call",
        ObjectId = transfer.CallId.ToString(),
        ObjectName = transfer.Destination,
    };

    private sealed class Statements : IDisposable
    {
        private readonly VoiceDockDb _db;
        private readonly RowWriter<LegDialog> _dialogs;
        private readonly SqliteStatement _goneDialogs;

        public Statements(VoiceDockDb db, ICallOutbox? outbox)
        {
            _db = db;
            try
            {
                db.Database.OpenConnection();
                Calls = new RowWriter<CallRecord>(db, once: [nameof(CallRecord.CreatedAt)], updateIf: "excluded.\"Version\" >= \"calls\".\"Version\"");
                Transfers = new RowWriter<TransferRecord>(db, once: [nameof(TransferRecord.CallId), nameof(TransferRecord.CreatedAt)]);
                NewTransfers = new RowWriter<TransferRecord>(db, once: [], updateIf: "0");
                Audit = new RowWriter<AuditEntry>(db, once: [], updateIf: "0");
                _dialogs = new RowWriter<LegDialog>(db, once: []);
                _goneDialogs = new SqliteStatement((SqliteConnection)db.Database.GetDbConnection(), "DELETE FROM \"leg_dialogs\" WHERE \"Id\" = @Id");
                Days = new RowWriter<TrunkDay>(db, once: [nameof(TrunkDay.TrunkId), nameof(TrunkDay.Day)], insertIf: "EXISTS (SELECT 1 FROM \"sip_trunks\" WHERE \"id\" = @TrunkId)");
                Messages = new RowWriter<MessageRecord>(db, once: [nameof(MessageRecord.At)], insertIf: "EXISTS (SELECT 1 FROM \"calls\" WHERE \"Id\" = @CallId)");
                Traces = new RowWriter<TraceRecord>(db, once: [], updateIf: "0", insertIf: "EXISTS (SELECT 1 FROM \"calls\" WHERE \"Id\" = @CallId)");
                News = outbox?.Open(db);
            }
            catch
            {
                db.Dispose();
                throw;
            }
        }

        public DbConnection Connection => _db.Database.GetDbConnection();

        public RowWriter<CallRecord> Calls { get; }

        public RowWriter<TransferRecord> Transfers { get; }

        public RowWriter<TransferRecord> NewTransfers { get; }

        public RowWriter<AuditEntry> Audit { get; }

        public RowWriter<TraceRecord> Traces { get; }

        public RowWriter<MessageRecord> Messages { get; }

        /// <summary>Null where nobody is told of calls.</summary>
        public ICallNewsWriter? News { get; }

        /// <summary>That of a trunk deleted meanwhile is left out.</summary>
        public RowWriter<TrunkDay> Days { get; }

        /// <summary>Writes a leg's dialog; null takes its row away.</summary>
        public void Write(Guid id, LegDialog? dialog)
        {
            if (dialog is not null)
            {
                _dialogs.Write(dialog);
                return;
            }
            _goneDialogs.Bind(_goneDialogs.IndexOf("@Id"), id);
            _goneDialogs.Run();
        }

        public void Dispose()
        {
            _dialogs.Dispose();
            _goneDialogs.Dispose();
            Calls.Dispose();
            Transfers.Dispose();
            NewTransfers.Dispose();
            Audit.Dispose();
            Messages.Dispose();
            Traces.Dispose();
            Days.Dispose();
            News?.Dispose();
            _db.Dispose();
        }
    }
}
