namespace VoiceDock.Core.Sip.Transactions;

/// <summary>A timer that is its own place in a <see cref="TimerWheel"/>, so that starting one makes no garbage: a call has dozens.</summary>
internal abstract class TimerEntry(TimerWheel wheel)
{
    internal long Due { get; set; }

    internal bool IsQueued { get; set; }

    internal TimerEntry? Next { get; set; }

    internal TimerEntry? Previous { get; set; }

    /// <summary>How often it was started. The wheel may have taken it just before it was started anew: then it fires with an older number.</summary>
    internal int Round { get; set; }

    /// <summary>It is due. On a thread of the pool, outside the wheel's lock.</summary>
    internal abstract void OnDue(int round);

    /// <summary>Starts it, anew if it runs; returns the number it will fire with.</summary>
    protected int Schedule(TimeSpan delay) => wheel.Schedule(this, delay);

    /// <summary>Stops it; one that is firing at this very moment may still fire.</summary>
    protected void Cancel() => wheel.Cancel(this);
}
