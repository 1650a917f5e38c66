using VoiceDock.Core.Assistants;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.History;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Storage;
using VoiceDock.Core.Webhooks.Frames;
using VoiceDock.Core.Webhooks.Settings;

namespace VoiceDock.Core.Webhooks.Deliveries;

/// <summary>Turns changes of calls into deliveries, written in the transaction of the state itself. Thread-safe.</summary>
internal sealed class WebhookOutbox(WebhookDirectory directory, DeliveryBell bell, TimeProvider time) : ICallOutbox
{
    private long _last;

    public CallNews? Of(CallView before, CallView now, Assistant? assistant)
    {
        if (directory.For(assistant) is not { } endpoint) return null;
        List<(string Event, TransferView? Transfer)>? told = null;
        if (endpoint.Wants(WebhookEvents.TransferUpdate))
        {
            foreach (var transfer in now.Transfers.Where(t => IsNews(before, t))) (told ??= []).Add((WebhookEvents.TransferUpdate, transfer));
        }

        if (before.State != now.State && now.State >= CallState.InProgress && !IsPassing(now))
        {
            if (endpoint.Wants(WebhookEvents.StatusUpdate)) (told ??= []).Add((WebhookEvents.StatusUpdate, null));
            if (!now.State.IsLive() && endpoint.Wants(WebhookEvents.EndOfCallReport)) (told ??= []).Add((WebhookEvents.EndOfCallReport, null));
        }

        return told is null ? null : new WebhookNews(now, assistant, endpoint, told, NextSequence(told.Count));
    }

    public ICallNewsWriter Open(VoiceDockDb db) => new NewsWriter(db, this);

    public void Committed() => bell.Ring();

    /// <summary>The first of as many numbers in a row; grows over restarts, as the clock does.</summary>
    public long NextSequence(int count)
    {
        while (true)
        {
            var last = Interlocked.Read(ref _last);
            var first = Math.Max(last + 1, time.GetUtcNow().UtcTicks);
            if (Interlocked.CompareExchange(ref _last, first + count - 1, last) == last) return first;
        }
    }

    public WebhookDelivery Delivery(WebhookEndpoint endpoint, string name, Guid subject, long sequence, string body)
    {
        var now = time.GetUtcNow();
        return new WebhookDelivery
        {
            Id = Guid.CreateVersion7(now),
            Sequence = sequence,
            SubjectId = subject,
            OwnerId = endpoint.OwnerId,
            Event = name,
            Url = endpoint.Url,
            IsOneTime = endpoint.IsOneTime,
            Body = body,
            CreatedAt = now.UtcDateTime,
            NextAt = now.UtcDateTime,
        };
    }

    // A transfer that ends with the call is over a moment before it: the caller is not with the assistant in between.
    private static bool IsPassing(CallView now) => now is { State: CallState.InProgress, Transfers: [.., { CallerWith: not CallerWith.Assistant }] };

    private static bool IsNews(CallView before, TransferView transfer) =>
        transfer.State >= TransferState.Dialing && before.Transfers.FirstOrDefault(t => t.Id == transfer.Id)?.State != transfer.State;

    private sealed record WebhookNews(
        CallView Call, Assistant? Assistant, WebhookEndpoint Endpoint, IReadOnlyList<(string Event, TransferView? Transfer)> Told, long First) : CallNews(Call.Id);

    private sealed class NewsWriter(VoiceDockDb db, WebhookOutbox outbox) : ICallNewsWriter
    {
        private readonly RowWriter<WebhookDelivery> _rows = new(db, once: [], updateIf: "0");

        public void Write(CallNews news)
        {
            if (news is not WebhookNews told) return;
            for (var at = 0; at < told.Told.Count; at++)
            {
                var (name, transfer) = told.Told[at];
                var body = CallFrames.Of(name, told.Call, told.Assistant, transfer, told.Call.UpdatedAt);
                _rows.Write(outbox.Delivery(told.Endpoint, name, told.CallId, told.First + at, body));
            }
        }

        public void Dispose() => _rows.Dispose();
    }
}
