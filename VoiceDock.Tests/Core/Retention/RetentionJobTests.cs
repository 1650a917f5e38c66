using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using VoiceDock.Core.Audit;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.History;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Common;
using VoiceDock.Core.Retention;
using VoiceDock.Tests.Core.Audit;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Retention;

/// <summary>T29: what is older or more than the settings say is gone afterwards, and the job says so.</summary>
[Trait("Kind", "Unit")]
public sealed class RetentionJobTests : IDisposable
{
    private static readonly DateTime Now = TimeProvider.System.GetUtcNow().UtcDateTime;

    private TestStorage? _storage;

    [Fact]
    public async Task Run_RemovesWhatIsTooOld_AndNothingElse()
    {
        Open(("History:Days", "90"), ("History:TraceDays", "10"), ("History:AuditDays", "180"));
        var (tooOld, old, fresh, live) = (await AddAsync(100), await AddAsync(20), await AddAsync(5), await AddAsync(100, isOver: false));
        await AddEntryAsync(200);
        await AddEntryAsync(100);

        var removed = await RunAsync();

        Assert.Equal(new Removed(Calls: 1, Traces: 3, AuditEntries: 1, ForSize: 0), removed);
        await using var db = _storage!.OpenDb();
        Assert.Equal(new[] { old, fresh, live }.Order(), (await db.Set<CallRecord>().Select(c => c.Id).ToListAsync()).Order());
        Assert.Equal(new[] { old, fresh, live }.Order(), (await db.Set<TransferRecord>().Select(t => t.CallId).ToListAsync()).Order());
        Assert.Equal([fresh], await db.Set<TraceRecord>().Select(t => t.CallId).ToListAsync());
        var entries = await _storage.EntriesAsync();
        Assert.Equal(["trunk.update", "history.remove"], entries.Select(e => e.Action));
        Assert.StartsWith("""{"calls":1,"traces":3,"audit_entries":1,"for_size":0,"days":90,""", entries[1].After, StringComparison.Ordinal);
        Assert.NotEqual(tooOld, old);
    }

    [Fact]
    public async Task Run_WithNothingToRemove_SaysNothing()
    {
        Open();
        await AddAsync(5);

        Assert.True((await RunAsync()).IsNothing);
        Assert.Empty(await _storage!.EntriesAsync());
    }

    [Fact]
    public async Task Run_WithZero_KeepsForEver()
    {
        Open(("History:Days", "0"), ("History:TraceDays", "0"), ("History:AuditDays", "0"), ("History:MaxMegabytes", "0"));
        await AddAsync(10_000);
        await AddEntryAsync(10_000);

        Assert.True((await RunAsync()).IsNothing);
    }

    [Fact]
    public async Task Run_AboveTheSize_TakesTheOldestMessages_AndThenTheOldestCalls()
    {
        Open(("History:MaxMegabytes", "2"));
        List<Guid> calls = [];
        for (var i = 0; i < 350; i++)
            calls.Add(await AddAsync(20 - (i * 0.01), traceBytes: 16 << 10));

        var removed = await RunAsync();

        Assert.Equal((0, 300, 300), (removed.Calls, removed.Traces, removed.ForSize));
        await using (var db = _storage!.OpenDb())
        {
            Assert.Equal(calls[^50..].Order(), (await db.Set<TraceRecord>().Select(t => t.CallId).ToListAsync()).Order());
            Assert.True(await HistoryRemover.UsedBytesAsync(db, TestContext.Current.CancellationToken) <= 2 << 20);
        }
        Assert.Equal("history.remove", Assert.Single(await _storage.EntriesAsync()).Action);
    }

    [Fact]
    public async Task Run_ThatCannotGetBelowTheSize_EndsAllTheSame()
    {
        Open(("History:MaxMegabytes", "1"));
        await AddAsync(2, traceBytes: 10);
        var live = await AddAsync(1, isOver: false, traceBytes: 3 << 20);
        await using (var db = _storage!.OpenDb())
        {
            // No trace of its own weighs this much in life; something else in the file may.
            await db.Database.ExecuteSqlRawAsync("CREATE TABLE ballast AS SELECT randomblob(3000000) AS weight");
        }

        var removed = await RunAsync();

        Assert.Equal((1, 2), (removed.Calls, removed.Traces));
        await using var after = _storage.OpenDb();
        Assert.Equal(live, (await after.Set<CallRecord>().SingleAsync()).Id);
    }

    [Fact]
    public async Task AnEntryThatIsNotOldEnough_IsKeptEvenWhileTheJobDeletes()
    {
        Open();
        await AddEntryAsync(5);
        await using var db = _storage!.OpenDb();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await db.Database.ExecuteSqlAsync($"INSERT INTO audit_cutoff (before) VALUES ({Now.AddDays(-30)})");

        await Assert.ThrowsAnyAsync<Exception>(() => db.Database.ExecuteSqlRawAsync("DELETE FROM audit_entries"));
    }

    public void Dispose() => _storage?.Dispose();

    private void Open(params (string, string?)[] settings) => _storage = new TestStorage(
        more: (services, configuration) => services.AddRetention(configuration), settings: settings);

    private Task<Removed> RunAsync() => _storage!.Get<RetentionJob>().RunAsync(TestContext.Current.CancellationToken);

    private async Task<Guid> AddAsync(double daysAgo, bool isOver = true, int traceBytes = 100)
    {
        var at = Now.AddDays(-daysAgo);
        var call = new CallRecord { Id = Guid.CreateVersion7(), State = isOver ? CallState.Ended : CallState.InProgress, CreatedAt = at, UpdatedAt = at, EndedAt = isOver ? at : null };
        call.Transfers.Add(new TransferRecord { Id = Guid.CreateVersion7(), CallId = call.Id, Destination = "200", CreatedAt = at, EndedAt = at, State = TransferState.Completed });
        await using var db = _storage!.OpenDb();
        db.Add(call);
        db.Add(new TraceRecord { CallId = call.Id, CreatedAt = at, Messages = new byte[traceBytes] });
        await db.SaveChangesAsync();
        return call.Id;
    }

    private async Task AddEntryAsync(double daysAgo)
    {
        await using var db = _storage!.OpenDb();
        db.Add(new AuditEntry { Id = Guid.CreateVersion7(), At = Now.AddDays(-daysAgo), ActorType = ActorType.System, ActorId = "", ActorName = "VoiceDock", Action = "trunk.update" });
        await db.SaveChangesAsync();
    }
}
