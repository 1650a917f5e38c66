namespace VoiceDock.Core.Diagnostics.Waiting;

/// <summary>One console's wait. Ends when disposed, and by itself at <see cref="EndsAt"/>. Thread-safe.</summary>
public sealed class PbxWait : IDisposable
{
    private readonly Action<PbxWait> _ended;
    private readonly ITimer _timer;
    private int _isOver;

    internal PbxWait(TimeSpan patience, TimeProvider time, Action<PbxWait> ended)
    {
        _ended = ended;
        EndsAt = time.GetUtcNow().UtcDateTime + patience;
        _timer = time.CreateTimer(_ => Dispose(), null, patience, Timeout.InfiniteTimeSpan);
    }

    /// <summary>UTC.</summary>
    public DateTime EndsAt { get; }

    public bool IsOver => Volatile.Read(ref _isOver) != 0;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isOver, 1) != 0) return;
        _timer.Dispose();
        _ended(this);
    }
}
