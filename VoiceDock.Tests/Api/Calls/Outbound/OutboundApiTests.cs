using System.Text.Json.Nodes;
using VoiceDock.Core.Access;
using VoiceDock.Core.Calls;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Api.Calls.Outbound;

/// <summary><c>POST /calls/outbound</c> on the wire; the practice PBX is whom is called.</summary>
[Trait("Kind", "Api")]
public sealed class OutboundApiTests(LiveCallFixture fixture) : IClassFixture<LiveCallFixture>
{
    [Fact]
    public async Task Documented_Body_PlacesACall_AndTheCallSaysSo()
    {
        var assistant = (string)(await fixture.Api.Get($"/numbers/{fixture.NumberId}"))["number"]!["assistant_id"]!;

        var reply = await fixture.Api.Post("/calls/outbound", $$"""
            {"destination":"200","number_id":"{{fixture.NumberId}}","assistant_id":"{{assistant}}","assistant_override":{"first_message":"Hello John." } }
            """);
        var call = await UntilAsync(reply, c => (string?)c["status"] == "in-progress");

        Assert.Equal(200, reply.Code);
        Assert.Equal($$"""{"success":true,"call_id":"{{reply["call_id"]}}","status":"dialing"}""", reply.Text);
        Assert.Equal(("outbound", "200", LiveCallFixture.OurNumber), ((string?)call["direction"], (string?)call["caller_phone"], (string?)call["assistant_phone"]));
        Assert.Equal((assistant, assistant, fixture.NumberId), ((string?)call["assistant_id"], (string?)call["agent_id"], (string?)call["number_id"]));
        Assert.Equal(200, (await fixture.Api.Post($"/calls/{reply["call_id"]}/control", """{"type":"end-call"}""")).Code);
        Assert.Equal("api_hangup", (string?)(await UntilAsync(reply, c => (string?)c["status"] == "ended"))["end_reason"]);
    }

    [Theory]
    [InlineData("""{"to":"201","from":"+441632960100"}""")]
    [InlineData("""{"phone_number":"201","phone_number_id":"NUMBER"}""")]
    [InlineData("""{"customer":{"number":"201","name":"John"},"metadata":{"order":7}}""")]
    [InlineData("""{"destination":"201","assistant":{"name":"Reminder","llm_config":{"provider":"openai","model":"gpt-4o-mini"},"first_message":"Hi."}}""")]
    public async Task OtherSpellings_AreTaken_AndABusyCallFailed(string body)
    {
        var reply = await fixture.Api.Post("/calls/outbound", body.Replace("NUMBER", fixture.NumberId));

        Assert.Equal(200, reply.Code);
        var call = await UntilAsync(reply, c => (string?)c["status"] == "failed");
        Assert.Equal("busy", (string?)call["end_reason"]);
        Assert.Equal("201 is busy.", (string?)call["error"]);
        Assert.Null(call["started_at"]);
    }

    [Theory]
    [InlineData("{}", 400, "missing_field")]
    [InlineData("""{"destination":"201","customer":{"number":"202"}}""", 400, "validation_failed")]
    [InlineData("""{"destination":"201","to":"202"}""", 400, "validation_failed")]
    [InlineData("""{"destination":"+31909123456"}""", 403, "destination_not_allowed")]
    [InlineData("""{"destination":"+441632960100"}""", 403, "own_number")]
    [InlineData("""{"destination":"201","assistant":{"max_duration_seconds":1}}""", 400, "validation_failed")]
    [InlineData("""{"destination":"201","assistant_id":"00000000-0000-7000-8000-000000000001"}""", 400, "unknown_assistant")]
    [InlineData("""{"destination":"201","number_id":"00000000-0000-7000-8000-000000000001"}""", 400, "unknown_number")]
    public async Task WrongBodies_AreRefused(string body, int status, string code)
    {
        var reply = await fixture.Api.Post("/calls/outbound", body);

        Assert.Equal((status, code), (reply.Code, reply.ErrorCode));
    }

    [Fact]
    public async Task Repeats_DialOnce_ByKeyAndByContent()
    {
        var body = """{"destination":"201","metadata":{"repeat":"content"}}""";
        var first = await fixture.Api.Post("/calls/outbound", body);
        var again = await fixture.Api.Post("/calls/outbound", body);
        var keyed = await fixture.Api.Post("/calls/outbound", """{"destination":"201","metadata":{"repeat":"key"}}""", ("Idempotency-Key", "out-1"));
        var replayed = await fixture.Api.Post("/calls/outbound", """{"destination":"201","metadata":{"repeat":"key"}}""", ("Idempotency-Key", "out-1"));

        Assert.Equal(first.Text, again.Text);
        Assert.Equal((keyed.Text, "true"), (replayed.Text, replayed.Header("Idempotency-Replayed")));
        Assert.NotEqual((string?)first["call_id"], (string?)keyed["call_id"]);
    }

    [Fact]
    public async Task UnknownFields_AreNamed_AlsoInsideTheAssistant()
    {
        var reply = await fixture.Api.Post("/calls/outbound", """{"destination":"201","voicemail":1,"assistant_override":{"tone":"kind","webhook_secret":"canary"}}""");

        Assert.Equal(200, reply.Code);
        Assert.Equal(
            ["voicemail: unknown field, ignored", "assistant_override.tone: unknown field, ignored"],
            reply["warnings"]!.AsArray().Select(w => (string)w!).Take(2));
        Assert.DoesNotContain("canary", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Key_WithoutTheScope_OrOfAnotherNumber_PlacesNothing()
    {
        var reader = fixture.App.CreateApi(await fixture.App.CreateKeyAsync(new ApiKeyInput { Name = "Reader", Scopes = [ApiScopes.CallsRead] }));

        var other = (await fixture.Api.Get("/numbers"))["numbers"]!.AsArray().Single(n => (string?)n!["phone_number"] == LiveCallFixture.OtherNumber)!;
        var bound = fixture.App.CreateApi(await fixture.App.CreateKeyAsync(new ApiKeyInput
        {
            Name = "Bound",
            Scopes = [ApiScopes.CallsControl],
            NumberIds = [Guid.Parse((string)other["id"]!)],
        }));
        var elsewhere = fixture.App.CreateApi(await fixture.App.CreateKeyAsync(new ApiKeyInput { Name = "Elsewhere", Scopes = [ApiScopes.CallsControl], TrunkIds = [Guid.NewGuid()] }));

        Assert.Equal((403, "forbidden_scope"), Codes(await reader.Post("/calls/outbound", """{"destination":"201"}""")));
        Assert.Equal((400, "unknown_number"), Codes(await bound.Post("/calls/outbound", $$"""{"destination":"201","number_id":"{{fixture.NumberId}}"}""")));
        Assert.Equal((403, "forbidden_scope"), Codes(await elsewhere.Post("/calls/outbound", """{"destination":"201"}""")));
    }

    private async Task<JsonObject> UntilAsync(ApiReply placed, Func<JsonObject, bool> wanted)
    {
        JsonObject? call = null;
        await Eventually.AskedAsync(async () => wanted(call = (await fixture.Api.Get($"/calls/{placed["call_id"]}")).Json), "the call got there");
        return call!;
    }

    private static (int, string?) Codes(ApiReply reply) => (reply.Code, reply.ErrorCode);
}
