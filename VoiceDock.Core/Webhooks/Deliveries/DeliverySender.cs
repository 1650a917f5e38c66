using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using VoiceDock.Core.Webhooks.Settings;

namespace VoiceDock.Core.Webhooks.Deliveries;

/// <summary>
/// Sends what is in the outbox: in order within a call and address, some at a time to one address, so that a slow one holds up no other. What is not
/// taken is tried again, over days and restarts, and at the end becomes a dead letter. A crash in the middle sends again under the same id.
/// </summary>
internal sealed partial class DeliverySender(
    DeliveryQueue queue, DeliveryBell bell, WebhookDirectory directory, WebhookClient client, TimeProvider time, ILogger<DeliverySender> log) : BackgroundService
{
    public const int MostAtOnce = 64;
    public const int MostPerAddress = 4;

    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<Guid, (string Url, Task Sending)> _inFlight = [];

    // Addresses whose last attempt failed get one at a time: sixty of them that hang leave room for the others.
    private readonly ConcurrentDictionary<string, bool> _failing = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await StartDueAsync(stoppingToken);
                await bell.WaitAsync(await queue.UntilNextAsync(stoppingToken), stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception fault)
            {
                LogFault(log, fault);
                await Task.Delay(AfterFault, time, CancellationToken.None);
            }
        }
        await Task.WhenAll(_inFlight.Values.Select(f => f.Sending));
    }

    private async Task StartDueAsync(CancellationToken stopping)
    {
        while (_inFlight.Count < MostAtOnce)
        {
            var started = 0;
            foreach (var head in await queue.DueAsync([.. _inFlight.Keys], BusyAddresses(), MostAtOnce, stopping))
            {
                if (_inFlight.Count >= MostAtOnce || IsBusy(head.Url))
                    continue;
                // The task removes itself, and not before it is in: it waits for the gate.
                var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                _inFlight[head.Id] = (head.Url, SendAsync(head, gate.Task, stopping));
                gate.SetResult();
                started++;
            }
            if (started == 0)
                return;
        }
    }

    private IReadOnlyCollection<string> BusyAddresses() => [.. _inFlight.Values.Select(f => f.Url).Distinct().Where(IsBusy)];

    private bool IsBusy(string url) => _inFlight.Values.Count(f => f.Url == url) >= (_failing.ContainsKey(url) ? 1 : MostPerAddress);

    private async Task SendAsync(DeliveryHead head, Task gate, CancellationToken stopping)
    {
        await gate;
        try
        {
            await SendAsync(head.Id, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The row stays as it is: the next start sends it again under the same id.
        }
        catch (Exception fault)
        {
            LogFault(log, fault);
            await Task.Delay(AfterFault, time, CancellationToken.None);
        }
        finally
        {
            _inFlight.TryRemove(head.Id, out _);
            bell.Ring();
        }
    }

    private async Task SendAsync(Guid id, CancellationToken stopping)
    {
        if (await queue.FindAsync(id, stopping) is not { IsFinished: false } delivery)
            return;
        if ((delivery.IsOneTime ? delivery.Url : directory.UrlOf(delivery.OwnerId)) is not { } url)
        {
            await queue.GiveUpAsync(delivery, "The address was removed from the settings.", stopping);
            return;
        }
        var secret = await directory.SecretAsync(delivery.OwnerId, stopping);
        var answer = await client.PostAsync(url, delivery.Event, delivery.WebhookId, System.Text.Encoding.UTF8.GetBytes(delivery.Body), secret, Limit, stopping);
        if (answer.IsOk)
            _failing.TryRemove(delivery.Url, out _);
        else
            _failing[delivery.Url] = true;
        // It was sent: a stop of the program now must not forget it.
        await queue.NoteAsync(delivery, url, answer, CancellationToken.None);
        if (!answer.IsOk)
            LogNotTaken(log, delivery.Event, new Uri(url).Host, delivery.Attempts + 1, answer.Problem!);
    }

    [LoggerMessage(LogLevel.Error, "Webhook deliveries cannot be read or written at the moment; they wait in the database")]
    private static partial void LogFault(ILogger log, Exception fault);

    [LoggerMessage(LogLevel.Warning, "Webhook {Event} to {Host} was not taken at attempt {Attempt}: {Problem}")]
    private static partial void LogNotTaken(ILogger log, string @event, string host, int attempt, string problem);
}
