using System.Globalization;
using System.Text.Json.Nodes;

namespace VoiceDock.Tests.Api.Calls;

/// <summary>A trunk's caps as clients see them. Alone with its program: what one test uses up no other may need.</summary>
[Trait("Kind", "Api")]
public sealed class CapApiTests(LiveCallFixture fixture) : IClassFixture<LiveCallFixture>
{
    [Fact]
    public async Task Cap_IsSetShownAndReached_AndLiftedAgain()
    {
        await using var call = await fixture.CallAsync();
        var trunk = $"/sip-trunks/{fixture.TrunkId}";
        var set = await fixture.Api.Patch(trunk, """{"max_calls_per_day":1,"max_minutes_per_day":600}""");
        var first = await call.TransferAsync("201");
        await call.WaitForTransferAsync((string)first["transfer_id"]!, "failed");

        var refused = await call.TransferAsync("203");
        var shown = (await fixture.Api.Get(trunk))["trunk"]!;
        var health = await fixture.Api.Get("/health");
        await fixture.Api.Patch(trunk, """{"max_calls_per_day":null}""");
        var after = await call.TransferAsync("203");

        Assert.Equal((1, 600), ((int)set["trunk"]!["max_calls_per_day"]!, (int)set["trunk"]!["max_minutes_per_day"]!));
        Assert.Equal((429, "trunk_cap_reached"), (refused.Code, refused.ErrorCode));
        Assert.Contains("has reached its cap of 1 call a day. Calls over it are possible again from 00:00 on ", refused.Text);
        Assert.InRange(int.Parse(refused.Header("Retry-After")!, CultureInfo.InvariantCulture), 1, 90_000);
        Assert.Equal((1, 0), ((int)shown["today"]!["calls"]!, (int)shown["today"]!["minutes"]!));
        Assert.True((DateTime)shown["today"]!["resets_at"]! > DateTime.UtcNow);
        Assert.Equal("""["calls_used_up"]""", shown["alerts"]!.ToJsonString());
        Assert.Equal(("ok", "alert"), ((string?)health["status"], (string?)health["checks"]!["calls"]!["status"]));
        Assert.Equal(200, after.Code);
    }

    [Theory]
    [InlineData("max_calls_per_day", "0")]
    [InlineData("max_calls_per_day", "1000001")]
    [InlineData("max_minutes_per_day", "-1")]
    [InlineData("max_minutes_per_day", "1.5")]
    public async Task CapThatCannotBe_IsRefusedByName(string field, string value)
    {
        var reply = await fixture.Api.Patch($"/sip-trunks/{fixture.TrunkId}", $$"""{"{{field}}":{{value}}}""");

        Assert.Equal((400, "validation_failed"), (reply.Code, reply.ErrorCode));
        Assert.StartsWith($"{field}: ", (string?)((JsonArray)reply["details"]!)[0], StringComparison.Ordinal);
    }
}
