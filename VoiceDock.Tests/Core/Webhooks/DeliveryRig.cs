using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using VoiceDock.Core.Webhooks;
using VoiceDock.Core.Webhooks.Deliveries;
using VoiceDock.Core.Webhooks.Settings;
using VoiceDock.Tests.Core.Trunks;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Webhooks;

/// <summary>The outbox over a real file with a clock of the test's, and a real web server at its other end.</summary>
internal sealed class DeliveryRig : IAsyncDisposable
{
    private readonly DomainRooms _rooms;
    private readonly IHostedService _sender;

    private DeliveryRig(WebhookReceiver receiver, bool isAllowed)
    {
        Receiver = receiver;
        (string, string?)[] settings = isAllowed ? [(WebhookReceiver.Allowed.Key, WebhookReceiver.Allowed.Value)] : [];
        _rooms = new DomainRooms(Time, settings: settings);
        _sender = _rooms.Storage.Get<DeliverySender>();
    }

    public FakeTimeProvider Time { get; } = new(DateTimeOffset.UtcNow);

    public WebhookReceiver Receiver { get; }

    public static async Task<DeliveryRig> StartAsync(bool isAllowed = true)
    {
        var rig = new DeliveryRig(await WebhookReceiver.StartAsync(), isAllowed);
        // An address that is refused could not be saved: it is written as an earlier release would have left it.
        await rig.SetAddressAsync(rig.Receiver.Url);
        await rig._sender.StartAsync(CancellationToken.None);
        return rig;
    }

    public T Get<T>()
        where T : notnull => _rooms.Storage.Get<T>();

    public async Task SetAddressAsync(string? url)
    {
        await using var db = _rooms.Storage.OpenDb();
        await db.Set<WebhookAccount>().ExecuteDeleteAsync();
        if (url is not null)
            db.Add(new WebhookAccount { Url = url, UpdatedAt = Time.GetUtcNow().UtcDateTime });
        await db.SaveChangesAsync();
        await Get<WebhookDirectory>().LoadAsync(CancellationToken.None);
    }

    /// <summary>Puts an event about <paramref name="subject"/> into the outbox.</summary>
    public async Task<Guid> AddAsync(Guid subject, string? url = null, string body = """{"message":{"type":"status-update"}}""")
    {
        var outbox = Get<WebhookOutbox>();
        var endpoint = new WebhookEndpoint(WebhookAccount.TheId, url ?? Receiver.Url, [], IsOneTime: url is not null);
        var delivery = outbox.Delivery(endpoint, WebhookEvents.StatusUpdate, subject, outbox.NextSequence(1), body);
        await using (var db = _rooms.Storage.OpenDb())
        {
            db.Add(delivery);
            await db.SaveChangesAsync();
        }
        outbox.Committed();
        return delivery.Id;
    }

    public async Task<WebhookDelivery> UntilAsync(Guid id, Func<WebhookDelivery, bool> claim, string what)
    {
        WebhookDelivery? row = null;
        await Eventually.AskedAsync(async () => claim(row = await ReadAsync(id)), $"delivery {what}");
        return row!;
    }

    public async Task<WebhookDelivery> ReadAsync(Guid id)
    {
        await using var db = _rooms.Storage.OpenDb();
        return await db.Set<WebhookDelivery>().AsNoTracking().SingleAsync(d => d.Id == id);
    }

    public async ValueTask DisposeAsync()
    {
        await _sender.StopAsync(CancellationToken.None);
        await Receiver.DisposeAsync();
        _rooms.Dispose();
    }
}
