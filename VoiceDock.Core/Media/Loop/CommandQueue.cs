namespace VoiceDock.Core.Media.Loop;

/// <summary>Commands from any thread to one media thread, in order. Bounded: a caller waits while it is full.</summary>
/// <param name="capacity">Commands that may wait.</param>
/// <param name="wake">Rouses the media thread. Called under the lock, so never after <see cref="Close"/> has returned.</param>
internal sealed class CommandQueue(int capacity, Action wake)
{
    private readonly object _gate = new();
    private Queue<Action> _waiting = new();
    private Queue<Action> _running = new();
    private volatile bool _hasWaiting;
    private bool _closed;

    /// <summary>Appends a command.</summary>
    /// <param name="command">What to do on the media thread.</param>
    /// <param name="mayWait">False on the media thread itself, which would wait for itself.</param>
    /// <returns>False when the queue is closed and the command will never run.</returns>
    public bool Post(Action command, bool mayWait)
    {
        lock (_gate)
        {
            while (mayWait && !_closed && _waiting.Count >= capacity) Monitor.Wait(_gate);
            if (_closed) return false;
            _waiting.Enqueue(command);
            if (_hasWaiting) return true;

            // In this order, with a fence: the roused thread looks at the flag without the lock, and so does wake at whether that thread sleeps.
            _hasWaiting = true;
            Interlocked.MemoryBarrier();
            wake();
            return true;
        }
    }

    /// <summary>The next command, or null. For the media thread; takes no lock while nothing waits.</summary>
    public Action? Next()
    {
        if (_running.Count > 0) return _running.Dequeue();
        if (!_hasWaiting) return null;
        lock (_gate)
        {
            (_running, _waiting) = (_waiting, _running);
            _hasWaiting = false;
            Monitor.PulseAll(_gate);
        }

        return _running.Dequeue();
    }

    /// <summary>Refuses further commands; those that wait are still handed out.</summary>
    public void Close()
    {
        lock (_gate)
        {
            if (!_closed) wake();
            _closed = true;
            Monitor.PulseAll(_gate);
        }
    }
}
