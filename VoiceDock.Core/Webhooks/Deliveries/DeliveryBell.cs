using System.Threading.Channels;
using VoiceDock.Core.Common;

namespace VoiceDock.Core.Webhooks.Deliveries;

/// <summary>Rings when deliveries were written or changed: the sender wakes, pages read anew. Thread-safe.</summary>
public sealed class DeliveryBell(TimeProvider time)
{
    private readonly Channel<bool> _rung = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly LiveFeed<int, DateTime> _feed = new(time);

    /// <summary>Tells that something changed; what, is in the database.</summary>
    public LiveSubscription<int, DateTime> Subscribe() => _feed.Subscribe();

    internal void Ring()
    {
        _rung.Writer.TryWrite(true);
        _feed.Publish(0, time.GetUtcNow().UtcDateTime);
    }

    /// <summary>Waits for a ring, at most that long.</summary>
    internal async Task WaitAsync(TimeSpan atMost, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(atMost, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            await _rung.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // It is time without a ring.
        }
    }
}
