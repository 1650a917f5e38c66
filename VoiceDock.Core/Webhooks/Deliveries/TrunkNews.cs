using System.Collections.Concurrent;
using System.Data.Common;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using VoiceDock.Core.Common;
using VoiceDock.Core.Storage;
using VoiceDock.Core.Trunks;
using VoiceDock.Core.Trunks.Health;
using VoiceDock.Core.Webhooks.Frames;
using VoiceDock.Core.Webhooks.Settings;

namespace VoiceDock.Core.Webhooks.Deliveries;

/// <summary>Tells the account's address how trunks fare, where <c>trunk-health-update</c> is listed. That a trunk is up after the start is no news.</summary>
internal sealed partial class TrunkNews(
    TrunkLights lights, WebhookDirectory directory, WebhookOutbox outbox, DeliveryBell bell, IDbContextFactory<VoiceDockDb> databases, TimeProvider time, ILogger<TrunkNews> log)
    : BackgroundService
{
    private const int MostWaiting = 1_000;

    private readonly ConcurrentDictionary<Guid, HealthState> _told = [];
    private readonly Channel<WebhookDelivery> _waiting = Channel.CreateBounded<WebhookDelivery>(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest });

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        lights.Noted += OnNoted;
        return base.StartAsync(cancellationToken);
    }

    public override Task StopAsync(CancellationToken cancellationToken)
    {
        lights.Noted -= OnNoted;
        return base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var delivery in _waiting.Reader.ReadAllAsync(stoppingToken))
                await StoreAsync(delivery, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The end.
        }
    }

    private void OnNoted(TrunkLight light)
    {
        var state = light.Health.State;
        var before = HealthState.Unknown;
        _told.AddOrUpdate(light.TrunkId, state, (_, was) =>
        {
            before = was;
            return state;
        });
        if (before == state || (before == HealthState.Unknown && state == HealthState.Up)) return;
        if (directory.AccountEndpoint is not { } endpoint || !endpoint.Wants(WebhookEvents.TrunkHealthUpdate)) return;
        var body = Frame.Write(WebhookEvents.TrunkHealthUpdate, time.GetUtcNow().UtcDateTime, json =>
        {
            json.WriteStartObject("trunk");
            json.WriteString("id", light.TrunkId);
            json.WriteString("name", light.Checked.Name);
            json.WriteEndObject();
            json.WriteStartObject("health");
            json.WriteString("state", WireName.Of(state));
            json.WriteString("previous_state", WireName.Of(before));
            json.WriteString("reason", light.Health.Reason is { } reason ? WireName.Of(reason) : null);
            json.WriteString("explanation", light.Health.Words);
            TransferFrame.Write(json, "since", light.Health.Since);
            json.WriteEndObject();
        });
        _waiting.Writer.TryWrite(outbox.Delivery(endpoint, WebhookEvents.TrunkHealthUpdate, light.TrunkId, outbox.NextSequence(1), body));
    }

    private async Task StoreAsync(WebhookDelivery delivery, CancellationToken stopping)
    {
        try
        {
            await using var db = await databases.CreateDbContextAsync(stopping);
            db.Add(delivery);
            await db.SaveChangesAsync(stopping);
            bell.Ring();
        }
        catch (Exception fault) when (fault is DbException or DbUpdateException)
        {
            LogLost(log, fault, delivery.SubjectId);
        }
    }

    [LoggerMessage(LogLevel.Error, "What happened to trunk {TrunkId} could not be stored and is not told to the webhook")]
    private static partial void LogLost(ILogger log, Exception fault, Guid trunkId);
}
