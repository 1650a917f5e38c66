using Microsoft.Extensions.Logging;

namespace VoiceDock.Core.Sip.Transport;

/// <summary>
/// One thread that handles items in order, with a bounded queue. Dedicated threads, not the pool: a busy web server must not delay an
/// answer to a peer.
/// </summary>
internal sealed class DispatchLane<T> : IDisposable
{
    private readonly Queue<T> _items = new();
    private readonly int _capacity;
    private readonly Action<T> _handle;
    private readonly ILogger _logger;
    private readonly Thread _thread;
    private bool _closing;

    public DispatchLane(string name, int capacity, Action<T> handle, ILogger logger)
    {
        _capacity = capacity;
        _handle = handle;
        _logger = logger;
        _thread = new Thread(Run) { IsBackground = true, Name = name };
        _thread.Start();
    }

    /// <summary>False when the lane is full or closed: the item is dropped.</summary>
    public bool TryPost(T item)
    {
        lock (_items)
        {
            if (_closing || _items.Count >= _capacity) return false;
            _items.Enqueue(item);
            if (_items.Count == 1) Monitor.Pulse(_items);
            return true;
        }
    }

    /// <summary>Drops what waits and ends the thread.</summary>
    public void Dispose()
    {
        lock (_items)
        {
            _closing = true;
            _items.Clear();
            Monitor.PulseAll(_items);
        }

        if (Thread.CurrentThread != _thread) _thread.Join(TimeSpan.FromSeconds(2));
    }

    private void Run()
    {
        while (Take(out var item))
        {
            try
            {
                _handle(item);
            }
            catch (Exception e)
            {
                // A bug met by one message must not silence the calls behind it.
                _logger.LogError(e, "A SIP message could not be handled");
            }
        }
    }

    private bool Take(out T item)
    {
        lock (_items)
        {
            while (_items.Count == 0 && !_closing) Monitor.Wait(_items);
            return _items.TryDequeue(out item!);
        }
    }
}
