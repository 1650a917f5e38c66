using System.Text.Json.Nodes;
using VoiceDock.Core.Access;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Api.Calls;

/// <summary>The SIP messages of real calls, as clients read them.</summary>
[Trait("Kind", "Api")]
public sealed class SipTraceApiTests(LiveCallFixture fixture) : IClassFixture<LiveCallFixture>
{
    [Fact]
    public async Task Trace_OfARunningTransfer_HasBothLegsTransportsMarkersAndNoSecret()
    {
        await using var call = await fixture.CallAsync();
        await call.WaitForTransferAsync((string)(await call.TransferAsync("200"))["transfer_id"]!, "connected");

        var trace = await UntilAsync(call, t => Kinds(t).Contains("audio_out destination 1") && Kinds(t).Contains("audio_in destination 1"));

        Assert.Equal(["call_id", "legs", "messages", "markers", "truncated"], trace.AsObject().Select(m => m.Key));
        Assert.Equal(call.Id, (string?)trace["call_id"]);
        Assert.Equal(["caller udp", "destination 1 udp"], trace["legs"]!.AsArray().Select(l => $"{l!["name"]} {l["transport"]}"));
        var messages = trace["messages"]!.AsArray();
        Assert.Contains(messages, m => ((string?)m!["leg"], (string?)m["direction"], (string?)m["summary"]) == ("destination 1", "received", "401 Unauthorized"));
        Assert.All(messages, m => Assert.Equal("udp", (string?)m!["transport"]));
        Assert.Contains(messages, m => ((string)m!["text"]!).Contains("Authorization: ***", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain("response=", trace.ToJsonString().Replace("response=\\u0022***", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Superset(
            new HashSet<string> { "audio_in caller", "audio_out caller", "transfer ", "attempt ", "transfer_answered " }, Kinds(trace).ToHashSet());
        Assert.False((bool)trace["truncated"]!);
    }

    [Fact]
    public async Task Trace_AfterTheCall_IsKeptWithTheEndOfItsAudio()
    {
        string id;
        await using (var call = await fixture.CallAsync())
        {
            id = call.Id;
            await call.WaitForTransferAsync((string)(await call.TransferAsync("201"))["transfer_id"]!, "failed");
        }

        await Eventually.AskedAsync(
            async () => (await fixture.Api.Get($"/calls/{id}/sip-trace")).Text.Contains("\"audio_end\"", StringComparison.Ordinal)
                && (await fixture.Api.Get($"/calls/{id}"))["ended_at"] is not null,
            "the end of the audio is marked");
        var trace = (await fixture.Api.Get($"/calls/{id}/sip-trace"))["trace"]!;
        Assert.Contains("transfer_failed ", Kinds(trace));
        Assert.Contains(trace["messages"]!.AsArray(), m => (string?)m!["summary"] == "486 Busy Here");
    }

    [Fact]
    public async Task Format_TextMermaidOrPcap_IsWhatItSays()
    {
        await using var call = await fixture.CallAsync();
        var path = $"/calls/{call.Id}/sip-trace?format=";

        var (text, mermaid, pcap) = (await fixture.Api.Get($"{path}text"), await fixture.Api.Get($"{path}mermaid"), await fixture.Api.Get($"{path}pcap"));
        var wrong = await fixture.Api.Get($"{path}xml");

        Assert.StartsWith("--- 20", text.Text, StringComparison.Ordinal);
        Assert.StartsWith("sequenceDiagram\n  participant leg0 as caller", mermaid.Text, StringComparison.Ordinal);
        Assert.Equal(("text/plain; charset=utf-8", "text/plain; charset=utf-8"), (text.Header("Content-Type"), mermaid.Header("Content-Type")));
        Assert.Equal("application/vnd.tcpdump.pcap", pcap.Header("Content-Type"));
        Assert.Contains($"call-{call.Id}.pcap", pcap.Header("Content-Disposition"), StringComparison.Ordinal);
        Assert.Equal([0xd4, 0xc3, 0xb2, 0xa1], (await pcap.Message.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken))[..4]);
        Assert.Equal((400, "format: must be json, text, mermaid or pcap"), (wrong.Code, (string?)wrong["details"]![0]));
    }

    [Fact]
    public async Task Trace_NeedsItsScope_AndACallTheKeyMaySee()
    {
        await using var call = await fixture.CallAsync();
        var other = Guid.CreateVersion7();
        using var reader = fixture.App.CreateApi(await fixture.App.CreateKeyAsync(new ApiKeyInput { Name = "Reader", Scopes = [ApiScopes.CallsRead] }));
        using var bound = fixture.App.CreateApi(await fixture.App.CreateKeyAsync(new ApiKeyInput { Name = "Bound", Scopes = ApiScopes.All, NumberIds = [other] }));

        Assert.Equal("forbidden_scope", (await reader.Get($"/calls/{call.Id}/sip-trace")).ErrorCode);
        Assert.Equal("not_found", (await bound.Get($"/calls/{call.Id}/sip-trace")).ErrorCode);
        Assert.Equal("not_found", (await fixture.Api.Get($"/calls/{other}/sip-trace?format=pcap")).ErrorCode);
    }

    private static IReadOnlyList<string> Kinds(JsonNode trace) => [.. trace["markers"]!.AsArray().Select(m => $"{m!["kind"]} {m["leg"]}")];

    private async Task<JsonNode> UntilAsync(LiveCall call, Func<JsonNode, bool> wanted)
    {
        JsonNode trace = new JsonObject();
        await Eventually.AskedAsync(async () => wanted(trace = (await fixture.Api.Get($"/calls/{call.Id}/sip-trace"))["trace"]!), "the trace became complete");
        return trace;
    }
}
