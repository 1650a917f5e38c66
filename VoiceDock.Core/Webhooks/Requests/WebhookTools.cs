using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using VoiceDock.Core.Assistants;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Webhooks.Deliveries;
using VoiceDock.Core.Webhooks.Frames;
using VoiceDock.Core.Webhooks.Settings;

namespace VoiceDock.Core.Webhooks.Requests;

/// <summary>Has a tool called over its webhook (<c>tool-calls</c>): the tool's own address, else the assistant's, else the account's. Not retried. Thread-safe.</summary>
internal sealed partial class WebhookTools(WebhookDirectory directory, WebhookClient client, TimeProvider time, ILogger<WebhookTools> log) : ICallTools
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    public async Task<string> CallAsync(CallView call, Assistant assistant, ToolCall tool, CancellationToken cancellation)
    {
        var endpoint = directory.For(assistant);
        var own = ToolAddress.Of(assistant.LlmConfig, tool.Name);
        if (own is null && endpoint?.Wants(WebhookEvents.ToolCalls) != true) return ToolAnswer.Failure("This tool has no address to call.");
        var (url, now) = (own ?? endpoint!.Url, time.GetUtcNow());
        try
        {
            var body = Frame.Write(WebhookEvents.ToolCalls, now.UtcDateTime, json => Write(json, call, assistant, tool));
            var secret = await directory.SecretAsync(endpoint?.OwnerId ?? assistant.Id, cancellation);
            var answer = await client.PostAsync(url, WebhookEvents.ToolCalls, $"msg_{Guid.CreateVersion7(now):N}", Encoding.UTF8.GetBytes(body), secret, Limit, cancellation);
            if (answer.IsOk) return ToolAnswer.Read(answer.Body, tool.Id);
            LogFailed(log, call.Id, tool.Name, DeliveryBook.HostOf(url), answer.Problem!);
            return ToolAnswer.Failure(answer.Problem!);
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            LogFailed(log, call.Id, tool.Name, DeliveryBook.HostOf(url), fault.GetType().Name);
            return ToolAnswer.Failure("The tool could not be called.");
        }
    }

    private static void Write(Utf8JsonWriter json, CallView call, Assistant assistant, ToolCall tool)
    {
        CallFrames.Head(json, call, assistant);
        json.WriteStartArray("tool_call_list");
        json.WriteStartObject();
        json.WriteString("id", tool.Id);
        json.WriteString("type", "function");
        json.WriteString("name", tool.Name);
        json.WritePropertyName("arguments");
        Arguments(json, tool.Arguments);
        json.WriteStartObject("function");
        json.WriteString("name", tool.Name);
        json.WritePropertyName("arguments");
        Arguments(json, tool.Arguments);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    // The model wrote them; what is no JSON goes out as the text it is.
    private static void Arguments(Utf8JsonWriter json, string arguments)
    {
        try
        {
            using var document = JsonDocument.Parse(arguments.Length == 0 ? "{}" : arguments);
            document.RootElement.WriteTo(json);
        }
        catch (JsonException)
        {
            json.WriteStringValue(arguments);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Call {CallId}: tool {Tool} at {Host} failed: {Problem}")]
    private static partial void LogFailed(ILogger log, Guid callId, string tool, string host, string problem);
}
