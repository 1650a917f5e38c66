using System.Text.Json;
using System.Text.Json.Nodes;
using VoiceDock.Core.Assistants;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Transcripts;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Webhooks;
using VoiceDock.Core.Webhooks.Deliveries;
using VoiceDock.Core.Webhooks.Frames;
using VoiceDock.Tests.Support;
using VoiceDock.Web.Api;
using VoiceDock.Web.Calls;

namespace VoiceDock.Tests.Core.Webhooks;

/// <summary>What webhooks say is what the API says.</summary>
[Trait("Kind", "Unit")]
public sealed class FrameTests
{
    private static readonly DateTime At = new(2026, 3, 1, 9, 30, 15, 123, DateTimeKind.Utc);

    [Theory]
    [InlineData(TransferState.Dialing)]
    [InlineData(TransferState.Failed)]
    [InlineData(TransferState.TakenBack)]
    [InlineData(TransferState.Connected)]
    public void Transfer_IsTheObjectOfTheApi(TransferState state)
    {
        var transfer = TestCalls.New(At).WithTransfer(state, At.AddSeconds(9), t => t with { Reason = "busy", SipCode = 486, TrunkId = Guid.NewGuid() }).Transfers[0];

        var frame = JsonNode.Parse(CallFrames.Of(WebhookEvents.TransferUpdate, TestCalls.New(At), null, transfer, At))!["message"]!["transfer"];

        Assert.Equal(JsonSerializer.Serialize(TransferDto.From(transfer), WireJson.Options), frame!.ToJsonString(new JsonSerializerOptions { Encoder = WireJson.Options.Encoder }));
    }

    [Fact]
    public void Words_AreThoseOfTheApi()
    {
        Assert.All(Enum.GetValues<CallState>(), s => Assert.Equal(CallWire.StatusOf(s), FrameWords.StatusOf(s)));
        Assert.All(Enum.GetValues<TransferState>(), s => Assert.Equal(CallWire.StateOf(s), FrameWords.StateOf(s)));
        Assert.All(Enum.GetValues<UtteranceRole>(), r => Assert.Equal(CallWire.RoleOf(r), FrameWords.RoleOf(r)));
    }

    [Fact]
    public void Report_HasWhatWasSaid_ButNotWithoutConsentToKeepIt()
    {
        var call = TestCalls.New(At).Over(CallEndReasons.Caller, At.AddSeconds(30)) with
        {
            Messages = [new CallMessage { CallId = Guid.NewGuid(), Index = 0, Role = UtteranceRole.User, Text = "To sales, please.", At = At.AddSeconds(2) }],
        };

        var report = JsonNode.Parse(CallFrames.Of(WebhookEvents.EndOfCallReport, call, new Assistant(), null, At))!["message"]!;
        var without = CallFrames.Of(WebhookEvents.EndOfCallReport, call, new Assistant { GdprMode = true }, null, At);

        Assert.Equal(("user", "To sales, please."), ((string)report["messages"]![0]!["role"]!, (string)report["messages"]![0]!["content"]!));
        Assert.Equal(30, (int)report["duration_seconds"]!);
        Assert.DoesNotContain("To sales", without, StringComparison.Ordinal);
    }

    [Fact]
    public void Payload_ForTheEye_GivesNobodyAway()
    {
        var call = TestCalls.New(At).WithTransfer(TransferState.Connected, At) with
        {
            Messages = [new CallMessage { CallId = Guid.NewGuid(), Index = 0, Role = UtteranceRole.User, Text = "My secret", At = At }],
        };

        var shown = PayloadMask.Show(CallFrames.Of(WebhookEvents.EndOfCallReport, call, null, null, At));

        Assert.DoesNotContain("My secret", shown, StringComparison.Ordinal);
        Assert.DoesNotContain(call.Caller!, shown, StringComparison.Ordinal);
        Assert.DoesNotContain(call.CallerName!, shown, StringComparison.Ordinal);
        Assert.Contains("\"number\": \"…678\"", shown, StringComparison.Ordinal);
        Assert.Contains(call.Number!, shown, StringComparison.Ordinal);
    }
}
