using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.History;
using VoiceDock.Core.Calls.Trace;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Storage;
using VoiceDock.Core.Toll;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Calls;

/// <summary>What is written with prepared statements is what the model reads, and one refused row fails nobody else.</summary>
[Trait("Kind", "Unit")]
public sealed class CallJournalTests : IDisposable
{
    private static readonly DateTime At = new(2026, 3, 1, 9, 30, 15, 123, DateTimeKind.Utc);

    private readonly TestStorage _storage = new();
    private readonly CallJournal _journal;

    public CallJournalTests()
    {
        var days = new CompanyDays(Options.Create(new CompanyOptions()), TimeProvider.System);
        var meter = new TollMeter(_storage.Databases, days, new TollAlerts(TimeProvider.System), TimeProvider.System);
        _journal = new CallJournal(_storage.Databases, meter, TimeProvider.System, NullLogger<CallJournal>.Instance);
    }

    public void Dispose()
    {
        _journal.Dispose();
        _storage.Dispose();
    }

    [Fact]
    public async Task Call_WithItsTransfers_ReadsAsWritten()
    {
        var call = TestCalls.New(At).WithBusy(At.AddSeconds(4)).WithTransfer(TransferState.Connected, At.AddSeconds(9));

        await SaveAsync(call);

        Assert.Equivalent(call, await ReadAsync(call.Id), strict: true);
    }

    [Fact]
    public async Task Call_SavedAgain_IsBroughtUpToDateAndAnOlderStateChangesNothing()
    {
        var first = TestCalls.New(At).WithTransfer(TransferState.Dialing, At.AddSeconds(1));
        var last = first.WithTransfer(TransferState.Failed, At.AddSeconds(9)).Then(c => c with { State = CallState.Ended, End = CallEndReasons.Caller, EndedAt = At.AddSeconds(10) });
        await SaveAsync(first);
        await SaveAsync(last);
        await SaveAsync(first);

        Assert.Equivalent(last, await ReadAsync(last.Id), strict: true);
    }

    [Fact]
    public async Task Transfer_OfACallNotWrittenYet_IsOnDiskWithItsCall()
    {
        var call = TestCalls.New(At).WithTransfer(TransferState.Requested, At);
        _journal.Save(call);

        Assert.True(await _journal.SaveTransferAsync(call.ActiveTransfer!, CancellationToken.None));

        Assert.Equal(call.ActiveTransfer!.Id, Assert.Single((await ReadAsync(call.Id)).Transfers).Id);
    }

    [Fact]
    public async Task Transfers_AskedForTogether_AreAllWrittenButTheOneThatIsRefused()
    {
        var calls = Enumerable.Range(0, 20).Select(_ => TestCalls.New(At).WithTransfer(TransferState.Requested, At)).ToList();
        calls.ForEach(_journal.Save);
        // Its call is on no disk and does not wait: the database refuses the row.
        var orphan = TestCalls.New(At).WithTransfer(TransferState.Requested, At).ActiveTransfer!;

        var wanted = calls.Select(c => c.ActiveTransfer!).Append(orphan).ToList();
        var stored = await Task.WhenAll(wanted.Select(t => Task.Run(() => _journal.SaveTransferAsync(t, CancellationToken.None))));

        Assert.Equal([.. calls.Select(_ => true), false], stored);
        await using var db = _storage.OpenDb();
        Assert.Equal(20, await db.Set<TransferRecord>().CountAsync());
    }

    [Fact]
    public async Task Transfer_SecondOpenOneOfACall_IsRefusedByTheDatabase()
    {
        var call = TestCalls.New(At).WithTransfer(TransferState.Dialing, At);
        _journal.Save(call);
        await _journal.SaveTransferAsync(call.ActiveTransfer!, CancellationToken.None);
        var second = TestCalls.New(At).WithTransfer(TransferState.Requested, At).ActiveTransfer! with { CallId = call.Id };

        Assert.False(await _journal.SaveTransferAsync(second, CancellationToken.None));
        Assert.True(await _journal.SaveTransferAsync(call.ActiveTransfer!, CancellationToken.None));
    }

    [Fact]
    public async Task Trace_OfAStoredCall_IsKept_AndOfAnUnknownOneLeftOut()
    {
        var store = new TraceStore(_storage.Databases, _journal);
        var (known, unknown) = (TestCalls.New(At), TestCalls.New(At));
        _journal.Save(known);
        var message = new TraceMessage(At, "caller", false, false, "udp", "127.0.0.1:5060", "127.0.0.1:5070", "abc", "INVITE", "INVITE sip:x SIP/2.0");
        var saved = Task.WhenAll(store.SaveAsync(new CallTrace(known.Id, [message], false), At), store.SaveAsync(new CallTrace(unknown.Id, [message], false), At));
        await _journal.FlushAsync(CancellationToken.None);
        await saved;

        Assert.Equal(message, Assert.Single((await store.FindAsync(known.Id, CancellationToken.None))!.Messages));
        Assert.Null(await store.FindAsync(unknown.Id, CancellationToken.None));
    }

    private async Task SaveAsync(CallView call)
    {
        _journal.Save(call);
        await _journal.FlushAsync(CancellationToken.None);
    }

    private async Task<CallView> ReadAsync(Guid id)
    {
        await using var db = _storage.OpenDb();
        return CallRecords.Read(await db.Set<CallRecord>().Include(c => c.Transfers).SingleAsync(c => c.Id == id));
    }
}
