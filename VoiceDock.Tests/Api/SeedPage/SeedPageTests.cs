using System.Diagnostics;
using System.Text.Json.Nodes;
using VoiceDock.Tests.Api.Calls;

namespace VoiceDock.Tests.Api.SeedPage;

/// <summary>
/// The product page's requests as a reader would paste them into a shell. Only the origin, the key and the ids are substituted. The one body with an
/// apostrophe breaks in the page's single quotes, so it is sent from a file.
/// </summary>
[Trait("Kind", "Api")]
public sealed class SeedPageTests(LiveCallFixture fixture) : IClassFixture<LiveCallFixture>
{
    private const string Create = """
        curl -X POST https://api.hmsovereign.com/api/v1/sip-trunks \
          -H "Authorization: Bearer YOUR_API_KEY" \
          -H "Content-Type: application/json" \
          -d '{
            "name": "Office PBX",
            "host": "pbx.example.com",
            "port": 5060,
            "username": "hms-sovereign",
            "password": "secure-password"
          }'
        """;

    private const string Assign = """
        curl -X PATCH https://api.hmsovereign.com/api/v1/numbers/NUMBER_ID \
          -H "Authorization: Bearer YOUR_API_KEY" \
          -H "Content-Type: application/json" \
          -d '{"transfer_trunk_id": "trunk-uuid"}'
        """;

    private const string Control = """
        curl -X POST https://api.hmsovereign.com/api/v1/calls/CALL_ID/control \
          -H "Authorization: Bearer YOUR_API_KEY" \
          -H "Content-Type: application/json" \
          -d @BODY_FILE
        """;

    private const string ControlBody = """
        {
          "type": "transfer",
          "destination": "+31612345678",
          "message": "One moment, I'm transferring you."
        }
        """;

    private const string List = """
        curl https://api.hmsovereign.com/api/v1/sip-trunks \
          -H "Authorization: Bearer YOUR_API_KEY"
        """;

    private const string Delete = """
        curl -X DELETE https://api.hmsovereign.com/api/v1/sip-trunks/TRUNK_ID \
          -H "Authorization: Bearer YOUR_API_KEY"
        """;

    [Fact]
    public async Task TrunkCommands_ThroughARealShell_DoWhatThePageSays()
    {
        var number = (string)(await fixture.Api.Post("/numbers", """{"phone_number":"+31201230077","name":"Desk"}"""))["number"]!["id"]!;

        var created = await ShellAsync(Create);
        var id = (string)created["sip_trunk"]!["id"]!;
        var assigned = await ShellAsync(Assign, ("NUMBER_ID", number), ("trunk-uuid", id));
        var listed = await ShellAsync(List);
        var deleted = await ShellAsync(Delete, ("TRUNK_ID", id));

        Assert.True(JsonNode.DeepEquals(created["sip_trunk"], created["trunk"]));
        Assert.Equal(("Office PBX", "pbx.example.com", 5060, "hms-sovereign"),
            ((string?)created["trunk"]!["name"], (string?)created["trunk"]!["host"], (int)created["trunk"]!["port"]!, (string?)created["trunk"]!["username"]));
        Assert.True((bool)created["trunk"]!["has_password"]!);
        Assert.NotNull(created["trunk"]!["created_at"]);
        Assert.Equal((id, "Office PBX", "Desk"),
            ((string?)assigned["number"]!["transfer_trunk_id"], (string?)assigned["number"]!["transfer_trunk_name"], (string?)assigned["number"]!["name"]));
        Assert.Contains(listed["trunks"]!.AsArray(), t => (string?)t!["id"] == id);
        Assert.All(new[] { created, assigned, listed }, answer => Assert.DoesNotContain("secure-password", answer.ToJsonString(), StringComparison.Ordinal));
        Assert.Equal("""{"success":true}""", deleted.ToJsonString());
        Assert.Equal(404, (await fixture.Api.Get($"/sip-trunks/{id}")).Code);
        Assert.Null((await fixture.Api.Get($"/numbers/{number}"))["number"]!["transfer_trunk_id"]);
    }

    [Fact]
    public async Task ControlCommand_OnARealCall_StartsOneTransfer()
    {
        await using var call = await fixture.CallAsync();
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, ControlBody, TestContext.Current.CancellationToken);

        var answer = await ShellAsync(Control, ("CALL_ID", call.Id), ("BODY_FILE", file));
        var failed = await call.WaitForTransferAsync((string)answer["transfer_id"]!, "failed");

        File.Delete(file);
        Assert.True((bool)answer["success"]!);
        Assert.NotEmpty((string)answer["message"]!);
        Assert.Equal(("+31612345678", "not_found"), ((string?)failed["destination"], (string?)failed["reason"]));
        Assert.Single(failed["attempts"]!.AsArray());
    }

    [Theory]
    [InlineData("""{"name":"FreePBX Trunk","host":"192.168.1.100","port":5060,"username":"hms-sovereign-trunk","password":"your-secret"}""")]
    [InlineData("""{"name":"3CX Trunk","host":"yourcompany.3cx.com","port":5060,"username":"hms-sovereign","password":"your-secret"}""")]
    [InlineData("""{"name":"Generic SIP","host":"sip.provider.com","port":5060,"username":"your-account","password":"your-secret"}""")]
    public async Task PresetBodies_AreTaken(string body)
    {
        var reply = await fixture.Api.Post("/sip-trunks", body);

        Assert.Equal(201, reply.Code);
        Assert.Equal((string?)JsonNode.Parse(body)!["host"], (string?)reply["sip_trunk"]!["host"]);
        Assert.DoesNotContain("your-secret", reply.Text, StringComparison.Ordinal);
    }

    private async Task<JsonObject> ShellAsync(string command, params (string Placeholder, string Value)[] ids)
    {
        var text = command.Replace("https://api.hmsovereign.com", fixture.App.BaseUrl, StringComparison.Ordinal)
            .Replace("YOUR_API_KEY", fixture.Key, StringComparison.Ordinal);
        text = ids.Aggregate(text, (t, id) => t.Replace(id.Placeholder, id.Value, StringComparison.Ordinal));
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh") { ArgumentList = { "-c", text }, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = shell.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var complaints = shell.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(shell.ExitCode == 0, await complaints);
        return JsonNode.Parse(await output)!.AsObject();
    }
}
