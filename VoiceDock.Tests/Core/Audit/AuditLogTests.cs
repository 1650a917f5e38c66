using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using VoiceDock.Core.Access;
using VoiceDock.Core.Assistants;
using VoiceDock.Core.Audit;
using VoiceDock.Core.Common;
using VoiceDock.Core.Numbers;
using VoiceDock.Core.Trunks;
using VoiceDock.Tests.Core.Trunks;
using VoiceDock.Tests.Support;
using VoiceDock.Tests.Support.Canary;

namespace VoiceDock.Tests.Core.Audit;

/// <summary>T23: every change leaves an entry in its own transaction, with what was different and without a secret, and the database keeps it.</summary>
[Trait("Kind", "Unit")]
public sealed class AuditLogTests : IDisposable
{
    private static readonly Actor Ann = TestPeople.Ann with { Address = "192.0.2.7" };

    private readonly DomainRooms _rooms = new();

    [Fact]
    public async Task Trunk_MadeChangedAndDeleted_LeavesThreeEntries()
    {
        var trunk = (await _rooms.Trunks.CreateAsync(TrunkSamples.Office(), Ann)).Value;
        await _rooms.Trunks.UpdateAsync(trunk.Id, new TrunkPatch { Name = "Head office", MaxConcurrentCalls = 7 }, Ann);
        await _rooms.Trunks.UpdateAsync(trunk.Id, new TrunkPatch { Password = "another canary-Pa55word" }, Ann);
        await _rooms.Trunks.DeleteAsync(trunk.Id, Ann);

        var entries = await _rooms.Storage.EntriesAsync();
        Assert.Equal(["trunk.create", "trunk.update", "trunk.update", "trunk.delete"], entries.Select(e => e.Action));
        Assert.All(entries, e => Assert.Equal(
            (ActorType.Operator, Ann.Id, "ann", "192.0.2.7", "trunk", trunk.Id.ToString(), null),
            (e.ActorType, e.ActorId, e.ActorName, e.Address, e.ObjectType, e.ObjectId, e.Refusal)));
        Assert.Null(entries[0].Before);
        Assert.Equal("192.168.1.100", Member(entries[0].After, "host"));
        Assert.Equal("""{"max_concurrent_calls":10,"name":"Office PBX"}""", Sorted(entries[1].Before));
        Assert.Equal("""{"max_concurrent_calls":7,"name":"Head office"}""", Sorted(entries[1].After));
        Assert.Equal("1", Member(entries[2].Before, "secret_version"));
        Assert.Equal("2", Member(entries[2].After, "secret_version"));
        Assert.Equal("Head office", Member(entries[3].Before, "name"));
        Assert.Equal("""{"numbers_released":0}""", entries[3].After);
        Assert.DoesNotContain(entries, e => $"{e.Before}{e.After}".Contains("Pa55word", StringComparison.Ordinal));
    }

    [Fact]
    public async Task NumbersAssistantsAndKeys_LeaveEntriesToo()
    {
        var assistant = (await _rooms.Assistants.CreateAsync(new AssistantInput { Name = "Front desk", WebhookSecret = "canary-webhook-secret-1" }, Ann)).Value;
        await _rooms.Assistants.UpdateAsync(assistant.Id, new AssistantPatch { FirstMessage = "Hello." }, Ann);
        var number = (await _rooms.Numbers.CreateAsync(new NumberInput { PhoneNumber = "+31201234567", AssistantId = assistant.Id }, Ann)).Value;
        await _rooms.Numbers.UpdateAsync(number.Id, new NumberPatch { Name = "Main line" }, Ann);
        await _rooms.Numbers.DeleteAsync(number.Id, Ann);
        await _rooms.Assistants.DeleteAsync(assistant.Id, Ann);
        var keys = _rooms.Storage.Get<ApiKeyStore>();
        var key = (await keys.CreateAsync(new ApiKeyInput { Name = "CRM", Scopes = [ApiScopes.CallsRead] }, Actor.System)).Value;
        await keys.RevokeAsync(key.Key.Id, Ann);
        await keys.RevokeAsync(key.Key.Id, Ann);

        var entries = await _rooms.Storage.EntriesAsync();
        Assert.Equal(
            ["assistant.create", "assistant.update", "number.create", "number.update", "number.delete", "assistant.delete", "api_key.create", "api_key.revoke"],
            entries.Select(e => e.Action));
        Assert.Equal("""{"first_message":"Hello."}""", entries[1].After);
        Assert.Equal("+31201234567", entries[3].ObjectName);
        Assert.Equal("""["calls:read"]""", Member(entries[6].After, "scopes"));
        var all = string.Concat(entries.Select(e => e.Before + e.After));
        Assert.DoesNotContain("canary", all, StringComparison.Ordinal);
        Assert.DoesNotContain("hash", all, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(key.Token[^20..], all, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AChangeThatWasRefused_LeavesNoEntry()
    {
        await _rooms.Numbers.CreateAsync(new NumberInput { PhoneNumber = "+31201234567" }, Ann);
        var many = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => _rooms.Numbers.CreateAsync(new NumberInput { PhoneNumber = "+31201234568" }, Ann))));
        await _rooms.Trunks.CreateAsync(new TrunkInput { Name = "" }, Ann);

        Assert.Single(many, m => m.IsOk);
        Assert.Equal(["number.create", "number.create"], (await _rooms.Storage.EntriesAsync()).Select(e => e.Action));
    }

