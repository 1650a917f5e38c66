using System.Text.Json.Nodes;
using VoiceDock.Core.Access;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Api.Calls;

/// <summary>How the audio of real calls did over time, as clients read it.</summary>
[Trait("Kind", "Api")]
public sealed class CallQualityApiTests(LiveCallFixture fixture) : IClassFixture<LiveCallFixture>
{
    [Fact]
    public async Task Quality_OfARunningTransfer_HasBothLegsSecondBySecond_AndIsKept()
    {
        string id, transfer;
        JsonNode quality = new JsonObject();
        await using (var call = await fixture.CallAsync())
        {
            id = call.Id;
            transfer = (string)(await call.TransferAsync("200"))["transfer_id"]!;
            await call.WaitForTransferAsync(transfer, "connected");
            await Eventually.AskedAsync(
                async () => (quality = await ReadAsync(id))["legs"]!.AsArray() is { Count: 2 } legs && legs[1]!["points"]!.AsArray().Count >= 2, "both legs were measured for two seconds");
        }

        Assert.Equal(["call_id", "legs"], quality.AsObject().Select(m => m.Key));
        Assert.Equal(["name", "transfer_id", "started_at", "step_seconds", "points"], quality["legs"]![0]!.AsObject().Select(m => m.Key));
        Assert.Equal([("caller", null), ("destination 1", transfer)], quality["legs"]!.AsArray().Select(l => ((string?)l!["name"], (string?)l["transfer_id"])));
        var points = quality["legs"]![0]!["points"]!.AsArray();
        Assert.Equal(["second", "mos", "loss_percent", "jitter_ms", "packets", "lost"], points[0]!.AsObject().Select(m => m.Key));
        Assert.Equal(Enumerable.Range(0, points.Count), points.Select(p => (int)p!["second"]!));
        Assert.Contains(points, p => (double?)p!["mos"] > 4 && (double?)p["loss_percent"] == 0 && (int)p["packets"]! > 0);

        await Eventually.AskedAsync(async () => (await fixture.Api.Get($"/calls/{id}"))["ended_at"] is not null, "the call is over");
        Assert.Equal(2, (await ReadAsync(id))["legs"]!.AsArray().Count);
    }

    [Fact]
    public async Task Quality_NeedsItsScope_AndACallTheKeyMaySee()
    {
        await using var call = await fixture.CallAsync();
        using var other = fixture.App.CreateApi(await fixture.App.CreateKeyAsync(new ApiKeyInput { Name = "Other", Scopes = [ApiScopes.TrunksRead] }));
        using var bound = fixture.App.CreateApi(await fixture.App.CreateKeyAsync(new ApiKeyInput { Name = "Bound", Scopes = ApiScopes.All, NumberIds = [Guid.CreateVersion7()] }));

        Assert.Equal("forbidden_scope", (await other.Get($"/calls/{call.Id}/quality")).ErrorCode);
        Assert.Equal("not_found", (await bound.Get($"/calls/{call.Id}/quality")).ErrorCode);
        Assert.Equal("not_found", (await fixture.Api.Get($"/calls/{Guid.CreateVersion7()}/quality")).ErrorCode);
    }

    private async Task<JsonNode> ReadAsync(string id) => (await fixture.Api.Get($"/calls/{id}/quality"))["quality"]!;
}
