namespace VoiceDock.Core.Sip.Transport;

/// <summary>A time limit that is looked at from outside instead of firing by itself. Thread-safe.</summary>
internal sealed class Deadline(TimeProvider time, TimeSpan limit)
{
    private long _since;

    public bool IsOver => Volatile.Read(ref _since) is var since && since != 0 && time.GetElapsedTime(since) >= limit;

    public void Start() => Volatile.Write(ref _since, Now());

    public void StartUnlessRunning() => Interlocked.CompareExchange(ref _since, Now(), 0);

    public void Stop() => Volatile.Write(ref _since, 0);

    // Zero means stopped.
    private long Now() => time.GetTimestamp() is var now && now == 0 ? 1 : now;
}
