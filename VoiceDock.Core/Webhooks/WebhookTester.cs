using VoiceDock.Core.Access;
using VoiceDock.Core.Assistants;
using VoiceDock.Core.Audit;
using VoiceDock.Core.Common;
using VoiceDock.Core.Webhooks.Deliveries;
using VoiceDock.Core.Webhooks.Frames;
using VoiceDock.Core.Webhooks.Settings;

namespace VoiceDock.Core.Webhooks;

/// <summary>Sends a test event to a stored address, signed as all others, and tells at once what came back. Thread-safe.</summary>
public sealed class WebhookTester(WebhookDirectory directory, AssistantDirectory assistants, WebhookClient client, Permits permits, AuditLog audit, TimeProvider time)
{
    private const string Command = "webhook.test";

    private static readonly Error NoAddress = new(ErrorKind.Conflict, "no_webhook_address", "There is no address to test. Enter one and save it first.");

    /// <param name="assistantId">Null: the account's address.</param>
    /// <returns>What came back, also when it does not count, or <c>no_webhook_address</c>, <c>forbidden</c>.</returns>
    public async Task<Result<WebhookAnswer>> TestAsync(Guid? assistantId, Actor actor, CancellationToken ct = default)
    {
        if (permits.Refusal(actor, Role.Admin, Command, assistantId) is { } forbidden) return forbidden;
        var owner = assistantId ?? WebhookAccount.TheId;
        if (directory.UrlOf(owner) is not { } url) return NoAddress;
        var (now, id) = (time.GetUtcNow(), Guid.CreateVersion7(time.GetUtcNow()));
        var body = Frame.Write(WebhookEvents.Test, now.UtcDateTime, json => json.WriteString("text", $"A test delivery of VoiceDock, sent by {actor.Name}."));
        var secret = await directory.SecretAsync(owner, ct);
        var answer = await client.PostAsync(url, WebhookEvents.Test, $"msg_{id:N}", System.Text.Encoding.UTF8.GetBytes(body), secret, DeliverySender.Limit, ct);
        var what = assistantId is { } assistant ? new AuditObject("assistant", assistant, assistants.Find(assistant)?.Name) : new AuditObject("webhook", (string?)null);
        await audit.NoteAsync(actor, Command, what, AuditChange.Facts(new { Host = DeliveryBook.HostOf(url), answer.Status, answer.Problem }));
        return answer;
    }
}
