using System.Text.Json.Nodes;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Api.Calls;

/// <summary>Commands on real calls: a practice caller, the practice PBX, everything over SIP on loopback.</summary>
[Trait("Kind", "Api")]
public sealed class CallControlTests(LiveCallFixture fixture) : IClassFixture<LiveCallFixture>
{
    [Fact]
    public async Task Transfer_ToAnExtensionThatAnswers_ConnectsAndCanBeEnded()
    {
        await using var call = await fixture.CallAsync();

        var reply = await call.TransferAsync("200");
        var id = (string)reply["transfer_id"]!;
        var connected = await call.WaitForTransferAsync(id, "connected");
        var during = await call.ReadAsync();
        var ended = await call.ControlAsync("""{"type":"end-call"}""");
        await call.Caller.Over;

        Assert.Equal($$"""{"success":true,"message":"Transfer started","transfer_id":"{{id}}"}""", reply.Text);
        Assert.Equal("transferred", (string?)during["status"]);
        Assert.Null(during["ended_at"]);
        Assert.Equal(id, (string?)during["active_transfer_id"]);
        Assert.Equal(("200", "200", "bridge"), ((string?)connected["destination"], (string?)connected["dialled"], (string?)connected["method"]));
        Assert.Equal(("destination", fixture.TrunkId), ((string?)connected["caller_with"], (string?)connected["trunk_id"]));
        Assert.Equal("""{"type":"api","name":"Test"}""", connected["requested_by"]!.ToJsonString());
        Assert.Equal("udp", (string?)connected["attempts"]![0]!["transport"]);
        Assert.Equal("""{"success":true,"message":"Command sent successfully"}""", ended.Text);
        var after = await call.ReadAsync();
        Assert.Equal(("ended", "api_hangup"), ((string?)after["status"], (string?)after["end_reason"]));
        Assert.Equal((string?)after["caller_phone"], call.Caller.Number);
        Assert.Equal(fixture.NumberId, (string?)after["number_id"]);
    }

    [Theory]
    [InlineData("201", "busy", 486)]
    [InlineData("203", "declined", 603)]
    [InlineData("999", "not_found", 404)]
    [InlineData("205", "auth_failed", 401)]
    public async Task Transfer_ThatFails_TellsWhyAndKeepsTheCaller(string extension, string reason, int sipCode)
    {
        await using var call = await fixture.CallAsync();

        var reply = await call.TransferAsync(extension);
        var failed = await call.WaitForTransferAsync((string)reply["transfer_id"]!, "failed");

        Assert.Equal(200, reply.Code);
        Assert.Equal(reason, (string?)failed["reason"]);
        Assert.Equal(sipCode, (int?)failed["sip_code"]);
        Assert.Equal("assistant", (string?)failed["caller_with"]);
        Assert.NotEmpty((string)failed["explanation"]!);
        Assert.Equal("in-progress", (string?)(await call.ReadAsync())["status"]);
    }

    [Fact]
    public async Task CancelTransfer_WhileRinging_BringsTheCallerBack()
    {
        await using var call = await fixture.CallAsync();
        var none = await call.ControlAsync("""{"type":"cancel-transfer"}""");
        var id = (string)(await call.TransferAsync("202"))["transfer_id"]!;
        await call.WaitForTransferAsync(id, "ringing");

        var other = await call.ControlAsync($$"""{"type":"cancel-transfer","transfer_id":"{{Guid.NewGuid()}}"}""");
        var cancelled = await call.ControlAsync($$"""{"type":"cancel-transfer","transfer_id":"{{id}}"}""");

        Assert.Equal((409, "no_active_transfer"), (none.Code, none.ErrorCode));
        Assert.Equal(409, other.Code);
        Assert.Equal(200, cancelled.Code);
        await call.WaitForTransferAsync(id, "cancelled");
        Assert.Equal("in-progress", (string?)(await call.ReadAsync())["status"]);
    }

