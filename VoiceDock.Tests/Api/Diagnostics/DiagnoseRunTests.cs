using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using VoiceDock.Core.Idempotency;
using VoiceDock.Core.Storage;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Api.Diagnostics;

/// <summary>Runs of the doctor through the API, against a practice PBX and a silent peer: real packets.</summary>
[Trait("Kind", "Api")]
public sealed class DiagnoseRunTests(DiagnosticsFixture fixture) : IClassFixture<DiagnosticsFixture>
{
    private static readonly string[] _members =
    [
        "id", "trunk_id", "trunk_name", "address", "mode", "destination", "status", "verdict", "requested_by", "created_at", "finished_at", "checks", "request_preview",
    ];

    private static readonly string[] _checkMembers = ["name", "status", "took_ms", "sent", "received", "cause", "fix", "side", "rule", "facts"];

    [Fact]
    public async Task HealthyTrunk_IsExaminedToTheEnd()
    {
        using var api = await fixture.ClientAsync();
        var trunk = await fixture.TrunkAsync();

        var begun = await api.Post($"/sip-trunks/{trunk}/diagnose", body: null);
        var done = await DiagnosticsFixture.PollAsync(api, trunk, IdOf(begun));

        Assert.Equal(202, begun.Code);
        Assert.Equal(_members.Order(), begun["report"]!.AsObject().Select(m => m.Key).Order());
        Assert.Equal(("running", "silent", trunk), ((string?)begun["report"]!["status"], (string?)begun["report"]!["mode"], (string?)begun["report"]!["trunk_id"]));
        Assert.Null(begun["report"]!["verdict"]);
        Assert.Equal("""{"type":"api","name":"Doctor's key"}""", begun["report"]!["requested_by"]!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        var report = done["report"]!;
        Assert.Equal(("done", "ok"), ((string?)report["status"], (string?)report["verdict"]));
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", (string?)report["finished_at"]);
        Assert.All(report["checks"]!.AsArray(), c => Assert.Equal(_checkMembers.Order(), c!.AsObject().Select(m => m.Key).Order()));
        Assert.StartsWith("OPTIONS sip:", (string?)Check(report, "options")["sent"], StringComparison.Ordinal);
        Assert.Contains("200", (string?)Check(report, "options")["received"], StringComparison.Ordinal);
        Assert.Contains(Check(report, "options")["facts"]!.AsArray(), f => ((string)f!).StartsWith("Round trips", StringComparison.Ordinal));
        Assert.Equal("ok", (string?)Check(report, "credentials")["status"]);
    }

    [Fact]
    public async Task Newest_IsTheLastOne_AndReadableByItsIdAndAsText()
    {
        using var api = await fixture.ClientAsync();
        var trunk = await fixture.TrunkAsync();
        var none = await api.Get($"/sip-trunks/{trunk}/diagnose");
        await RunAsync(api, trunk, """{"checks":["config"]}""");
        var second = await RunAsync(api, trunk, """{"checks":["options"]}""");

        var newest = await api.Get($"/sip-trunks/{trunk}/diagnose");
        var text = await api.Get($"/sip-trunks/{trunk}/diagnose/{IdOf(second)}?format=text");
        var wrong = await api.Get($"/sip-trunks/{trunk}/diagnose?format=xml");

        Assert.Equal((404, "not_found"), (none.Code, none.ErrorCode));
        Assert.Equal(second.Text, newest.Text);
        Assert.Equal(["dns", "connect", "options"], second["report"]!["checks"]!.AsArray().Select(c => (string?)c!["name"]));
        Assert.Equal((200, "text/plain; charset=utf-8"), (text.Code, text.Header("Content-Type")));
        Assert.StartsWith("Examination of the SIP trunk Examined", text.Text, StringComparison.Ordinal);
        Assert.Contains("OPTIONS sip:", text.Text, StringComparison.Ordinal);
        Assert.Equal((400, "validation_failed"), (wrong.Code, wrong.ErrorCode));
    }

    [Fact]
    public async Task WrongPassword_IsNamed_AndNoSecretComesOut()
    {
        using var api = await fixture.ClientAsync();
        var trunk = await fixture.TrunkAsync("canary-wr0ng-77cd");

        var begun = await api.Post($"/sip-trunks/{trunk}/diagnose", "{}");
        var done = await DiagnosticsFixture.PollAsync(api, trunk, IdOf(begun));
        var text = await api.Get($"/sip-trunks/{trunk}/diagnose?format=text");

        var credentials = Check(done["report"]!, "credentials");
        Assert.Equal(("problem", "R08", "here"), ((string?)credentials["status"], (string?)credentials["rule"], (string?)credentials["side"]));
        Assert.Equal("problem", (string?)done["report"]!["verdict"]);
        Assert.Contains("(R08)", text.Text, StringComparison.Ordinal);
        Assert.All([begun.Text, done.Text, text.Text], answer =>
        {
            Assert.DoesNotContain("canary", answer, StringComparison.Ordinal);
            Assert.DoesNotContain("response=", answer, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task RunOnASilentPeer_KeepsOthersOut_UntilItIsCancelled()
    {
        using var silent = new SilentPeer();
        using var api = await fixture.ClientAsync();
        var trunk = await fixture.TrunkToAsync(silent.Port);
        var begun = await api.Post($"/sip-trunks/{trunk}/diagnose", "{}");

        var second = await api.Post($"/sip-trunks/{trunk}/diagnose", "{}");
        var cancelled = await api.Delete($"/sip-trunks/{trunk}/diagnose/{IdOf(begun)}");
        var again = await api.Delete($"/sip-trunks/{trunk}/diagnose/{IdOf(begun)}");
        var kept = await api.Get($"/sip-trunks/{trunk}/diagnose");

        Assert.Equal((409, "doctor_running", $"report: {IdOf(begun)}"), (second.Code, second.ErrorCode, (string?)second["details"]![0]));
        Assert.Equal((200, "cancelled"), (cancelled.Code, (string?)cancelled["report"]!["status"]));
        Assert.All(cancelled["report"]!["checks"]!.AsArray(), c => Assert.DoesNotContain((string?)c!["status"], (string[])["pending", "running"]));
        Assert.Equal((409, "doctor_not_running", "status: cancelled"), (again.Code, again.ErrorCode, (string?)again["details"]![0]));
        Assert.Equal(cancelled.Text, kept.Text);
    }

    [Fact]
    public async Task DryRun_TellsHowTheDestinationIsDialled_WithoutASecret()
    {
        using var api = await fixture.ClientAsync();
        var trunk = await fixture.TrunkAsync();

        var done = await RunAsync(api, trunk, """{"mode":"dry_run","destination":"200"}""");

        Assert.Equal(("dry_run", "200", "done"), ((string?)done["report"]!["mode"], (string?)done["report"]!["destination"], (string?)done["report"]!["status"]));
        Assert.Equal("200 is dialled as 200.", (string?)Check(done["report"]!, "number")["cause"]);
        Assert.DoesNotContain("canary", done.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FinishedRun_CannotBeCancelled()
    {
        using var api = await fixture.ClientAsync();
        var trunk = await fixture.TrunkAsync();
        var done = await RunAsync(api, trunk, """{"checks":["config"]}""");

        var reply = await api.Delete($"/sip-trunks/{trunk}/diagnose/{IdOf(done)}");

        Assert.Equal((409, "doctor_not_running", "status: done"), (reply.Code, reply.ErrorCode, (string?)reply["details"]![0]));
    }

    [Fact]
    public async Task SameIdempotencyKey_ReplaysTheFirstAnswer_AndRunsOnce()
    {
        using var api = await fixture.ClientAsync();
        var trunk = await fixture.TrunkAsync();
        var first = await api.Post($"/sip-trunks/{trunk}/diagnose", """{"checks":["config"]}""", ("Idempotency-Key", "once"));
        await DiagnosticsFixture.PollAsync(api, trunk, IdOf(first));

        var second = await api.Post($"/sip-trunks/{trunk}/diagnose", """{"checks":["config"]}""", ("Idempotency-Key", "once"));
        var other = await api.Post($"/sip-trunks/{trunk}/diagnose", """{"checks":["dns"]}""", ("Idempotency-Key", "once"));

        Assert.Equal((202, "true", first.Text), (second.Code, second.Header("Idempotency-Replayed"), second.Text));
        Assert.Equal((422, "idempotency_key_reused"), (other.Code, other.ErrorCode));
        Assert.Equal(IdOf(first), IdOf(await api.Get($"/sip-trunks/{trunk}/diagnose")));
    }

    [Fact]
    public async Task RequestThatBrokeOff_IsLookedUpAndNotRunAgain()
    {
        using var api = await fixture.ClientAsync();
        var trunk = await fixture.TrunkAsync();
        var first = await api.Post($"/sip-trunks/{trunk}/diagnose", """{"checks":["config"]}""", ("Idempotency-Key", "broken-off"));
        await DiagnosticsFixture.PollAsync(api, trunk, IdOf(first));
        await BreakOffAsync("broken-off");

        var second = await api.Post($"/sip-trunks/{trunk}/diagnose", """{"checks":["config"]}""", ("Idempotency-Key", "broken-off"));

        Assert.Equal((202, IdOf(first)), (second.Code, IdOf(second)));
        Assert.Equal("done", (string?)second["report"]!["status"]);
    }

    // What a crash between effect and answer leaves behind: an unfinished row of another run.
    private async Task BreakOffAsync(string key)
    {
        await using var db = await fixture.App.Get<IDbContextFactory<VoiceDockDb>>().CreateDbContextAsync();
        var rows = await db.Set<IdempotencyEntry>().Where(e => e.Value == key).ExecuteUpdateAsync(
            s => s.SetProperty(e => e.Status, (int?)null).SetProperty(e => e.Body, (string?)null).SetProperty(e => e.RunId, Guid.NewGuid()));
        Assert.Equal(1, rows);
    }

    private static async Task<ApiReply> RunAsync(ApiClient api, string trunk, string body)
    {
        var begun = await api.Post($"/sip-trunks/{trunk}/diagnose", body);
        Assert.Equal(202, begun.Code);
        return await DiagnosticsFixture.PollAsync(api, trunk, IdOf(begun));
    }

    private static string IdOf(ApiReply reply) => (string)reply["report"]!["id"]!;

    private static JsonNode Check(JsonNode report, string name) => report["checks"]!.AsArray().Single(c => (string?)c!["name"] == name)!;
}
