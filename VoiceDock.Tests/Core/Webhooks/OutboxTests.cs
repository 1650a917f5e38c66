using Microsoft.EntityFrameworkCore;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.History;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Trunks;
using VoiceDock.Core.Trunks.Health;
using VoiceDock.Core.Webhooks;
using VoiceDock.Core.Webhooks.Deliveries;
using VoiceDock.Core.Webhooks.Settings;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Webhooks;

/// <summary>What is told goes to disk with the state that caused it, whatever the journal merges.</summary>
[Trait("Kind", "Integration")]
public sealed class OutboxTests : IAsyncLifetime
{
    private WebhookReceiver _receiver = null!;
    private CallRig _rig = null!;

    public async ValueTask InitializeAsync()
    {
        _receiver = await WebhookReceiver.StartAsync();
        _rig = await CallRig.StartAsync(settings: [WebhookReceiver.Allowed]);
        var saved = await _rig.Get<WebhookStore>().SaveAsync(new WebhookInput { Url = _receiver.Url, Events = WebhookEvents.All }, CallRig.Operator);
        Assert.True(saved.IsOk, saved.Error?.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        await _rig.DisposeAsync();
        await _receiver.DisposeAsync();
    }

    [Fact]
    public async Task StatesThatPassBetweenTwoWrites_AreAllTold_InOrder()
    {
        var at = DateTime.UtcNow;
        var call = TestCalls.New(at);
        foreach (var state in new[] { TransferState.Dialing, TransferState.Ringing, TransferState.Answered, TransferState.Connected })
            call = Save(call, call.WithTransfer(state, at));
        Save(call, call.Over(CallEndReasons.Caller, at.AddSeconds(1)));

        await _receiver.UntilAsync(all => all.Any(r => r.Event == WebhookEvents.EndOfCallReport), "the report came");

        Assert.Equal(["dialing", "ringing", "answered", "connected"], _receiver.Of(WebhookEvents.TransferUpdate).Select(r => (string)r.Message!["transfer"]!["state"]!));
        Assert.Equal(["transferred", "ended"], _receiver.Of(WebhookEvents.StatusUpdate).Select(r => (string)r.Message!["call"]!["status"]!));
        Assert.All(_receiver.Received, r => Assert.False(r.Headers.ContainsKey("X-Webhook-Signature")));
    }

    [Fact]
    public async Task WhatTheDatabaseDidNotTake_IsToldOnce_WithTheStateThatItTakesLater()
    {
        var at = DateTime.UtcNow;
        var call = TestCalls.New(at);
        await using (var db = await _rig.Get<IDbContextFactory<VoiceDock.Core.Storage.VoiceDockDb>>().CreateDbContextAsync())
        {
            await db.Database.ExecuteSqlRawAsync("CREATE TRIGGER refuse BEFORE INSERT ON webhook_deliveries BEGIN SELECT RAISE(ABORT, 'no'); END");
            Save(call, call.Over(CallEndReasons.Caller, at.AddSeconds(1)));
            await Eventually.TrueAsync(() => !_rig.Get<CallJournal>().IsHealthy, "the write failed");
            Assert.Equal(0, await db.Set<CallRecord>().CountAsync(c => c.Id == call.Id));
            await db.Database.ExecuteSqlRawAsync("DROP TRIGGER refuse");
        }

        await _receiver.UntilAsync(all => all.Any(r => r.Event == WebhookEvents.EndOfCallReport), "the report came");
        await _rig.Get<CallJournal>().FlushAsync(CancellationToken.None);

        Assert.Equal([WebhookEvents.StatusUpdate, WebhookEvents.EndOfCallReport], _receiver.Received.Select(r => r.Event));
    }

    [Fact]
    public async Task Trunk_ThatGoesDownAndComesBack_IsTold()
    {
        var (lights, trunk) = (_rig.Get<TrunkLights>(), _rig.Get<TrunkDirectory>().Find(_rig.Trunk.Id)!);
        lights.NoteAnswer(trunk, 200, "It answers.");
        lights.NoteMiss(trunk, HealthReason.Timeout, "It does not answer.");
        lights.NoteMiss(trunk, HealthReason.Timeout, "It does not answer.");

        await _receiver.UntilAsync(all => all.Count(r => r.Event == WebhookEvents.TrunkHealthUpdate) >= 2, "the trunk's fall is told");

        var told = _receiver.Of(WebhookEvents.TrunkHealthUpdate).Select(r => r.Message!).ToList();
        Assert.Equal(["suspect", "down"], told.Select(m => (string)m["health"]!["state"]!));
        Assert.Equal(("up", "timeout", "Practice"), ((string)told[0]["health"]!["previous_state"]!, (string)told[1]["health"]!["reason"]!, (string)told[1]["trunk"]!["name"]!));
    }

    private CallView Save(CallView before, CallView now)
    {
        _rig.Get<CallJournal>().Save(now, _rig.Get<ICallOutbox>().Of(before, now, null));
        return now;
    }
}
