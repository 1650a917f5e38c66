namespace VoiceDock.Core.Sip.Transactions;

/// <summary>One running timer of a <see cref="TimerWheel"/>; its links belong to the wheel.</summary>
internal sealed class TimerEntry(TimerWheel wheel, Action<TimerEntry> fired)
{
    internal long Due { get; set; }

    internal bool IsQueued { get; set; }

    internal TimerEntry? Next { get; set; }

    internal TimerEntry? Previous { get; set; }

    /// <summary>Stops it; one that is firing at this very moment may still fire.</summary>
    public void Cancel() => wheel.Cancel(this);

    internal void Fire() => fired(this);
}
