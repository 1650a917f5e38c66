namespace VoiceDock.Core.Calls;

/// <summary>Lets new inbound calls in up to a rate; more are refused before they cost anything. Thread-safe.</summary>
internal sealed class CallGate(TimeProvider time, int perSecond)
{
    private readonly Lock _gate = new();
    private double _tokens = perSecond;
    private long _filled = time.GetTimestamp();

    public bool TryEnter()
    {
        lock (_gate)
        {
            var now = time.GetTimestamp();
            _tokens = Math.Min(perSecond, _tokens + (time.GetElapsedTime(_filled, now).TotalSeconds * perSecond));
            _filled = now;
            if (_tokens < 1)
                return false;
            _tokens--;
            return true;
        }
    }
}
