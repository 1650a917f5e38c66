using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using VoiceDock.Core.Audit;
using VoiceDock.Core.Common;
using VoiceDock.Core.Storage;
using VoiceDock.Core.Trunks;
using VoiceDock.Tests.Core.Trunks;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Audit;

[Trait("Kind", "Unit")]
public sealed class AuditWriterTests : IDisposable
{
    private readonly DomainRooms _rooms = new();

    private AuditLog Log => _rooms.Storage.Get<AuditLog>();

    [Fact]
    public async Task WhatTheDatabaseDidNotTake_IsThereWhenItDoes()
    {
        Log.Note(Actor.System, "number.update", new AuditObject("number", "1"));
        using (var other = new SqliteConnection(_rooms.Storage.Get<PreparedStorage>().ConnectionString))
        {
            other.Open();
            SqlitePragmas.Execute(other, "CREATE TRIGGER sick BEFORE INSERT ON audit_entries BEGIN SELECT RAISE(ABORT, 'no room'); END");
            await Assert.ThrowsAsync<DbUpdateException>(() => _rooms.Storage.Get<AuditWriter>().WriteAsync());
            await Log.NoteAsync(Actor.System, "number.update", new AuditObject("number", "2"));
            SqlitePragmas.Execute(other, "DROP TRIGGER sick");
        }

        Assert.Equal(["1", "2"], (await _rooms.Storage.EntriesAsync()).Select(e => e.ObjectId));
    }

    [Fact]
    public async Task MoreThanCanWait_AreCountedAndSaid()
    {
        for (var i = 0; i < AuditNotes.MostWaiting + 3; i++)
            Log.Note(Actor.System, "number.update");

        var entries = await _rooms.Storage.EntriesAsync();

        Assert.Equal(AuditNotes.MostWaiting, entries.Count(e => e.Action == "number.update"));
        Assert.Equal("""{"entries":3}""", entries.Single(e => e.Action == "audit.lost").After);
    }

    [Fact]
    public async Task TheEndOfTheProgram_WritesWhatWaits()
    {
        var writer = _rooms.Storage.Get<AuditWriter>();
        await writer.StartAsync(TestContext.Current.CancellationToken);
        Log.Note(Actor.System, "number.update");

        await writer.StopAsync(TestContext.Current.CancellationToken);

        await using var db = _rooms.Storage.OpenDb();
        Assert.Equal(1, await db.Set<AuditEntry>().CountAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task PasswordsUsed_AreOneEntryForATrunkAndAnHour()
    {
        var trunk = (await _rooms.Trunks.CreateAsync(TrunkSamples.Office(), TestPeople.Ann)).Value;
        var idle = (await _rooms.Trunks.CreateAsync(TrunkSamples.Office("Idle"), TestPeople.Ann)).Value;
        var uses = new CredentialUses(_rooms.Credentials, _rooms.TrunkDirectory, Log, TimeProvider.System);
        for (var i = 0; i < 5; i++)
            Assert.NotNull(_rooms.Credentials.CopyPassword(trunk.Id));

        uses.Note();
        uses.Note();

        var entry = (await _rooms.Storage.EntriesAsync()).Single(e => e.Action == "trunk.password_used");
        Assert.Equal((ActorType.System, trunk.Id.ToString(), "Office PBX"), (entry.ActorType, entry.ObjectId, entry.ObjectName));
        Assert.StartsWith("""{"times":5,""", entry.After, StringComparison.Ordinal);
        Assert.NotEqual(idle.Id.ToString(), entry.ObjectId);
    }

    public void Dispose() => _rooms.Dispose();
}
