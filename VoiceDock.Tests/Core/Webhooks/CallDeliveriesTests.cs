using Microsoft.EntityFrameworkCore;
using VoiceDock.Core.Assistants;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Storage;
using VoiceDock.Core.Webhooks;
using VoiceDock.Core.Webhooks.Deliveries;
using VoiceDock.Core.Webhooks.Settings;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Webhooks;

/// <summary>Real calls, told to a real web server.</summary>
[Trait("Kind", "Integration")]
public sealed class CallDeliveriesTests : IAsyncLifetime
{
    private const string Secret = "whsec_Y2FuYXJ5LXdlYmhvb2stc2VjcmV0LTEyMzQ=";

    private WebhookReceiver _receiver = null!;
    private CallRig _rig = null!;

    public async ValueTask InitializeAsync()
    {
        _receiver = await WebhookReceiver.StartAsync();
        _rig = await CallRig.StartAsync(settings: [WebhookReceiver.Allowed]);
    }

    public async ValueTask DisposeAsync()
    {
        await _rig.DisposeAsync();
        await _receiver.DisposeAsync();
    }

    [Fact]
    public async Task Call_ThatIsTransferred_IsToldStepByStep_InOrder_Signed()
    {
        await SaveAsync(WebhookEvents.StatusUpdate, WebhookEvents.EndOfCallReport, WebhookEvents.TransferUpdate);
        var (caller, call) = await _rig.CallInProgressAsync();
        await _rig.TransferAsync(call.Id, "200");
        await _rig.UntilTransferAsync(call.Id, TransferState.Connected);
        caller.HangUp();
        await _receiver.UntilAsync(all => all.Any(r => r.Event == WebhookEvents.EndOfCallReport), "the report came");

        Assert.All(_receiver.Received, r => Assert.True(r.IsSignedWith(Secret)));
        Assert.All(_receiver.Received, r => Assert.Matches(@"^HMS-Sovereign/1\.0 VoiceDock/\d+\.\d+", r.Headers["User-Agent"]));
        Assert.Equal(["in-progress", "transferred", "ended"], _receiver.Of(WebhookEvents.StatusUpdate).Select(r => (string)r.Message!["call"]!["status"]!));
        var steps = _receiver.Of(WebhookEvents.TransferUpdate).Select(r => (string)r.Message!["transfer"]!["state"]!).ToList();
        Assert.Equal(["dialing", "ringing", "answered", "connected", "completed"], steps);
        Assert.Equal(WebhookEvents.EndOfCallReport, _receiver.Received[^1].Event);
        Assert.Equal(_receiver.Received.Count, _receiver.Received.Select(r => r.Id).Distinct().Count());
    }

    [Fact]
    public async Task Report_HasTheDocumentedFields()
    {
        await SaveAsync();
        var (caller, call) = await _rig.CallInProgressAsync();
        await _rig.TransferAsync(call.Id, "201");
        await _rig.UntilTransferAsync(call.Id, TransferState.Failed);
        caller.HangUp();
        await _receiver.UntilAsync(all => all.Any(r => r.Event == WebhookEvents.EndOfCallReport), "the report came");

        var message = Assert.Single(_receiver.Of(WebhookEvents.EndOfCallReport)).Message!;
        Assert.Equal((call.Id.ToString(), "inbound_phone_call", "ended"), ((string)message["call"]!["id"]!, (string)message["call"]!["type"]!, (string)message["call"]!["status"]!));
        Assert.Equal((CallRig.OurNumber, "Main line", _rig.Number.Id.ToString()), ((string)message["phone_number"]!["number"]!, (string)message["phone_number"]!["name"]!, (string)message["phone_number"]!["id"]!));
        Assert.Equal(call.Caller, (string)message["customer"]!["number"]!);
        Assert.Equal("Front desk", (string)message["assistant"]!["name"]!);
        Assert.Equal("user_hangup", (string)message["end_reason"]!);
        Assert.Equal("failed", (string)message["transfers"]![0]!["state"]!);
        foreach (var field in new[] { "timestamp", "duration_seconds", "summary", "messages", "started_at", "ended_at" })
            Assert.True(message.AsObject().ContainsKey(field), field);
        Assert.Empty(_receiver.Of(WebhookEvents.TransferUpdate));
        Assert.DoesNotContain(WebhookEvents.AssistantRequest, _receiver.Of(WebhookEvents.StatusUpdate).Select(r => r.Event));
    }

    [Fact]
    public async Task Assistant_WithItsOwnAddress_IsToldThere_WithItsOwnSecret()
    {
        await using var own = await WebhookReceiver.StartAsync();
        await SaveAsync();
        await _rig.Get<AssistantStore>().UpdateAsync(_rig.Number.AssistantId!.Value, new AssistantPatch
        {
            WebhookUrl = new(own.Url),
            WebhookSecret = new("another secret"),
            WebhookEvents = new(["end-of-call-report"]),
        }, CallRig.Operator);

        var (caller, _) = await _rig.CallInProgressAsync();
        caller.HangUp();
        await own.UntilAsync(all => all.Count == 1, "its report came");

        Assert.Equal(WebhookEvents.EndOfCallReport, own.Received[0].Event);
        Assert.True(own.Received[0].IsSignedWith("another secret"));
        Assert.Empty(_receiver.Received);
    }

    [Fact]
    public async Task Call_WithoutAnyAddress_LeavesNoDelivery()
    {
        var (caller, call) = await _rig.CallInProgressAsync();
        caller.HangUp();
        await _rig.UntilAsync(c => c.Id == call.Id && c.State == CallState.Ended);

        await using var db = await _rig.Get<IDbContextFactory<VoiceDockDb>>().CreateDbContextAsync();
        Assert.Equal(0, await db.Set<WebhookDelivery>().CountAsync());
    }

    private async Task SaveAsync(params string[] events)
    {
        // Who answers is another test's matter.
        string[] usual = [WebhookEvents.StatusUpdate, WebhookEvents.EndOfCallReport];
        var saved = await _rig.Get<WebhookStore>().SaveAsync(new WebhookInput { Url = _receiver.Url, Secret = Secret, Events = events.Length > 0 ? events : usual }, CallRig.Operator);
        Assert.True(saved.IsOk, saved.Error?.ToString());
    }
}
