using Microsoft.EntityFrameworkCore;
using VoiceDock.Core.Retention;
using VoiceDock.Core.Webhooks;
using VoiceDock.Core.Webhooks.Deliveries;
using VoiceDock.Core.Webhooks.Settings;
using VoiceDock.Tests.Core.Audit;
using VoiceDock.Tests.Core.Trunks;

namespace VoiceDock.Tests.Core.Webhooks;

[Trait("Kind", "Unit")]
public sealed class WebhookStoreTests : IDisposable
{
    private const string Secret = "canary-webhook-secret";

    private readonly DomainRooms _rooms = new();

    public void Dispose() => _rooms.Dispose();

    [Fact]
    public async Task Secret_IsSealed_KeptWhenNoneIsGiven_AndInNoAuditEntry()
    {
        var saved = (await Store.SaveAsync(new WebhookInput { Url = "https://example.com/hook", Secret = Secret }, TrunkSamples.Ann)).Value;
        await Store.SaveAsync(new WebhookInput { Url = "https://example.com/other", Events = ["status-update"] }, TrunkSamples.Ann);

        Assert.Equal((true, TrunkSamples.Ann.Name), (saved.HasSecret, saved.SecretSetBy));
        Assert.Equal(Secret, System.Text.Encoding.UTF8.GetString((await Directory.SecretAsync(WebhookAccount.TheId, default)).Value!));
        Assert.Equal("https://example.com/other", Directory.Account!.Url);
        var entries = await _rooms.Storage.EntriesAsync();
        Assert.Equal(["webhook.update", "webhook.update"], entries.Select(e => e.Action));
        Assert.DoesNotContain(entries, e => (e.Before + e.After).Contains(Secret, StringComparison.Ordinal));
        Assert.DoesNotContain(Secret, System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(Path.Combine(_rooms.Storage.Folder, "voicedock.db"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secret_Removed_AndAddressRemoved_AreGone()
    {
        await Store.SaveAsync(new WebhookInput { Url = "https://example.com/hook", Secret = Secret }, TrunkSamples.Ann);
        await Store.SaveAsync(new WebhookInput { Url = "https://example.com/hook", RemovesSecret = true }, TrunkSamples.Ann);
        Assert.Null((await Directory.SecretAsync(WebhookAccount.TheId, default)).Value);

        Assert.True((await Store.DeleteAsync(TrunkSamples.Ann)).IsOk);
        Assert.Null(Directory.Account);
        Assert.Equal("not_found", (await Store.DeleteAsync(TrunkSamples.Ann)).Error?.Code);
    }

    [Theory]
    [InlineData(null, "url: is required")]
    [InlineData("ftp://example.com", "url: must be an https address")]
    [InlineData("https://ann:pw@example.com", "url: must be an https address")]
    [InlineData("http://example.com/hook", "url: must be https")]
    [InlineData("https://10.1.2.3/hook", "url: is not allowed as a target")]
    [InlineData("https://127.0.0.1/hook", "url: is not allowed as a target")]
    [InlineData("https://169.254.169.254/latest", "url: is not allowed as a target")]
    [InlineData("https://[::ffff:10.0.0.1]/hook", "url: is not allowed as a target")]
    public async Task Address_ThatCannotBe_IsNotSaved(string? url, string problem)
    {
        var refused = await Store.SaveAsync(new WebhookInput { Url = url }, TrunkSamples.Ann);

        Assert.StartsWith(problem, Assert.Single(refused.Error!.Details), StringComparison.Ordinal);
        Assert.Null(Directory.Account);
    }

    [Fact]
    public async Task Event_ThatIsNone_IsNotSaved() => Assert.StartsWith("events: 'x' is no event", Assert.Single(
        (await Store.SaveAsync(new WebhookInput { Url = "https://example.com", Events = ["x"] }, TrunkSamples.Ann)).Error!.Details), StringComparison.Ordinal);

    [Fact]
    public async Task Deliveries_GoAfterTheirTime_AndNoSooner()
    {
        var now = DateTime.UtcNow;
        await AddAsync("old", DeliveryState.Delivered, now.AddDays(-8));
        await AddAsync("new", DeliveryState.Delivered, now.AddDays(-6));
        await AddAsync("dead", DeliveryState.DeadLetter, now.AddDays(-31));
        await AddAsync("dying", DeliveryState.DeadLetter, now.AddDays(-29));
        await AddAsync("waiting", DeliveryState.Retrying, now.AddDays(-100));

        Assert.Equal(2, await new DeliveryRemover(_rooms.Storage.Databases, TimeProvider.System).RemoveAsync(default));

        await using var db = _rooms.Storage.OpenDb();
        Assert.Equal(["dying", "new", "waiting"], await db.Set<WebhookDelivery>().Select(d => d.Event).Order().ToListAsync());
    }

    private WebhookStore Store => _rooms.Storage.Get<WebhookStore>();

    private WebhookDirectory Directory => _rooms.Storage.Get<WebhookDirectory>();

    private async Task AddAsync(string name, DeliveryState state, DateTime at)
    {
        var outbox = _rooms.Storage.Get<WebhookOutbox>();
        var delivery = outbox.Delivery(new WebhookEndpoint(WebhookAccount.TheId, "https://example.com", []), name, Guid.NewGuid(), outbox.NextSequence(1), "{}");
        (delivery.State, delivery.LastAt) = (state, at);
        await using var db = _rooms.Storage.OpenDb();
        db.Add(delivery);
        await db.SaveChangesAsync();
    }
}