    [Fact]
    public async Task Transfer_ByAnUnknownMethod_IsRefused()
    {
        await using var call = await fixture.CallAsync();

        var reply = await call.ControlAsync("""{"type":"transfer","destination":"200","method":"fax"}""");

        Assert.Equal((400, "validation_failed"), (reply.Code, reply.ErrorCode));
        Assert.Contains("method", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Transfer_ByRefer_ThatThePhoneSystemDoesNotTake_KeepsTheCaller()
    {
        await using var call = await fixture.CallAsync();

        var reply = await call.ControlAsync("""{"type":"transfer","destination":"200","method":"refer"}""");
        var failed = await call.WaitForTransferAsync((string)reply["transfer_id"]!, "failed");

        Assert.Equal(("refer", "refer_failed", "assistant"), ((string?)failed["method"], (string?)failed["reason"], (string?)failed["caller_with"]));
        Assert.Equal("refer", (string?)failed["attempts"]![0]!["method"]);
        Assert.Equal("in-progress", (string?)(await call.ReadAsync())["status"]);
    }

    [Fact]
    public async Task TakeBack_WhileConnected_BringsTheCallerBackAndCountsNothing()
    {
        await using var call = await fixture.CallAsync();
        var none = await call.ControlAsync("""{"type":"take-back"}""");
        var id = (string)(await call.TransferAsync("200"))["transfer_id"]!;
        await call.WaitForTransferAsync(id, "connected");

        var other = await call.ControlAsync($$"""{"type":"take-back","transfer_id":"{{Guid.NewGuid()}}"}""");
        var taken = await call.ControlAsync("""{"type":"take-back"}""");
        var again = await call.ControlAsync($$"""{"type":"take-back","transfer_id":"{{id}}"}""");

        Assert.Equal((409, "no_active_transfer"), (none.Code, none.ErrorCode));
        Assert.Equal((409, "no_active_transfer"), (other.Code, other.ErrorCode));
        Assert.Equal("""{"success":true,"message":"Command sent successfully"}""", taken.Text);
        Assert.Equal("9", taken.Header("X-RateLimit-Remaining"));
        Assert.Equal(200, again.Code);
        var transfer = await call.ReadTransferAsync(id);
        Assert.Equal(("taken_back", "assistant", "taken_back"), ((string?)transfer["state"], (string?)transfer["caller_with"], (string?)transfer["reason"]));
        Assert.NotNull(transfer["ended_at"]);
        Assert.Equal("in-progress", (string?)(await call.ReadAsync())["status"]);
        Assert.Equal(409, (await call.ControlAsync("""{"type":"take-back"}""")).Code);
    }

    [Fact]
    public async Task TakeBack_WhileRinging_IsRefused_AndTheTransferGoesOn()
    {
        await using var call = await fixture.CallAsync();
        var id = (string)(await call.TransferAsync("202"))["transfer_id"]!;
        await call.WaitForTransferAsync(id, "ringing");

        var reply = await call.ControlAsync("""{"type":"take-back"}""");

        Assert.Equal((409, "no_active_transfer"), (reply.Code, reply.ErrorCode));
        Assert.Equal("ringing", (string?)(await call.ReadTransferAsync(id))["state"]);
    }

    [Fact]
    public async Task Transfer_AskedAgain_IsTheSameOne_AndAnotherIsRefusedWithItsName()
    {
        await using var call = await fixture.CallAsync();
        var first = await call.TransferAsync("202");

        var again = await call.TransferAsync("202");
        var other = await call.TransferAsync("200");

        Assert.Equal(first.Text, again.Text);
        Assert.Equal((409, "transfer_in_progress"), (other.Code, other.ErrorCode));
        Assert.Contains($"transfer_id: {first["transfer_id"]}", other["details"]!.AsArray().Select(d => (string)d!));
        Assert.Single((await fixture.Api.Get($"/calls/{call.Id}/transfers"))["transfers"]!.AsArray());
    }

    [Fact]
    public async Task IdempotencyKey_OnATransfer_ReplaysItsAnswerEvenAfterItFailed()
    {
        await using var call = await fixture.CallAsync();
        const string body = """{"type":"transfer","destination":"201"}""";
        var first = await call.ControlAsync(body, ("Idempotency-Key", $"t-{call.Id}"));
        await call.WaitForTransferAsync((string)first["transfer_id"]!, "failed");

        var again = await call.ControlAsync(body, ("Idempotency-Key", $"t-{call.Id}"));

        Assert.Equal(first.Text, again.Text);
        Assert.Equal("true", again.Header("Idempotency-Replayed"));
        Assert.Single((await fixture.Api.Get($"/calls/{call.Id}/transfers"))["transfers"]!.AsArray());
    }

    [Fact]
    public async Task TenCommandsAMinute_AreAllACallTakes_ButItCanAlwaysBeEnded()
    {
        await using var call = await fixture.CallAsync();
        for (var i = 0; i < 10; i++)
        {
            var taken = await call.TransferAsync(i % 2 == 0 ? "201" : "203");
            Assert.Equal((200, "10", $"{9 - i}"), (taken.Code, taken.Header("X-RateLimit-Limit"), taken.Header("X-RateLimit-Remaining")));
            await call.WaitForTransferAsync((string)taken["transfer_id"]!, "failed");
        }

        var refused = await call.TransferAsync("200");
        var ended = await call.ControlAsync("""{"type":"end-call"}""");

        Assert.Equal((429, "call_rate_limited"), (refused.Code, refused.ErrorCode));
        Assert.InRange(int.Parse(refused.Header("Retry-After")!, System.Globalization.CultureInfo.InvariantCulture), 1, 60);
        Assert.Equal("0", refused.Header("X-RateLimit-Remaining"));
        Assert.Equal(200, ended.Code);
    }

    public static TheoryData<string, int, string> Wrong => new()
    {
        { """{"type":"dance"}""", 400, "invalid_command" },
        { """{"destination":"200"}""", 400, "missing_field" },
        { """{"type":"transfer"}""", 400, "missing_field" },
        { """{"type":"transfer","destination":""}""", 400, "validation_failed" },
        { """{"type":"transfer","destination":"not a number"}""", 400, "invalid_destination" },
        { """{"type":"transfer","destination":"sip:200@elsewhere.example"}""", 400, "invalid_destination" },
        { """{"type":"transfer","destination":"+31201230001"}""", 403, "own_number" },
        { """{"type":"transfer","destination":"+319001234"}""", 403, "destination_not_allowed" },
        { """{"type":"transfer","destination":"1234567"}""", 403, "destination_not_allowed" },
        { """{"type":"end-call","message":""}""", 400, "validation_failed" },
        { """{"type":"say"}""", 400, "missing_field" },
        { """{"type":"say","content":""}""", 400, "validation_failed" },
        { """{"type":"say","content":"Hello","end_after":"yes"}""", 400, "validation_failed" },
        { """{"type":"inject-context"}""", 400, "missing_field" },
        { """{"type":"inject-context","content":""}""", 400, "validation_failed" },
        { """{"type":"inject-context","content":"VIP","trigger_response":1}""", 400, "validation_failed" },
        { """{"type":"inject-context","content":"VIP","trigger_response":false}""", 422, "no_speech_model" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Command_ThatIsWrong_IsRefusedAndDoesNotCount(string body, int status, string code)
    {
        await using var call = await fixture.CallAsync();

        var reply = await call.ControlAsync(body);

        Assert.Equal((status, code), (reply.Code, reply.ErrorCode));
        Assert.Equal("10", reply.Header("X-RateLimit-Remaining"));
    }

    [Fact]
    public async Task Message_LongerThanAThousand_IsRefused()
    {
        await using var call = await fixture.CallAsync();

        var reply = await call.ControlAsync(new JsonObject { ["type"] = "transfer", ["destination"] = "200", ["message"] = new string('x', 1001) }.ToJsonString());

        Assert.Equal("validation_failed", reply.ErrorCode);
    }

    [Theory]
    [InlineData("say", 2000, 200, null)]
    [InlineData("say", 2001, 400, "validation_failed")]
    [InlineData("inject-context", 8000, 422, "no_speech_model")]
    [InlineData("inject-context", 8001, 400, "validation_failed")]
    public async Task Content_MayBeAsLongAsTheContractSays(string type, int length, int status, string? code)
    {
        await using var call = await fixture.CallAsync();

        var reply = await call.ControlAsync(new JsonObject { ["type"] = type, ["content"] = new string('x', length) }.ToJsonString());

        Assert.Equal((status, code), (reply.Code, reply.Code < 400 ? null : reply.ErrorCode));
    }

    [Fact]
    public async Task Hold_AndResume_AreToldByTheCall_AndRepeatsCountNothing()
    {
        await using var call = await fixture.CallAsync();
        Assert.False((bool)(await call.ReadAsync())["on_hold"]!);

        var held = await call.ControlAsync("""{"type":"hold"}""");
        var again = await call.ControlAsync("""{"type":"hold"}""");
        var during = await call.ReadAsync();
        var resumed = await call.ControlAsync("""{"type":"resume"}""");
        var twice = await call.ControlAsync("""{"type":"resume"}""");

        Assert.All([held, again, resumed, twice], r => Assert.Equal("""{"success":true,"message":"Command sent successfully"}""", r.Text));
        Assert.Equal(("9", "9", "9"), (held.Header("X-RateLimit-Remaining"), again.Header("X-RateLimit-Remaining"), twice.Header("X-RateLimit-Remaining")));
        Assert.Equal((true, "in-progress"), ((bool)during["on_hold"]!, (string?)during["status"]));
        Assert.False((bool)(await call.ReadAsync())["on_hold"]!);
    }

    [Fact]
    public async Task Hold_ThenTransfer_Connects_AndWhileConnectedHoldAndSayAreRefusedWithItsName()
    {
        await using var call = await fixture.CallAsync();
        await call.ControlAsync("""{"type":"hold"}""");
        var id = (string)(await call.TransferAsync("200"))["transfer_id"]!;
        await call.WaitForTransferAsync(id, "connected");

        var refused = new[]
        {
            await call.ControlAsync("""{"type":"hold"}"""),
            await call.ControlAsync("""{"type":"resume"}"""),
            await call.ControlAsync("""{"type":"say","content":"Hello?"}"""),
        };

        Assert.All(refused, r => Assert.Equal((409, "caller_with_destination", $"transfer_id: {id}"), (r.Code, r.ErrorCode, (string?)r["details"]![0])));
        // The hold and the transfer.
        Assert.Equal("8", refused[2].Header("X-RateLimit-Remaining"));
        Assert.False((bool)(await call.ReadAsync())["on_hold"]!);
    }

    [Fact]
    public async Task Say_IsTakenWhenItIsHeard_AndEndsTheCallOnlyWhenAsked()
    {
        await using var call = await fixture.CallAsync();

        var said = await call.ControlAsync("""{"type":"say","content":"A colleague is looking it up."}""");
        var still = await call.ReadAsync();
        var last = await call.ControlAsync("""{"type":"say","content":"Goodbye.","end_after":true}""");

        Assert.Equal("""{"success":true,"message":"Command sent successfully"}""", said.Text);
        Assert.Equal("in-progress", (string?)still["status"]);
        Assert.Equal(200, last.Code);
        await call.Caller.Over.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        Assert.Equal("api_hangup", (string?)(await call.ReadAsync())["end_reason"]);
    }

    [Theory]
    [InlineData(2_000, 200)]
    [InlineData(2_001, 400)]
    public async Task Say_TakesTwoThousandCharacters(int length, int status)
    {
        await using var call = await fixture.CallAsync();

        var reply = await call.ControlAsync(new JsonObject { ["type"] = "say", ["content"] = new string('x', length) }.ToJsonString());

        Assert.Equal((status, status == 200 ? null : "validation_failed"), (reply.Code, reply.ErrorCode));
    }

    [Fact]
    public async Task Number_WithoutATrunk_CannotTransfer()
    {
        await using var call = await fixture.CallAsync();
        await fixture.Api.Patch($"/numbers/{fixture.NumberId}", """{"transfer_trunk_id":null}""");

        var reply = await call.TransferAsync("200");

        await fixture.Api.Patch($"/numbers/{fixture.NumberId}", $$"""{"transfer_trunk_id":"{{fixture.TrunkId}}"}""");
        Assert.Equal((422, "no_transfer_trunk"), (reply.Code, reply.ErrorCode));
    }

    [Fact]
    public async Task EndedCall_TakesNoCommand()
    {
        var call = await fixture.CallAsync();
        await call.DisposeAsync();
        await Eventually.AskedAsync(async () => (await call.ReadAsync())["ended_at"] is not null, "the BYE has arrived");

        var reply = await call.TransferAsync("200");

        Assert.Equal((400, "call_not_active"), (reply.Code, reply.ErrorCode));
    }

    [Fact]
    public async Task List_CountsEveryCallExactly_AndPages()
    {
        await using var one = await fixture.CallAsync();
        await using var two = await fixture.CallAsync();

        var all = await fixture.Api.Get("/calls?limit=1000");
        var total = (int)all["pagination"]!["total"]!;
        var second = await fixture.Api.Get("/calls?limit=1&offset=1");
        var running = await fixture.Api.Get("/calls?status=in-progress");

        Assert.Equal(total, all["calls"]!.AsArray().Count);
        Assert.Equal((string?)all["calls"]![1]!["id"], (string?)second["calls"]![0]!["id"]);
        Assert.Equal(two.Id, (string?)all["calls"]![0]!["id"]);
        Assert.Contains(running["calls"]!.AsArray(), c => (string?)c!["id"] == one.Id);
    }
}
