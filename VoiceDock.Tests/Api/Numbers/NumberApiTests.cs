namespace VoiceDock.Tests.Api.Numbers;

[Trait("Kind", "Api")]
public sealed class NumberApiTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private static int _next = 1_000;

    private ApiClient Api => fixture.Api;

    [Fact]
    public async Task Create_WithAssistantAndTrunk_ShowsTheirNamesInBothSpellings()
    {
        var assistant = (string)(await Api.Post("/assistants", """{"name":"Anna","business_name":"Office"}"""))["assistant"]!["id"]!;
        var trunk = (string)(await Api.Post("/sip-trunks", """{"name":"Number trunk","host":"h.example"}"""))["trunk"]!["id"]!;

        var reply = await Api.Post("/numbers", $$"""{"phone_number":"{{Fresh()}}","name":"Reception","agent_id":"{{assistant}}","transfer_trunk_id":"{{trunk}}","workflow_id":null}""");

        Assert.Equal(201, reply.Code);
        var number = reply["number"]!;
        Assert.Equal(assistant, (string?)number["assistant_id"]);
        Assert.Equal(assistant, (string?)number["agent_id"]);
        Assert.Equal("Anna", (string?)number["assistant_name"]);
        Assert.Equal("Anna", (string?)number["agent_name"]);
        Assert.Equal("Office", (string?)number["business_name"]);
        Assert.Equal("Number trunk", (string?)number["transfer_trunk_name"]);
        Assert.Equal("manual", (string?)number["source"]);
        Assert.True((bool)number["is_active"]!);
        Assert.True(number.AsObject().ContainsKey("workflow_id"));
        Assert.True(number.AsObject().ContainsKey("workflow_name"));
    }

    public static TheoryData<string, int, string> Wrong => new()
    {
        { """{}""", 400, "missing_field" },
        { """{"phone_number":"0201234567"}""", 400, "validation_failed" },
        { """{"phone_number":"+31201239999","assistant_id":"not-a-uuid"}""", 400, "validation_failed" },
        { """{"phone_number":"+31201239999","assistant_id":"0198c000-0000-7000-8000-000000000000"}""", 400, "unknown_assistant" },
        { """{"phone_number":"+31201239999","transfer_trunk_id":"0198c000-0000-7000-8000-000000000000"}""", 400, "unknown_trunk" },
        { """{"phone_number":"+31201239999","workflow_id":"0198c000-0000-7000-8000-000000000000"}""", 400, "validation_failed" },
        { """{"phone_number":"+31201239999","assistant_id":"0198c000-0000-7000-8000-000000000000","agent_id":null}""", 400, "unknown_assistant" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Create_Wrong_IsRefused(string body, int status, string code)
    {
        var reply = await Api.Post("/numbers", body);

        Assert.Equal(status, reply.Code);
        Assert.Equal(code, reply.ErrorCode);
    }

    [Fact]
    public async Task Create_Twice_IsADuplicate()
    {
        var number = Fresh();
        await Api.Post("/numbers", $$"""{"phone_number":"{{number}}"}""");

        var reply = await Api.Post("/numbers", $$"""{"phone_number":"{{number}}","name":"Another"}""");

        Assert.Equal(409, reply.Code);
        Assert.Equal("duplicate_number", reply.ErrorCode);
    }

    [Fact]
    public async Task Patch_ChangesOnlyWhatWasSent_AndNeverTheNumber()
    {
        var id = await MakeAsync("\"name\":\"Desk\"");

        var off = await Api.Patch($"/numbers/{id}", """{"is_active":false}""");
        var other = await Api.Patch($"/numbers/{id}", """{"phone_number":"+31209999999"}""");
        var cleared = await Api.Patch($"/numbers/{id}", """{"name":null}""");

        Assert.Equal("Desk", (string?)off["number"]!["name"]);
        Assert.False((bool)off["number"]!["is_active"]!);
        Assert.Equal(400, other.Code);
        Assert.Null(cleared["number"]!["name"]);
    }

    [Fact]
    public async Task DeletedTrunkAndAssistant_LeaveTheNumberWithoutThem()
    {
        var assistant = (string)(await Api.Post("/assistants", """{"name":"Leaving"}"""))["assistant"]!["id"]!;
        var trunk = (string)(await Api.Post("/sip-trunks", """{"name":"Leaving","host":"h.example"}"""))["trunk"]!["id"]!;
        var id = await MakeAsync($"\"assistant_id\":\"{assistant}\",\"transfer_trunk_id\":\"{trunk}\"");
        Assert.Equal(1, (int)(await Api.Get($"/sip-trunks/{trunk}"))["trunk"]!["number_count"]!);

        var trunkGone = await Api.Delete($"/sip-trunks/{trunk}");
        var assistantGone = await Api.Delete($"/assistants/{assistant}");

        Assert.Equal("""{"success":true}""", trunkGone.Text);
        Assert.Equal("""{"success":true}""", assistantGone.Text);
        var number = (await Api.Get($"/numbers/{id}"))["number"]!;
        Assert.Null(number["transfer_trunk_id"]);
        Assert.Null(number["transfer_trunk_name"]);
        Assert.Null(number["assistant_id"]);
        Assert.Equal(404, (await Api.Get($"/sip-trunks/{trunk}")).Code);
    }

    [Fact]
    public async Task Delete_MakesTheNumberUnknown()
    {
        var id = await MakeAsync("\"name\":\"Short-lived\"");

        Assert.Equal("""{"success":true}""", (await Api.Delete($"/numbers/{id}")).Text);
        Assert.Equal(404, (await Api.Get($"/numbers/{id}")).Code);
        Assert.Equal(404, (await Api.Delete($"/numbers/{id}")).Code);
    }

    private static string Fresh() => $"+3120123{Interlocked.Increment(ref _next):D4}";

    private async Task<string> MakeAsync(string members)
    {
        var made = await Api.Post("/numbers", $$"""{"phone_number":"{{Fresh()}}",{{members}}}""");
        Assert.Equal(201, made.Code);
        return (string)made["number"]!["id"]!;
    }
}
