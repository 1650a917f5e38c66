using System.Runtime.CompilerServices;

namespace VoiceDock.Core.Common;

/// <summary>One reader of a <see cref="LiveFeed{TKey,TItem}"/>. <see cref="Changes"/> may be enumerated once, by one reader.</summary>
public sealed class LiveSubscription<TKey, TItem> : IDisposable
    where TKey : notnull
{
    // The first change after a quiet time goes out at once; later ones merge, longer while the reader falls behind.
    private static readonly TimeSpan ShortMerge = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan LongMerge = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private readonly Dictionary<TKey, TItem> _waiting = [];
    private readonly SemaphoreSlim _signal = new(0, 1);
    private readonly TimeProvider _time;
    private readonly Action<LiveSubscription<TKey, TItem>> _leave;
    private bool _disposed;

    internal LiveSubscription(IReadOnlyList<TItem> first, TimeProvider time, Action<LiveSubscription<TKey, TItem>> leave)
    {
        First = first;
        _time = time;
        _leave = leave;
    }

    /// <summary>The state at the moment of subscribing; every later change is in <see cref="Changes"/>.</summary>
    public IReadOnlyList<TItem> First { get; }

    /// <summary>Batches of the newest state of the items that changed. Ends when the token is cancelled or the subscription is disposed.</summary>
    public async IAsyncEnumerable<IReadOnlyList<TItem>> Changes([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var lastBatch = _time.GetTimestamp() - _time.TimestampFrequency;
        while (true)
        {
            await _signal.WaitAsync(cancellation);
            var since = _time.GetElapsedTime(lastBatch);
            if (since < ShortMerge)
                await Task.Delay(Pending > 50 ? LongMerge : ShortMerge - since, _time, cancellation);
            if (_disposed)
                yield break;
            var batch = Take();
            if (batch.Count == 0)
                continue;
            yield return batch;
            lastBatch = _time.GetTimestamp();
        }
    }

    internal void Offer(TKey key, TItem item)
    {
        lock (_gate)
        {
            _waiting[key] = item;
            Wake();
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_disposed)
                return;
            _disposed = true;
            _waiting.Clear();
            Wake();
        }
        _leave(this);
    }

    private int Pending
    {
        get
        {
            lock (_gate)
                return _waiting.Count;
        }
    }

    private List<TItem> Take()
    {
        lock (_gate)
        {
            List<TItem> batch = [.. _waiting.Values];
            _waiting.Clear();
            return batch;
        }
    }

    private void Wake()
    {
        if (_signal.CurrentCount == 0)
            _signal.Release();
    }
}
