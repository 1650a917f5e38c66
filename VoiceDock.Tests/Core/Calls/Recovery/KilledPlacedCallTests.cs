using System.Runtime.Versioning;
using Microsoft.Data.Sqlite;
using VoiceDock.Core.Calls;
using VoiceDock.Tests.Core.Toll;
using VoiceDock.Tests.Interop;

namespace VoiceDock.Tests.Core.Calls.Recovery;

/// <summary>Kill -9 of the real program while a call that it placed rings: whoever asked and asks again gets that call, and nobody is rung twice.</summary>
[Collection(nameof(AloneCollection))]
[Trait("Kind", "Api")]
[SupportedOSPlatform("linux")]
public sealed class KilledPlacedCallTests : IAsyncDisposable
{
    private const string Body = """{"destination":"202"}""";

    private readonly KilledRig _rig = new();

    [Fact]
    public async Task Kill9_WhileItRings_TheSameRequestAgainDialsNobody()
    {
        await _rig.PrepareAsync();
        var rung = new WatchedPbx(_rig.Pbx);
        string call;
        await using (var first = await _rig.StartAsync())
        {
            var placed = await _rig.Api.Post("/calls/outbound", Body, ("Idempotency-Key", "placed-1"));
            call = (string)placed["call_id"]!;
            await Support.Eventually.TrueAsync(() => rung.Count == 1, "the call rings");
            await first.KillAsync();
        }
        // As if it had died before it could answer.
        Forget();

        await using var second = await _rig.StartAsync();
        var again = await _rig.Api.Post("/calls/outbound", Body, ("Idempotency-Key", "placed-1"));
        var row = await _rig.Api.Get($"/calls/{call}");

        Assert.Equal((200, call), (again.Code, (string?)again["call_id"]));
        Assert.Equal(("failed", CallEndReasons.ProcessCrash), ((string?)row["status"], (string?)row["end_reason"]));
        Assert.Equal(1, _rig.Number("SELECT COUNT(*) FROM calls"));
        Assert.Equal(1, rung.Count);
    }

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    private void Forget()
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_rig.Folder, "voicedock.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "UPDATE idempotency SET Status = NULL, Body = NULL";
        Assert.Equal(1, command.ExecuteNonQuery());
    }
}
