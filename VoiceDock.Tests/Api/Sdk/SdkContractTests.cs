using System.Text.Json.Nodes;
using VoiceDock.Tests.Api.Calls;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Api.Sdk;

/// <summary>Every documented field of both generations of the official client, and the requests they send, against the running program.</summary>
[Trait("Kind", "Api")]
public sealed class SdkContractTests(LiveCallFixture fixture) : IClassFixture<LiveCallFixture>
{
    [Fact]
    public async Task Calls_HaveEveryField_WithWhatWasSaid()
    {
        await using var live = await fixture.CallAsync();
        await live.ControlAsync("""{"type":"say","content":"One moment, please.","end_after":false}""");

        var one = await live.ReadAsync();
        var listed = await fixture.Api.Get("/calls?limit=10");

        Assert.Empty(SdkTypes.Differences(SdkTypes.Call, one));
        Assert.Empty(SdkTypes.Differences(SdkTypes.Pagination, listed["pagination"]));
        Assert.All(listed["calls"]!.AsArray(), c => Assert.Empty(SdkTypes.Differences(SdkTypes.Call, c)));
        var messages = one["messages"]!.AsArray();
        Assert.All(messages, m => Assert.Empty(SdkTypes.Differences(SdkTypes.Message, m)));
        Assert.Contains(messages, m => ((string?)m!["role"], (string?)m["content"]) == ("assistant", "One moment, please."));
        Assert.All(messages, m => Assert.NotNull(m!["time"]));
        Assert.All(listed["calls"]!.AsArray(), c => Assert.Empty(c!["messages"]!.AsArray()));
    }

    [Fact]
    public async Task Messages_OfACallThatIsOver_AreKept()
    {
        var live = await fixture.CallAsync();
        await live.ControlAsync("""{"type":"say","content":"Goodbye.","end_after":true}""");
        await live.Caller.Over.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

        JsonObject? call = null;
        await Eventually.AskedAsync(async () => (string?)(call = await live.ReadAsync())["status"] == "ended", "the call is over");
        await fixture.App.Get<VoiceDock.Core.Calls.History.CallJournal>().FlushAsync(TestContext.Current.CancellationToken);

        Assert.Contains((await live.ReadAsync())["messages"]!.AsArray(), m => (string?)m!["content"] == "Goodbye.");
        Assert.Equal("api_hangup", (string?)call!["end_reason"]);
    }

    [Fact]
    public async Task EverythingElse_HasEveryField()
    {
        var assistant = await MakeAssistantAsync();

        Assert.Empty(SdkTypes.Differences(SdkTypes.Number, (await fixture.Api.Get($"/numbers/{fixture.NumberId}"))["number"]));
        Assert.Empty(SdkTypes.Differences(SdkTypes.Trunk, (await fixture.Api.Get($"/sip-trunks/{fixture.TrunkId}"))["sip_trunk"]));
        Assert.Empty(SdkTypes.Differences(SdkTypes.Trunk, (await fixture.Api.Get("/sip-trunks"))["trunks"]![0]));
        Assert.Empty(SdkTypes.Differences(SdkTypes.Organization, (await fixture.Api.Get("/organizations")).Json));
        foreach (var (path, member) in new[] { ("/assistants", "assistant"), ("/agents", "agent") })
        {
            var got = (await fixture.Api.Get($"{path}/{assistant}"))[member];
            Assert.Empty(SdkTypes.Differences(SdkTypes.Assistant, got));
            Assert.DoesNotContain("webhook_secret", got!.AsObject().Select(m => m.Key));
        }
    }

    public static TheoryData<string, string> Commands => new()
    {
        { """{"type":"say","content":"Please hold.","end_after":false}""", "200" },
        { """{"type":"inject-context","content":"The caller is a VIP.","trigger_response":true}""", "422 no_speech_model" },
        { """{"type":"transfer","destination":"202","message":"Transferring you now."}""", "200" },
        { """{"type":"transfer","destination":"202"}""", "200" },
        { """{"type":"end-call","message":"Thank you for calling. Goodbye!"}""", "200" },
        { """{"type":"end-call"}""", "200" },
    };

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Commands_AsTheClientSendsThem(string body, string expected)
    {
        await using var live = await fixture.CallAsync();

        var reply = await live.ControlAsync(body);

        Assert.Equal(expected, reply.Code == 200 ? "200" : $"{reply.Code} {reply.ErrorCode}");
        if (reply.Code == 200)
            Assert.Empty(SdkTypes.Differences(SdkTypes.Control, reply.Json));
        else
            Assert.Empty(SdkTypes.Differences("error string, message string", reply.Json));
    }

