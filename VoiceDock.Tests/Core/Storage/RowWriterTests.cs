using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.History;
using VoiceDock.Core.Storage;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Storage;

/// <summary>Rows written past EF Core are byte for byte those it writes, and its refusals come as the same exceptions.</summary>
[Trait("Kind", "Unit")]
public sealed class RowWriterTests : IDisposable
{
    private readonly TestStorage _storage = new();

    public void Dispose() => _storage.Dispose();

    [Fact]
    public void Row_WrittenByEither_IsStoredAlike()
    {
        CallRecord[] rows = [Row(), Row(), Bare(), Bare()];
        using var db = _storage.OpenDb();
        db.Database.OpenConnection();
        using (var writer = new RowWriter<CallRecord>(db, once: []))
        {
            Assert.True(writer.Write(rows[0]));
            Assert.True(writer.Write(rows[2]));
        }
        db.AddRange(rows[1], rows[3]);
        db.SaveChanges();

        var stored = rows.Select(row => Stored(db, row)).ToList();

        Assert.Equal(stored[1], stored[0]);
        Assert.Equal(stored[3], stored[2]);
        Assert.Contains("'2026-11-26 14:30:15.125'", stored[0], StringComparison.Ordinal);
        Assert.Contains("''", stored[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_None_AreStoredAsNoBytesAndNotAsNull()
    {
        var call = Row();
        using var db = _storage.OpenDb();
        db.Database.OpenConnection();
        using var calls = new RowWriter<CallRecord>(db, once: []);
        using var traces = new RowWriter<TraceRecord>(db, once: []);
        calls.Write(call);

        Assert.True(traces.Write(new TraceRecord { CallId = call.Id, CreatedAt = call.CreatedAt, Messages = [] }));

        Assert.Empty(db.Set<TraceRecord>().AsNoTracking().Single().Messages);
    }

    [Fact]
    public void Row_ThatTheDatabaseRefuses_ThrowsAndLeavesTheWriterUsable()
    {
        using var db = _storage.OpenDb();
        db.Database.OpenConnection();
        using var calls = new RowWriter<CallRecord>(db, once: []);
        using var traces = new RowWriter<TraceRecord>(db, once: []);
        var call = Row();
        var trace = new TraceRecord { CallId = call.Id, CreatedAt = call.CreatedAt, Messages = [1, 2, 3] };

        var refused = Assert.Throws<SqliteException>(() => traces.Write(trace));
        Assert.Equal(19, refused.SqliteErrorCode);
        calls.Write(call);
        Assert.True(traces.Write(trace));
        Assert.Equal([1, 2, 3], db.Set<TraceRecord>().AsNoTracking().Single().Messages);
    }

    private static CallRecord Row() => new()
    {
        Id = Guid.CreateVersion7(),
        BootId = Guid.Parse("0193abcd-0000-7000-8000-00000000beef"),
        Version = 7_000_000_000,
        State = CallState.Ended,
        Direction = CallDirection.Inbound,
        Caller = "+442079460000",
        CallerName = "Zoë 'O' \U0001F4DE",
        Number = "",
        NumberId = Guid.Parse("0193abcd-0000-7000-8000-00000000cafe"),
        CreatedAt = new DateTime(2026, 11, 26, 14, 30, 15, 125, DateTimeKind.Utc),
        AnsweredAt = new DateTime(2026, 11, 26, 14, 30, 16, DateTimeKind.Utc),
        UpdatedAt = new DateTime(2026, 11, 26, 14, 30, 16, DateTimeKind.Utc).AddTicks(1),
        EndVerdict = CallVerdict.Carrier,
        EndSipCode = 486,
    };

    private static CallRecord Bare() => new() { Id = Guid.CreateVersion7(), CreatedAt = DateTime.UnixEpoch, UpdatedAt = DateTime.UnixEpoch };

    // Each column but the key, as SQLite quotes it: type and content.
    private static string Stored(DbContext db, CallRecord row)
    {
        var entity = db.Model.FindEntityType(typeof(CallRecord))!;
        var columns = entity.GetProperties().Where(p => !p.IsPrimaryKey()).Select(p => $"quote(\"{p.GetColumnName()}\")");
        using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"SELECT {string.Join(" || '|' || ", columns)} FROM {entity.GetTableName()} WHERE \"Id\" = '{row.Id.ToString().ToUpperInvariant()}'";
        return (string)command.ExecuteScalar()!;
    }
}
