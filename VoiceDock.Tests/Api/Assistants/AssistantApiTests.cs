using System.Text.Json.Nodes;

namespace VoiceDock.Tests.Api.Assistants;

[Trait("Kind", "Api")]
public sealed class AssistantApiTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private const string Tools = """[{"type":"transfer_call","destinations":[{"type":"number","number":"+31612345678","description":"Sales","message":"One moment."},{"type":"number","number":"200","description":"Desk"}]},{"type":"end_call"}]""";

    private ApiClient Api => fixture.Api;

    [Fact]
    public async Task Create_WithEveryKnownField_ReturnsItAsSent_ButNoSecret()
    {
        var sent = JsonNode.Parse("""
            {"name":"Anna","business_name":"Office","notification_email":"a@example.com","notification_emails":["b@example.com"],"first_message":"Hello",
             "is_active":false,"max_duration_seconds":600,"silence_timeout_seconds":30,"autonomous_silence_handling":true,"voicemail_detection":{"on":true},
             "voicemail_message":"Bye","gdpr_mode":true,"webhook_url":"https://hooks.example.com/x","webhook_events":["status-update"],
             "analysis_plan":{"a":1},"recording_consent":{"ask":false},"stt_config":{"provider":"x"},"llm_config":{"model":"m","tools":[]},
             "tts_config":{"voice":"v"},"speech_config":{"speed":1.5},"metadata":{"k":["v",null]}}
            """)!.AsObject();
        var withSecret = sent.DeepClone().AsObject();
        withSecret["webhook_secret"] = "whsec_canary-in-an-assistant";

        var reply = await Api.Post("/assistants", withSecret.ToJsonString());

        Assert.Equal(201, reply.Code);
        Assert.Null(reply["warnings"]);
        foreach (var (name, value) in sent)
        {
            Assert.True(JsonNode.DeepEquals(value, reply["assistant"]![name]), name);
        }

        Assert.True((bool)reply["assistant"]!["has_webhook_secret"]!);
        Assert.DoesNotContain("canary-in-an-assistant", reply.Text, StringComparison.Ordinal);
        Assert.False(reply.Json.ContainsKey("agent"));
    }

    [Fact]
    public async Task AgentsPath_AddsTheOlderNames()
    {
        var made = await Api.Post("/agents", """{"name":"Alias"}""");
        var id = (string)made["assistant"]!["id"]!;

        var one = await Api.Get($"/agents/{id}");
        var all = await Api.Get("/agents");

        Assert.True(JsonNode.DeepEquals(made["assistant"], made["agent"]));
        Assert.Equal(id, (string?)one["agent"]!["id"]);
        Assert.True(JsonNode.DeepEquals(all["assistants"], all["agents"]));
        Assert.Equal(200, (await Api.Delete($"/agents/{id}")).Code);
    }

    [Fact]
    public async Task Patch_OfToolsOnly_KeepsTheRestOfTheConfiguration()
    {
        var id = (string)(await Api.Post("/assistants", """{"name":"Keeps","first_message":"Hi","llm_config":{"model":"m","temperature":0.2}}"""))["assistant"]!["id"]!;

        var reply = await Api.Patch($"/assistants/{id}", $$$"""{"llm_config":{"tools":{{{Tools}}}}}""");

        Assert.Equal(200, reply.Code);
        var config = reply["assistant"]!["llm_config"]!;
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Tools), config["tools"]));
        Assert.Equal("m", (string?)config["model"]);
        Assert.Equal(0.2, (double)config["temperature"]!);
        Assert.Equal("Hi", (string?)reply["assistant"]!["first_message"]);
    }

    [Theory]
    [InlineData("""{"type":"number","number":"+31612345678"}""")]
    [InlineData("""{"type":"sip","number":"+31612345678","description":"x"}""")]
    [InlineData("""{"type":"number","number":"not dialable!","description":"x"}""")]
    [InlineData("""{"type":"number","number":"+319001234","description":"Premium rate"}""")]
    public async Task Destination_ThatCannotBe_IsRefusedAtWrite(string destination)
    {
        var reply = await Api.Post("/assistants", $$$"""{"name":"Bad","llm_config":{"tools":[{"type":"transfer_call","destinations":[{{{destination}}}]}]}}""");

        Assert.Equal(400, reply.Code);
        Assert.Equal("validation_failed", reply.ErrorCode);
        Assert.Contains("llm_config", (string)reply["details"]![0]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Destination_WithEveryField_IsReturnedAsSent_WithTheKeysNobodyKnows()
    {
        const string Sent = """
            [{"type":"transfer_call","x_tool":1,"destinations":[{"type":"number","number":"200","description":"Sales","ring_seconds":20,"x_note":{"a":1},
              "hours":{"tz":"Europe/Amsterdam","days":["mon","fri"],"from":"22:00","to":"06:00"},"else":"300","next":["201",{"number":"202","ring_seconds":15}],
              "whisper":"Call from {caller}.","accept_key":true,"digits":",12#"}]}]
            """;
        var made = await Api.Post("/assistants", $$$"""{"name":"Hours","llm_config":{"tools":{{{Sent}}}}}""");

        var read = await Api.Get($"/assistants/{made["assistant"]!["id"]}");

        Assert.Equal(201, made.Code);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Sent), read["assistant"]!["llm_config"]!["tools"]), read.Text);
    }

    [Fact]
    public async Task Destination_WithHoursOfNoZone_IsRefusedWithItsPath()
    {
        var reply = await Api.Post("/assistants", """
            {"name":"Bad","llm_config":{"tools":[{"type":"transfer_call","destinations":[
              {"number":"200","description":"x","hours":{"tz":"Mars/Olympus","days":["mon"],"from":"09:00","to":"17:00"},"next":["201","201"]}]}]}}
            """);

        Assert.Equal(400, reply.Code);
        Assert.Equal(
            ["llm_config.tools[0].destinations[0].hours.tz: must be a time zone this machine knows, by its IANA name: Europe/Amsterdam", "llm_config.tools[0].destinations[0].next[1]: is in the list already"],
            reply["details"]!.AsArray().Select(d => (string)d!));
    }

    [Fact]
    public async Task Name_IsAllThatIsNeeded_AndNeeded()
    {
        Assert.Equal(201, (await Api.Post("/assistants", """{"name":"Just a name"}""")).Code);
        Assert.Equal("missing_field", (await Api.Post("/assistants", """{"first_message":"Hi"}""")).ErrorCode);
    }

    [Fact]
    public async Task ConfigurationBlock_ThatIsNoObject_IsRefused() =>
        Assert.Equal("validation_failed", (await Api.Post("/assistants", """{"name":"A","llm_config":"gpt"}""")).ErrorCode);
}
