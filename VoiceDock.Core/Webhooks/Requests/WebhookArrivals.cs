using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using VoiceDock.Core.Assistants;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Webhooks.Deliveries;
using VoiceDock.Core.Webhooks.Frames;
using VoiceDock.Core.Webhooks.Settings;

namespace VoiceDock.Core.Webhooks.Requests;

/// <summary>Asks the webhook who answers an inbound call (<c>assistant-request</c>). Not retried. Thread-safe.</summary>
internal sealed partial class WebhookArrivals(WebhookDirectory directory, WebhookClient client, ArrivalReader reader, TimeProvider time, ILogger<WebhookArrivals> log) : ICallArrivals
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    public bool Asks(Assistant? assistant) => directory.For(assistant) is { } endpoint && endpoint.Wants(WebhookEvents.AssistantRequest);

    public async Task<CallArrival?> AskAsync(CallView call, Assistant? assistant, CancellationToken cancellation)
    {
        if (directory.For(assistant) is not { } endpoint) return null;
        var now = time.GetUtcNow();
        try
        {
            var body = Frame.Write(WebhookEvents.AssistantRequest, now.UtcDateTime, json => CallFrames.Head(json, call, assistant));
            var secret = await directory.SecretAsync(endpoint.OwnerId, cancellation);
            var answer = await client.PostAsync(
                endpoint.Url, WebhookEvents.AssistantRequest, $"msg_{Guid.CreateVersion7(now):N}", Encoding.UTF8.GetBytes(body), secret, Limit, cancellation);
            if (answer.IsOk) return reader.Read(answer.Body, assistant);
            LogDefault(log, call.Id, DeliveryBook.HostOf(endpoint.Url), answer.Problem!);
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            LogDefault(log, call.Id, DeliveryBook.HostOf(endpoint.Url), fault is JsonException or InvalidOperationException or FormatException ? fault.Message : fault.GetType().Name);
        }
        return null;
    }

    [LoggerMessage(LogLevel.Warning, "Call {CallId}: {Host} gave no answer that can be used, so the number's own assistant answers: {Problem}")]
    private static partial void LogDefault(ILogger log, Guid callId, string host, string problem);
}
