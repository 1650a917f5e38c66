namespace VoiceDock.Core.Common;

/// <summary>
/// Publishes the latest state of keyed items to any number of subscribers. A subscriber gets the first state and then changes;
/// nothing falls between the two. Waiting changes are kept once per key, so a slow subscriber costs at most one item per key.
/// All members are safe to call from any thread; <see cref="Publish"/> never blocks on a subscriber.
/// </summary>
public sealed class LiveFeed<TKey, TItem>(TimeProvider time)
    where TKey : notnull
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TKey, TItem> _current = [];
    private readonly List<LiveSubscription<TKey, TItem>> _subscribers = [];

    /// <summary>The items as they are now.</summary>
    public IReadOnlyList<TItem> Current
    {
        get
        {
            lock (_gate)
                return [.. _current.Values];
        }
    }

    /// <summary>Sets the item of <paramref name="key"/> and tells every subscriber. <paramref name="last"/>: the item leaves the current state after this change.</summary>
    public void Publish(TKey key, TItem item, bool last = false)
    {
        lock (_gate)
        {
            if (last)
                _current.Remove(key);
            else
                _current[key] = item;
            foreach (var subscriber in _subscribers)
                subscriber.Offer(key, item);
        }
    }

    /// <summary>Starts a subscription; dispose it to stop.</summary>
    public LiveSubscription<TKey, TItem> Subscribe()
    {
        lock (_gate)
        {
            var subscription = new LiveSubscription<TKey, TItem>([.. _current.Values], time, Remove);
            _subscribers.Add(subscription);
            return subscription;
        }
    }

    private void Remove(LiveSubscription<TKey, TItem> subscription)
    {
        lock (_gate)
            _subscribers.Remove(subscription);
    }
}