    [Fact]
    public async Task ARefusedCommand_LeavesAnEntryThatSaysSo()
    {
        var stranger = new Actor(ActorType.Operator, Guid.NewGuid().ToString(), "gone");
        var id = Guid.NewGuid();

        await _rooms.Trunks.DeleteAsync(id, stranger);

        var entry = Assert.Single(await _rooms.Storage.EntriesAsync());
        Assert.Equal(("trunk.delete", "forbidden", "trunk", id.ToString(), "gone"), (entry.Action, entry.Refusal, entry.ObjectType, entry.ObjectId, entry.ActorName));
    }

    [Theory]
    [InlineData("UPDATE audit_entries SET actor_name = 'somebody else'", "audit entries are never changed")]
    [InlineData("DELETE FROM audit_entries", "audit entries are kept until their time is over")]
    public async Task TheDatabase_RefusesToChangeAnEntry(string sql, string refusal)
    {
        await _rooms.Numbers.CreateAsync(new NumberInput { PhoneNumber = "+31201234567" }, Ann);
        await using var db = _rooms.Storage.OpenDb();

        var refused = await Assert.ThrowsAsync<SqliteException>(() => db.Database.ExecuteSqlRawAsync(sql));

        Assert.Contains(refusal, refused.Message, StringComparison.Ordinal);
        Assert.Equal("ann", Assert.Single(await _rooms.Storage.EntriesAsync()).ActorName);
    }

    [Fact]
    public async Task Replacing_LeavesTheEntryAsItIs()
    {
        await _rooms.Numbers.CreateAsync(new NumberInput { PhoneNumber = "+31201234567" }, Ann);
        await using var db = _rooms.Storage.OpenDb();

        await db.Database.ExecuteSqlRawAsync(
            "INSERT OR REPLACE INTO audit_entries (id, at, actor_type, actor_id, actor_name, action) SELECT id, at, 'system', '', 'nobody', 'x' FROM audit_entries");

        Assert.Equal(("ann", "number.create"), Assert.Single(await _rooms.Storage.EntriesAsync()) is var e ? (e.ActorName, e.Action) : default);
    }

    [Fact]
    public async Task ADroppedTrigger_IsBackWithTheNextStart()
    {
        var folder = Directory.CreateTempSubdirectory("voicedock-test-").FullName;
        try
        {
            using (var first = new TestStorage(folder))
            {
                await first.Get<AuditLog>().NoteAsync(Ann, "sign_in.done");
                await using var db = first.OpenDb();
                await db.Database.ExecuteSqlRawAsync("DROP TRIGGER audit_entries_no_delete");
            }

            using var again = new TestStorage(folder);
            await using var later = again.OpenDb();
            await Assert.ThrowsAsync<SqliteException>(() => later.Database.ExecuteSqlRawAsync("DELETE FROM audit_entries"));
            Assert.Single(await again.EntriesAsync());
        }
        finally
        {
            CanaryFolder.Remove(folder);
        }
    }

    public void Dispose() => _rooms.Dispose();

    private static string? Member(string? json, string name) => JsonDocument.Parse(json!).RootElement.TryGetProperty(name, out var value) ? value.ToString() : null;

    private static string Sorted(string? json)
    {
        var members = JsonDocument.Parse(json!).RootElement.EnumerateObject().OrderBy(m => m.Name, StringComparer.Ordinal);
        return $"{{{string.Join(',', members.Select(m => $"\"{m.Name}\":{m.Value.GetRawText()}"))}}}";
    }
}