    [Fact]
    public async Task OutboundModes_AsTheClientSendsThem()
    {
        var assistant = await MakeAssistantAsync();
        string[] bodies =
        [
            // Reference, transient and hybrid mode; the first names no number, as the client's own first example.
            $$"""{"destination":"201","assistant_id":"{{assistant}}"}""",
            """{"destination":"201","assistant":{"first_message":"Hi.","llm_config":{"provider":"openai","model":"gpt-4o-mini"},"stt_config":{"provider":"deepgram","model":"nova-3-general","language":"nl"},"tts_config":{"provider":"elevenlabs","voice_id":"v"},"voicemail_detection":true,"metadata":{"order":7}}}""",
            $$$"""{"destination":"201","assistant_id":"{{{assistant}}}","assistant_override":{"first_message":"Good afternoon.","silence_timeout_seconds":30},"number_id":"{{{fixture.NumberId}}}"}""",
        ];

        foreach (var body in bodies)
        {
            var reply = await fixture.Api.Post("/calls/outbound", body);
            Assert.Equal((200, "dialing"), (reply.Code, (string?)reply["status"]));
            Assert.Empty(SdkTypes.Differences(SdkTypes.Outbound, reply.Json));
            Assert.False(reply.Json.ContainsKey("warnings"), reply.Text);
        }
    }

    [Fact]
    public async Task Lists_FilterAndCountExactly()
    {
        var since = DateTimeOffset.UtcNow.AddMilliseconds(-1).ToString("O");
        for (var i = 0; i < 3; i++)
        {
            var placed = await fixture.Api.Post("/calls/outbound", $$$"""{"destination":"201","metadata":{"list":{{{i}}}}}""");
            await Eventually.AskedAsync(async () => (string?)(await fixture.Api.Get($"/calls/{placed["call_id"]}"))["status"] == "failed", "the call has failed");
        }
        var from = $"start_date={Uri.EscapeDataString(since)}";

        Assert.Equal((3, 2), await CountAsync($"status=failed&{from}&limit=2"));
        Assert.Equal((3, 1), await CountAsync($"status=failed&{from}&limit=2&offset=2"));
        Assert.Equal((3, 0), await CountAsync($"status=failed&{from}&offset=3"));
        Assert.Equal((0, 0), await CountAsync($"status=failed&{from}&end_date={Uri.EscapeDataString(since)}"));
        Assert.Equal((0, 0), await CountAsync($"status=forwarded&{from}"));
    }

    private async Task<(int Total, int Shown)> CountAsync(string query)
    {
        var page = await fixture.Api.Get($"/calls?{query}");
        return ((int)page["pagination"]!["total"]!, page["calls"]!.AsArray().Count);
    }

    // All that the client may send; the secret is taken.
    private async Task<string> MakeAssistantAsync()
    {
        var made = await fixture.Api.Post("/agents", """
            {"name":"Customer Support","business_name":"Acme","notification_email":"a@example.com","first_message":"Hello.","is_active":true,"max_duration_seconds":600,
             "autonomous_silence_handling":true,"silence_timeout_seconds":20,"voicemail_detection":true,"voicemail_message":"Call us back.","gdpr_mode":false,
             "webhook_url":"https://example.com/hook","webhook_secret":"s","webhook_events":["status-update"],
             "stt_config":{"provider":"deepgram","model":"nova-3-general","language":"nl"},"llm_config":{"provider":"openai","model":"gpt-4o-mini","messages":[{"role":"system","content":"Be kind."}]},
             "tts_config":{"provider":"elevenlabs","voice_id":"v"}}
            """);
        Assert.Equal(201, made.Code);
        Assert.False(made.Json.ContainsKey("warnings"), made.Text);
        return (string)made["agent"]!["id"]!;
    }
}
